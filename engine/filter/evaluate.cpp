// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/expression.h"
#include "engine/filter/fold.h"

#include <algorithm>

namespace ls::filter {

namespace {

/// Whether any value that `at` gives passes; for != whether there is one and none of them is equal.
template <typename At, typename Passes>
bool compareEach(Operator op, At at, Passes passes) {
    bool any = false;
    bool found = false;
    for (std::size_t i = 0; !found; ++i) {
        const auto value = at(i);
        if (!value) {
            break;
        }
        any = true;
        found = passes(*value);
    }
    return op == Operator::NotEqual ? any && !found : found;
}

/// != asks for equality here: compareEach() turns the answer round.
bool passes(double value, Operator op, double wanted) {
    switch (op) {
    case Operator::Less:
        return value < wanted;
    case Operator::LessOrEqual:
        return value <= wanted;
    case Operator::Greater:
        return value > wanted;
    case Operator::GreaterOrEqual:
        return value >= wanted;
    case Operator::Equal:
    case Operator::NotEqual:
        break;
    }
    return value == wanted;
}

/// The whole of `text` against a pattern; linear but for the last *, to which alone it goes back.
bool matchesPattern(std::string_view text, std::string_view pattern) {
    std::size_t t = 0;
    std::size_t p = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || folded(pattern[p]) == folded(text[t]))) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool isNamed(std::string_view text, const Name& name) {
    return name.isPattern ? matchesPattern(text, name.text) : equalFolded(text, name.text);
}

/// "nginx" finds nginx.service, as systemctl(1) would.
bool isUnit(std::string_view unit, const Name& name) {
    constexpr std::string_view kService = ".service";
    if (isNamed(unit, name)) {
        return true;
    }
    return unit.ends_with(kService) && isNamed(unit.substr(0, unit.size() - kService.size()), name);
}

bool holdsNumber(const Comparison& c, double wanted, const Row& row) {
    const auto at = [&](std::size_t i) -> std::optional<double> {
        if (c.key != Key::Port) {
            return row.number(c.key, i);
        }
        return i < 2 ? row.number(i == 0 ? Key::LocalPort : Key::PeerPort, 0) : std::nullopt;
    };
    return compareEach(c.op, at, [&](double value) { return passes(value, c.op, wanted); });
}

bool holdsName(const Comparison& c, const Name& name, const Row& row) {
    return compareEach(
        c.op, [&](std::size_t i) { return row.text(c.key, i); },
        [&](std::string_view text) { return c.key == Key::Unit ? isUnit(text, name) : isNamed(text, name); });
}

bool holdsState(const Comparison& c, StateSet states, const Row& row) {
    return compareEach(
        c.op, [&](std::size_t i) { return row.number(c.key, i); },
        [&](double state) { return state >= 0 && state < 32 && (states >> static_cast<unsigned>(state) & 1) != 0; });
}

bool isWithin(const Address& address, const Address& network, unsigned prefix) {
    if (address.isV4() != network.isV4()) {
        return false;
    }
    const std::size_t whole = prefix / 8;
    if (!std::equal(network.bytes.begin(), network.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                    address.bytes.begin())) {
        return false;
    }
    const unsigned rest = prefix % 8;
    return rest == 0 || (address.bytes[whole] ^ network.bytes[whole]) >> (8 - rest) == 0;
}

/// Both of the asked parts must be known, whatever the operator.
bool holdsEndpoint(const Comparison& c, const Endpoint& endpoint, const Row& row) {
    const auto address = row.address(c.key);
    const auto port = row.number(c.key == Key::Local ? Key::LocalPort : Key::PeerPort, 0);
    if ((endpoint.address && !address) || (endpoint.port && !port) || (!address && !port)) {
        return false;
    }
    const bool equal = (!endpoint.address || isWithin(*address, *endpoint.address, endpoint.prefix)) &&
                       (!endpoint.port || *port == *endpoint.port);
    return equal != (c.op == Operator::NotEqual);
}

struct Judge {
    const Row& row;

    bool operator()(const Needle& needle) const { return row.contains(needle); }

    bool operator()(const Comparison& c) const {
        if (const auto* number = std::get_if<double>(&c.value)) {
            return holdsNumber(c, *number, row);
        }
        if (const auto* name = std::get_if<Name>(&c.value)) {
            return holdsName(c, *name, row);
        }
        if (const auto* states = std::get_if<StateSet>(&c.value)) {
            return holdsState(c, *states, row);
        }
        return holdsEndpoint(c, std::get<Endpoint>(c.value), row);
    }

    bool operator()(const Group& group) const {
        const auto one = [&](const Expression& operand) { return holds(operand, row); };
        switch (group.kind) {
        case Group::Kind::Or:
            return std::any_of(group.operands.begin(), group.operands.end(), one);
        case Group::Kind::Not:
            return std::none_of(group.operands.begin(), group.operands.end(), one);
        case Group::Kind::And:
            break;
        }
        return std::all_of(group.operands.begin(), group.operands.end(), one);
    }
};

} // namespace

bool holds(const Expression& expression, const Row& row) {
    return std::visit(Judge{row}, expression.node);
}

} // namespace ls::filter
