// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/expression.h"
#include "engine/filter/filter_error.h"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ls::filter {

struct Token {
    enum class Kind { Word, Quoted, Compare, And, Or, Not, Open, Close, End };

    Kind kind = Kind::End;
    std::size_t position = 0; ///< of its first byte
    std::size_t length = 0;   ///< in bytes, quotes included; 0 for End
    std::string text = {};    ///< of a word, or what stands between the quotes
    Operator op = Operator::Equal;
};

/// The tokens of a text, the last of them End.
[[nodiscard]] tl::expected<std::vector<Token>, FilterError> tokensOf(std::string_view text);

/// "eq", "lt" ...: operators where a key stands before them, plain text elsewhere.
[[nodiscard]] std::optional<Operator> operatorNamed(std::string_view word);
/// The token a bare word would become: And for "AND".
[[nodiscard]] Token::Kind kindOfWord(std::string_view word);
/// Whether a byte can stand in a word without quotes.
[[nodiscard]] bool isWordByte(char c);

} // namespace ls::filter
