// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/parser.h"

#include "engine/filter/filter.h"
#include "engine/filter/values.h"

#include <utility>

namespace ls::filter {

namespace {

using ErrorKind = FilterError::Kind;
using TokenKind = Token::Kind;

tl::unexpected<FilterError> errorAt(const Token& token, ErrorKind kind) {
    return tl::unexpected(FilterError{kind, token.position, token.length, token.text});
}

/// ss takes "src 10.0.0.1" and "sport :80" without an operator.
bool needsNoOperator(Key key) {
    const ValueKind kind = valueKindOf(key);
    return kind == ValueKind::State || kind == ValueKind::Port || kind == ValueKind::Endpoint;
}

bool isValue(const Token& token) {
    return token.kind == TokenKind::Word || token.kind == TokenKind::Quoted;
}

Expression needle(const Token& token) {
    return {Needle(token.text)};
}

} // namespace

Parser::Parser(std::vector<Token> tokens, const ServiceLookup& services)
    : m_tokens(std::move(tokens))
    , m_services(services) {
}

tl::expected<Expression, FilterError> Parser::run() {
    if (peek().kind == TokenKind::End) {
        return Expression{Group{}};
    }
    Parsed expression = any();
    if (expression && peek().kind != TokenKind::End) {
        return errorAt(peek(), ErrorKind::LoneBracket); // nothing else ends any()
    }
    return expression;
}

Parser::Parsed Parser::any() {
    Parsed left = all();
    while (left && peek().kind == TokenKind::Or) {
        take();
        Parsed right = all();
        if (!right) {
            return right;
        }
        left = joined(Group::Kind::Or, std::move(*left), std::move(*right));
    }
    return left;
}

Parser::Parsed Parser::all() {
    Parsed left = one();
    while (left && (peek().kind == TokenKind::And || startsTerm())) {
        if (peek().kind == TokenKind::And) {
            take();
        }
        Parsed right = one();
        if (!right) {
            return right;
        }
        left = joined(Group::Kind::And, std::move(*left), std::move(*right));
    }
    return left;
}

Parser::Parsed Parser::one() {
    const Token& token = peek();
    if (m_depth >= kMaxDepth && (token.kind == TokenKind::Open || token.kind == TokenKind::Not)) {
        return errorAt(token, ErrorKind::TooDeep);
    }
    switch (token.kind) {
    case TokenKind::Not: {
        take();
        ++m_depth;
        Parsed operand = one();
        --m_depth;
        return operand ? Parsed(negated(std::move(*operand))) : operand;
    }
    case TokenKind::Open:
        return bracketed();
    case TokenKind::Word:
        return wordTerm();
    case TokenKind::Quoted:
        take();
        return needle(token);
    case TokenKind::Compare:
        return errorAt(token, ErrorKind::MissingKey);
    case TokenKind::Close:
    case TokenKind::And:
    case TokenKind::Or:
    case TokenKind::End:
        break;
    }
    return errorAt(token, ErrorKind::MissingTerm);
}

Parser::Parsed Parser::bracketed() {
    const Token& open = take();
    ++m_depth;
    Parsed inner = any();
    --m_depth;
    if (!inner) {
        return inner;
    }
    if (peek().kind != TokenKind::Close) {
        return errorAt(open, ErrorKind::OpenBracket);
    }
    take();
    return inner;
}

Parser::Parsed Parser::wordTerm() {
    const Token& word = take();
    const auto key = keyNamed(word.text);
    if (!key) {
        const bool isMistyped = nextOperator(!nearestKey(word.text).empty()).has_value();
        return isMistyped ? unknownKey(word) : Parsed(needle(word));
    }
    if (const auto op = nextOperator(true)) {
        const Token& sign = take();
        return comparison(word, sign, *op);
    }
    if (needsNoOperator(*key) && isValue(peek())) {
        return comparison(word, word, Operator::Equal);
    }
    return needle(word);
}

Parser::Parsed Parser::comparison(const Token& keyToken, const Token& sign, Operator op) {
    const Token& value = peek();
    if (!isValue(value)) {
        auto error = errorAt(value, ErrorKind::MissingValue);
        error.value().key = keyToken.text;
        return error;
    }
    take();
    auto result = compared(*keyNamed(keyToken.text), op, value.text, value.kind == TokenKind::Quoted, m_services);
    if (result) {
        return Expression{std::move(*result)};
    }
    auto error = errorAt(result.error().kind == ErrorKind::WrongOperator ? sign : value, result.error().kind);
    error.value().key = keyToken.text;
    error.value().suggestion = result.error().suggestion;
    return error;
}

Parser::Parsed Parser::unknownKey(const Token& word) const {
    auto error = errorAt(word, ErrorKind::UnknownKey);
    error.value().suggestion = nearestKey(word.text);
    return error;
}

bool Parser::startsTerm() const {
    const TokenKind kind = peek().kind;
    return kind == TokenKind::Word || kind == TokenKind::Quoted || kind == TokenKind::Not || kind == TokenKind::Open ||
           kind == TokenKind::Compare;
}

std::optional<Operator> Parser::nextOperator(bool wordsToo) const {
    if (peek().kind == TokenKind::Compare) {
        return peek().op;
    }
    return wordsToo && peek().kind == TokenKind::Word ? operatorNamed(peek().text) : std::nullopt;
}

} // namespace ls::filter
