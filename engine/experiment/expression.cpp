// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/expression.h"

#include "engine/experiment/expression_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace ls::experiment {

namespace {

std::string toText(double number) {
    const bool whole = std::abs(number) < 1e15 && number == std::floor(number);
    return whole ? fmt::format("{:.0f}", number + 0.0) : fmt::format("{:.6g}", number);
}

Failure notANumber(const Value& value) {
    return failure(ErrorCode::BadInput, fmt::format("{} is not a number", toString(value)));
}

Result<double> numberOf(const Value& value) {
    if (const auto* number = std::get_if<double>(&value)) {
        return *number;
    }
    return notANumber(value);
}

Result<std::vector<double>> listOf(const std::vector<Value>& values) {
    std::vector<double> all;
    for (const Value& value : values) {
        if (const auto* list = std::get_if<std::vector<double>>(&value)) {
            all.insert(all.end(), list->begin(), list->end());
        } else {
            LS_TRY_ASSIGN(const double number, numberOf(value));
            all.push_back(number);
        }
    }
    return all;
}

} // namespace

std::string toString(const Value& value) {
    if (const auto* truth = std::get_if<bool>(&value)) {
        return *truth ? "true" : "false";
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return toText(*number);
    }
    if (const auto* list = std::get_if<std::vector<double>>(&value)) {
        std::string text;
        for (const double number : *list) {
            text += (text.empty() ? "" : ", ") + toText(number);
        }
        return "[" + text + "]";
    }
    return "null";
}

Result<Expression> Expression::parse(std::string_view text) {
    return ExpressionParser(text).parse();
}

std::string_view Expression::comparison() const {
    constexpr std::array<std::string_view, 6> kTokens{"==", "!=", "<", "<=", ">", ">="};
    return kTokens[static_cast<std::size_t>(m_comparison)];
}

Result<Expression::Outcome> Expression::evaluate(const Lookup& lookup) const {
    Outcome outcome;
    LS_TRY_ASSIGN(outcome.measured, valueOf(m_left, lookup));
    LS_TRY_ASSIGN(outcome.expected, valueOf(m_right, lookup));
    LS_TRY_ASSIGN(outcome.holds, compare(outcome.measured, outcome.expected));
    return outcome;
}

Result<Value> Expression::valueOf(std::size_t place, const Lookup& lookup) const {
    const Node& node = m_nodes[place];
    if (node.kind == Kind::Constant) {
        return node.constant;
    }
    if (node.kind == Kind::Figure) {
        return lookup(node.figure);
    }
    std::vector<Value> operands;
    for (const std::size_t operand : node.operands) {
        LS_TRY_ASSIGN(Value value, valueOf(operand, lookup));
        operands.push_back(std::move(value));
    }
    return callOf(node, operands);
}

Result<Value> Expression::callOf(const Node& node, const std::vector<Value>& operands) const {
    if (node.kind == Kind::Below) {
        LS_TRY_ASSIGN(const std::vector<double> list, listOf({operands.front()}));
        LS_TRY_ASSIGN(const double bound, numberOf(operands.back()));
        return static_cast<double>(std::count_if(list.begin(), list.end(), [&](double x) { return x < bound; }));
    }
    LS_TRY_ASSIGN(const std::vector<double> numbers, listOf(operands));
    if (numbers.empty() && (node.kind == Kind::Min || node.kind == Kind::Max)) {
        return failure(ErrorCode::BadInput, "an empty list has neither a smallest nor a largest figure");
    }
    switch (node.kind) {
    case Kind::Min:
        return *std::min_element(numbers.begin(), numbers.end());
    case Kind::Max:
        return *std::max_element(numbers.begin(), numbers.end());
    case Kind::Sum:
        return std::accumulate(numbers.begin(), numbers.end(), 0.0);
    case Kind::Count:
        return static_cast<double>(numbers.size());
    default:
        break;
    }
    // Lists have no place in sums and products.
    LS_TRY_ASSIGN(const double left, numberOf(operands.front()));
    LS_TRY_ASSIGN(const double right, numberOf(operands.back()));
    switch (node.kind) {
    case Kind::Add:
        return left + right;
    case Kind::Subtract:
        return left - right;
    case Kind::Multiply:
        return left * right;
    case Kind::Divide:
        if (right == 0) {
            return failure(ErrorCode::BadInput, fmt::format("{} was to be divided by 0", toText(left)));
        }
        return left / right;
    default:
        return -left;
    }
}

Result<bool> Expression::compare(const Value& left, const Value& right) const {
    if (m_comparison == Comparison::Equal || m_comparison == Comparison::NotEqual) {
        return (left == right) == (m_comparison == Comparison::Equal);
    }
    LS_TRY_ASSIGN(const double a, numberOf(left));
    LS_TRY_ASSIGN(const double b, numberOf(right));
    switch (m_comparison) {
    case Comparison::Less:
        return a < b;
    case Comparison::LessOrEqual:
        return a <= b;
    case Comparison::Greater:
        return a > b;
    default:
        return a >= b;
    }
}

} // namespace ls::experiment
