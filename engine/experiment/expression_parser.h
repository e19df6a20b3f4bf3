// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/experiment/expression.h"

namespace ls::experiment {

/// Recursive descent over one text; used once. Internal to the room.
class ExpressionParser final {
public:
    explicit ExpressionParser(std::string_view text);

    [[nodiscard]] Result<Expression> parse();

private:
    using Kind = Expression::Kind;
    using Place = Result<std::size_t>;

    [[nodiscard]] Result<> parseComparison();
    [[nodiscard]] Place parseSum();
    [[nodiscard]] Place parseProduct();
    [[nodiscard]] Place parseFactor();
    [[nodiscard]] Place parseParenthesis();
    [[nodiscard]] Place parseNumber();
    [[nodiscard]] Place parseName();
    [[nodiscard]] Place parseCall(std::string_view name);
    [[nodiscard]] Place figure(std::string_view name);

    void skipBlanks();
    [[nodiscard]] bool take(std::string_view token);
    [[nodiscard]] Failure expected(std::string_view what) const;
    [[nodiscard]] std::size_t add(Expression::Node node);

    Expression m_made;
    std::string_view m_text; ///< what is left begins at m_at
    std::size_t m_at = 0;
    unsigned m_depth = 0;
};

} // namespace ls::experiment
