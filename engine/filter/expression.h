// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/keys.h"
#include "engine/filter/row.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ls::filter {

enum class Operator : std::uint8_t { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

/// A name to compare with. A pattern may have * (any text) and ? (any one character) in it.
struct Name {
    std::string text;
    bool isPattern = false;
};

/// An address with its prefix, a port, both, or neither (ss's *).
struct Endpoint {
    std::optional<Address> address;
    unsigned prefix = 128; ///< bits of Address, so 96 more than an IPv4 prefix length
    std::optional<std::uint16_t> port;
};

struct Comparison {
    Key key = Key::Fill;
    Operator op = Operator::Equal;
    std::variant<double, Name, StateSet, Endpoint> value; ///< double for every kind of number
};

struct Expression;

struct Group {
    enum class Kind : std::uint8_t { And, Or, Not };

    Kind kind = Kind::And;
    std::vector<Expression> operands; ///< exactly one for Not; an And of none holds for every row
};

/// A filter as a tree of values.
struct Expression {
    std::variant<Group, Comparison, Needle> node;
};

/// Joined without needless nesting: (a and b) and c is one group of three.
[[nodiscard]] Expression joined(Group::Kind kind, Expression left, Expression right);
/// not not a is a.
[[nodiscard]] Expression negated(Expression expression);

[[nodiscard]] bool holds(const Expression& expression, const Row& row);
[[nodiscard]] std::string textOf(const Expression& expression);

} // namespace ls::filter
