// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/experiment/value.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ls::experiment {

/// Finds a figure by its name, e.g. "server.queued".
using Lookup = std::function<Result<Value>(std::string_view figure)>;

/// A comparison of figures, as a check states it:
///
///     server.queued == min(clients.planned, listener.capacity)
///
/// On either side: numbers, true, false, null, figures, + - * / and parentheses, and
/// min(…) max(…) sum(…) count(LIST) below(LIST, X): how many of the list are less than X. Between them one of
/// == != < <= > >=. The left side is what was measured, the right side what is expected. A value; any thread.
class Expression final {
public:
    /// ErrorCode::BadInput says what stands where something else was needed.
    [[nodiscard]] static Result<Expression> parse(std::string_view text);

    struct Outcome {
        bool holds = false;
        Value measured;
        Value expected;
    };

    /// An error where a figure has no value that could be calculated or compared with.
    [[nodiscard]] Result<Outcome> evaluate(const Lookup& lookup) const;

    [[nodiscard]] const std::string& text() const { return m_text; }
    /// "==" and so on.
    [[nodiscard]] std::string_view comparison() const;
    /// Every figure it names, each once.
    [[nodiscard]] const std::vector<std::string>& figures() const { return m_figures; }

    static constexpr std::size_t kLongest = 2000; ///< characters
    static constexpr unsigned kDeepest = 50;      ///< parentheses within each other

private:
    friend class ExpressionParser;

    enum class Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };
    enum class Kind { Constant, Figure, Add, Subtract, Multiply, Divide, Negate, Min, Max, Sum, Count, Below };

    /// Operands are places in m_nodes.
    struct Node {
        Kind kind = Kind::Constant;
        Value constant;
        std::string figure;
        std::vector<std::size_t> operands;
    };

    [[nodiscard]] Result<Value> valueOf(std::size_t node, const Lookup& lookup) const;
    [[nodiscard]] Result<Value> callOf(const Node& node, const std::vector<Value>& operands) const;
    [[nodiscard]] Result<bool> compare(const Value& left, const Value& right) const;

    std::string m_text;
    std::vector<Node> m_nodes;
    std::vector<std::string> m_figures;
    std::size_t m_left = 0;
    std::size_t m_right = 0;
    Comparison m_comparison = Comparison::Equal;
};

} // namespace ls::experiment
