// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/filter.h"

#include "engine/filter/lexer.h"
#include "engine/filter/parser.h"
#include "engine/filter/values.h"

#include <utility>

namespace ls::filter {

Filter::Filter()
    : Filter(Expression{Group{}}) {
}

Filter::Filter(Expression expression)
    : m_expression(std::make_shared<const Expression>(std::move(expression))) {
}

tl::expected<Filter, FilterError> Filter::parse(std::string_view text, const ServiceLookup& services) {
    if (text.size() > kMaxLength) {
        return tl::unexpected(FilterError{FilterError::Kind::TooLong, kMaxLength, text.size() - kMaxLength});
    }
    auto tokens = tokensOf(text);
    if (!tokens) {
        return tl::unexpected(std::move(tokens).error());
    }
    return Parser(std::move(*tokens), services).run().map([](Expression expression) {
        return Filter(std::move(expression));
    });
}

tl::expected<Filter, FilterError> Filter::comparing(Key key, Operator op, std::string_view value) {
    const bool isUid = value.find_first_not_of("0123456789") == std::string_view::npos;
    return compared(key, op, value, !isUid, portOfService)
        .map([](Comparison comparison) { return Filter(Expression{std::move(comparison)}); })
        .map_error([&](FilterError error) {
            error.length = value.size();
            error.found = value;
            error.key = nameOf(key);
            return error;
        });
}

Filter Filter::containing(std::string_view text) {
    return Filter(Expression{Needle(text)});
}

bool Filter::isEmpty() const {
    const auto* group = std::get_if<Group>(&m_expression->node);
    return group != nullptr && group->operands.empty();
}

Filter Filter::with(const Filter& other) const {
    if (isEmpty() || other.isEmpty()) {
        return isEmpty() ? other : *this;
    }
    return Filter(joined(Group::Kind::And, *m_expression, *other.m_expression));
}

Filter Filter::without(const Filter& other) const {
    return other.isEmpty() ? *this : with(Filter(negated(*other.m_expression)));
}

} // namespace ls::filter
