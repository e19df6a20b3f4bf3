// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace ls::filter {

/// Why a text is no filter, and where: bytes of the text as it was given, so that a field can mark the place.
struct FilterError {
    enum class Kind : std::uint8_t {
        OpenQuote,     ///< no second quote
        OpenBracket,   ///< a ( without its )
        LoneBracket,   ///< a ) without its (
        MissingTerm,   ///< something to look for must stand here
        MissingKey,    ///< an operator with nothing before it
        MissingValue,  ///< an operator with nothing after it
        UnknownKey,    ///< `suggestion` may name the one that was meant
        UnknownState,  ///< likewise
        WrongOperator, ///< < and the like between things that have no order
        BadNumber,     ///
        BadShare,      ///< of fill: neither 80% nor 0.8
        BadPort,       ///
        BadAddress,    ///
        TooDeep,       ///< more than kMaxDepth brackets or nots within each other
        TooLong,       ///< more than kMaxLength bytes
    };

    Kind kind = Kind::MissingTerm;
    std::size_t position = 0;
    std::size_t length = 0;      ///< 0 at the end of the text
    std::string found = {};      ///< what stands there
    std::string key = {};        ///< of the comparison it belongs to
    std::string suggestion = {}; ///< the word that was probably meant

    /// "'fil' is not a field"; one clause without a full stop, in English.
    [[nodiscard]] std::string message() const;
    /// What would be right in this place: "did you mean 'fill'?"
    [[nodiscard]] std::string expected() const;
};

} // namespace ls::filter
