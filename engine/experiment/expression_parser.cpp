// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/expression_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace ls::experiment {

namespace {

constexpr std::string_view kAdvice = "write e.g. server.queued == min(clients.planned, listener.capacity)";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isNamePart(char c) {
    return isNameStart(c) || isDigit(c) || c == '.';
}

} // namespace

ExpressionParser::ExpressionParser(std::string_view text)
    : m_text(text) {
    m_made.m_text = std::string(text);
}

Result<Expression> ExpressionParser::parse() {
    if (m_text.size() > Expression::kLongest) {
        return failure(ErrorCode::BadInput, "the comparison is too long",
                       fmt::format("keep it below {} characters", Expression::kLongest));
    }
    LS_TRY_ASSIGN(m_made.m_left, parseSum());
    LS_TRY(parseComparison());
    LS_TRY_ASSIGN(m_made.m_right, parseSum());
    skipBlanks();
    if (m_at < m_text.size()) {
        return expected("the end");
    }
    return std::move(m_made);
}

Result<> ExpressionParser::parseComparison() {
    using Comparison = Expression::Comparison;
    constexpr std::array<std::pair<std::string_view, Comparison>, 6> kComparisons{{{"==", Comparison::Equal},
                                                                                   {"!=", Comparison::NotEqual},
                                                                                   {"<=", Comparison::LessOrEqual},
                                                                                   {">=", Comparison::GreaterOrEqual},
                                                                                   {"<", Comparison::Less},
                                                                                   {">", Comparison::Greater}}};
    for (const auto& [token, comparison] : kComparisons) {
        if (take(token)) {
            m_made.m_comparison = comparison;
            return {};
        }
    }
    return expected("== != < <= > or >=");
}

Result<std::size_t> ExpressionParser::parseSum() {
    LS_TRY_ASSIGN(std::size_t left, parseProduct());
    for (;;) {
        Kind kind = Kind::Add;
        if (take("-")) {
            kind = Kind::Subtract;
        } else if (!take("+")) {
            return left;
        }
        LS_TRY_ASSIGN(const std::size_t right, parseProduct());
        left = add({kind, {}, {}, {left, right}});
    }
}

Result<std::size_t> ExpressionParser::parseProduct() {
    LS_TRY_ASSIGN(std::size_t left, parseFactor());
    for (;;) {
        Kind kind = Kind::Multiply;
        if (take("/")) {
            kind = Kind::Divide;
        } else if (!take("*")) {
            return left;
        }
        LS_TRY_ASSIGN(const std::size_t right, parseFactor());
        left = add({kind, {}, {}, {left, right}});
    }
}

Result<std::size_t> ExpressionParser::parseFactor() {
    if (++m_depth > Expression::kDeepest) {
        return failure(ErrorCode::BadInput, "too many parentheses within each other", std::string(kAdvice));
    }
    Place made = 0;
    skipBlanks();
    if (take("(")) {
        made = parseParenthesis();
    } else if (take("-")) {
        made = parseFactor();
        made = made ? Place(add({Kind::Negate, {}, {}, {*made}})) : std::move(made);
    } else if (m_at < m_text.size() && isDigit(m_text[m_at])) {
        made = parseNumber();
    } else if (m_at < m_text.size() && isNameStart(m_text[m_at])) {
        made = parseName();
    } else {
        made = expected("a figure or a number");
    }
    --m_depth;
    return made;
}

Result<std::size_t> ExpressionParser::parseParenthesis() {
    LS_TRY_ASSIGN(const std::size_t inner, parseSum());
    if (!take(")")) {
        return expected(")");
    }
    return inner;
}

Result<std::size_t> ExpressionParser::parseNumber() {
    double number = 0;
    const char* const begin = m_text.data() + m_at;
    const auto parsed = std::from_chars(begin, m_text.data() + m_text.size(), number);
    if (parsed.ec != std::errc()) {
        return expected("a number");
    }
    m_at += static_cast<std::size_t>(parsed.ptr - begin);
    return add({Kind::Constant, number, {}, {}});
}

Result<std::size_t> ExpressionParser::parseName() {
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && isNamePart(m_text[m_at])) {
        ++m_at;
    }
    const std::string_view name = m_text.substr(begin, m_at - begin);
    if (name == "true" || name == "false") {
        return add({Kind::Constant, name == "true", {}, {}});
    }
    if (name == "null") {
        return add({Kind::Constant, std::monostate(), {}, {}});
    }
    if (take("(")) {
        return parseCall(name);
    }
    return figure(name);
}

Result<std::size_t> ExpressionParser::parseCall(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, Kind>, 5> kFunctions{
        {{"min", Kind::Min}, {"max", Kind::Max}, {"sum", Kind::Sum}, {"count", Kind::Count}, {"below", Kind::Below}}};
    const auto* const function =
        std::find_if(kFunctions.begin(), kFunctions.end(), [&](const auto& entry) { return entry.first == name; });
    if (function == kFunctions.end()) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not a function", name),
                       "give min, max, sum, count or below");
    }
    std::vector<std::size_t> operands;
    do {
        LS_TRY_ASSIGN(const std::size_t operand, parseSum());
        operands.push_back(operand);
    } while (take(","));
    if (!take(")")) {
        return expected("',' or ')'");
    }
    if (function->second == Kind::Below && operands.size() != 2) {
        return failure(ErrorCode::BadInput, "below() takes a list and a bound", "write e.g. below(LIST, 3)");
    }
    return add({function->second, {}, {}, std::move(operands)});
}

Result<std::size_t> ExpressionParser::figure(std::string_view name) {
    if (name.ends_with('.') || name.find("..") != std::string_view::npos) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not the name of a figure", name),
                       std::string(kAdvice));
    }
    auto& figures = m_made.m_figures;
    if (std::find(figures.begin(), figures.end(), name) == figures.end()) {
        figures.emplace_back(name);
    }
    return add({Kind::Figure, {}, std::string(name), {}});
}

void ExpressionParser::skipBlanks() {
    while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos) {
        ++m_at;
    }
}

bool ExpressionParser::take(std::string_view token) {
    skipBlanks();
    if (!m_text.substr(m_at).starts_with(token)) {
        return false;
    }
    m_at += token.size();
    return true;
}

Failure ExpressionParser::expected(std::string_view what) const {
    const std::string_view rest = m_text.substr(m_at, 20);
    return failure(ErrorCode::BadInput,
                   rest.empty() ? fmt::format("{} is missing at the end", what)
                                : fmt::format("{} was expected at '{}'", what, rest),
                   std::string(kAdvice));
}

std::size_t ExpressionParser::add(Expression::Node node) {
    m_made.m_nodes.push_back(std::move(node));
    return m_made.m_nodes.size() - 1;
}

} // namespace ls::experiment
