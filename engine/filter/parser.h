// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/expression.h"
#include "engine/filter/lexer.h"
#include "engine/filter/services.h"

#include <tl/expected.hpp>

#include <string_view>
#include <vector>

namespace ls::filter {

/// Recursive descent over the grammar of filter.h, one function a rule; the depth of nesting is limited, so hostile
/// input cannot overflow the stack.
class Parser {
public:
    Parser(std::vector<Token> tokens, const ServiceLookup& services);

    [[nodiscard]] tl::expected<Expression, FilterError> run();

private:
    using Parsed = tl::expected<Expression, FilterError>;

    Parsed any();
    Parsed all();
    Parsed one();
    Parsed bracketed();
    Parsed wordTerm();
    /// `sign` is the operator's token; where it was left out, the key's.
    Parsed comparison(const Token& keyToken, const Token& sign, Operator op);
    [[nodiscard]] Parsed unknownKey(const Token& word) const;

    [[nodiscard]] const Token& peek() const { return m_tokens[m_next]; }
    const Token& take() { return m_tokens[m_next++]; } ///< never past End
    [[nodiscard]] bool startsTerm() const;
    /// The operator that stands next, as a sign or, where `wordsToo`, as a word.
    [[nodiscard]] std::optional<Operator> nextOperator(bool wordsToo) const;

    std::vector<Token> m_tokens;
    const ServiceLookup& m_services;
    std::size_t m_next = 0;
    std::size_t m_depth = 0;
};

} // namespace ls::filter
