// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/expression.h"

#include <iterator>
#include <utility>

namespace ls::filter {

namespace {

void append(Group& group, Expression expression) {
    if (auto* inner = std::get_if<Group>(&expression.node); inner != nullptr && inner->kind == group.kind) {
        std::move(inner->operands.begin(), inner->operands.end(), std::back_inserter(group.operands));
    } else {
        group.operands.push_back(std::move(expression));
    }
}

} // namespace

Expression joined(Group::Kind kind, Expression left, Expression right) {
    Group group{kind, {}};
    if (auto* grown = std::get_if<Group>(&left.node); grown != nullptr && grown->kind == kind) {
        group.operands = std::move(grown->operands); // a long row of terms is not copied for each of them
    } else {
        group.operands.push_back(std::move(left));
    }
    append(group, std::move(right));
    return {std::move(group)};
}

Expression negated(Expression expression) {
    if (auto* inner = std::get_if<Group>(&expression.node); inner != nullptr && inner->kind == Group::Kind::Not) {
        Expression operand = std::move(inner->operands.front());
        return operand;
    }
    Group group{Group::Kind::Not, {}};
    group.operands.push_back(std::move(expression));
    return {std::move(group)};
}

} // namespace ls::filter
