// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/expression.h"
#include "engine/filter/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include <arpa/inet.h>

namespace ls::filter {

namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + '"';
}

bool isPlainWord(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isWordByte) && kindOfWord(text) == Token::Kind::Word;
}

/// A text to look for: what could be taken for a word of the language gets quotes.
std::string textTerm(const std::string& text) {
    const bool isFree = isPlainWord(text) && !keyNamed(text) && !operatorNamed(text);
    return isFree ? text : quoted(text);
}

std::string nameValue(const Name& name, Key key) {
    const bool looksLikeUid = key == Key::User && name.text.find_first_not_of("0123456789") == std::string::npos;
    const bool looksLikePattern = !name.isPattern && name.text.find_first_of("*?") != std::string::npos;
    return isPlainWord(name.text) && !looksLikePattern && !looksLikeUid ? name.text : quoted(name.text);
}

std::string addressText(const Address& address, unsigned prefix) {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    const bool v4 = address.isV4() && prefix >= 96;
    ::inet_ntop(v4 ? AF_INET : AF_INET6, address.bytes.data() + (v4 ? 12 : 0), buffer.data(), buffer.size());
    std::string text = v4 ? buffer.data() : fmt::format("[{}]", buffer.data());
    return prefix == 128 ? text : text + fmt::format("/{}", prefix - (v4 ? 96 : 0));
}

std::string endpointText(const Endpoint& endpoint) {
    if (!endpoint.address) {
        return endpoint.port ? fmt::format(":{}", *endpoint.port) : "*";
    }
    const std::string address = addressText(*endpoint.address, endpoint.prefix);
    return endpoint.port ? fmt::format("{}:{}", address, *endpoint.port) : address;
}

std::string_view signOf(Operator op) {
    switch (op) {
    case Operator::NotEqual:
        return "!=";
    case Operator::Less:
        return "<";
    case Operator::LessOrEqual:
        return "<=";
    case Operator::Greater:
        return ">";
    case Operator::GreaterOrEqual:
        return ">=";
    case Operator::Equal:
        break;
    }
    return "=";
}

/// The shortest digits that are read back as the same number, without an exponent.
std::string digitsOf(double number) {
    std::array<char, 512> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed).ptr;
    return {buffer.data(), end};
}

struct Printer {
    std::string operator()(const Needle& needle) const { return textTerm(needle.text()); }

    std::string operator()(const Comparison& c) const {
        const std::string value = std::visit([&](const auto& v) { return valueText(c, v); }, c.value);
        return fmt::format("{} {} {}", nameOf(c.key), signOf(c.op), value);
    }

    std::string operator()(const Group& group) const {
        if (group.kind == Group::Kind::Not) {
            return "not " + operandText(group, group.operands.front());
        }
        std::string out;
        for (const Expression& operand : group.operands) {
            out += out.empty() ? "" : group.kind == Group::Kind::And ? " and " : " or ";
            out += operandText(group, operand);
        }
        return out;
    }

private:
    static std::string valueText(const Comparison& c, double number) {
        const std::string digits = digitsOf(number);
        switch (valueKindOf(c.key)) {
        case ValueKind::Port:
            return ":" + digits;
        case ValueKind::Share: // a whole number could be taken for one that lost its %
            return digits.find('.') == std::string::npos ? digits + ".0" : digits;
        default:
            return digits;
        }
    }
    static std::string valueText(const Comparison& c, const Name& name) { return nameValue(name, c.key); }
    static std::string valueText(const Comparison&, StateSet states) { return std::string(nameOf(states)); }
    static std::string valueText(const Comparison&, const Endpoint& endpoint) { return endpointText(endpoint); }

    /// In brackets where the operand would else be torn apart.
    static std::string operandText(const Group& outer, const Expression& operand) {
        const auto* inner = std::get_if<Group>(&operand.node);
        const bool binds = inner == nullptr || inner->kind == Group::Kind::Not ||
                           (outer.kind == Group::Kind::Or && inner->kind == Group::Kind::And);
        return binds ? textOf(operand) : fmt::format("({})", textOf(operand));
    }
};

} // namespace

std::string textOf(const Expression& expression) {
    return std::visit(Printer{}, expression.node);
}

} // namespace ls::filter
