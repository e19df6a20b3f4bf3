// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/values.h"

#include <algorithm>
#include <charconv>
#include <string>

#include <arpa/inet.h>

namespace ls::filter {

namespace {

using Kind = FilterError::Kind;

tl::unexpected<FilterError> wrong(Kind kind, std::string_view suggestion = {}) {
    FilterError error;
    error.kind = kind;
    error.suggestion = suggestion;
    return tl::unexpected(std::move(error));
}

/// Digits with or without a fraction; no sign, no exponent, no "inf".
std::optional<double> toNumber(std::string_view text) {
    const bool plain = !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
    double number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!plain || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

bool isDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<unsigned> toWhole(std::string_view text, unsigned max) {
    unsigned number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!isDigits(text) || parsed.ec != std::errc() || number > max) {
        return std::nullopt;
    }
    return number;
}

tl::expected<double, FilterError> toShare(std::string_view text) {
    constexpr double kSlip = 2; // a queue of limit 1 holds 2; "80" without its % is likelier than 80 times the limit
    const bool percent = text.ends_with('%');
    const auto number = toNumber(text.substr(0, text.size() - (percent ? 1 : 0)));
    if (!number || (!percent && *number > kSlip && isDigits(text))) {
        return wrong(Kind::BadShare);
    }
    return percent ? *number / 100 : *number;
}

std::optional<std::uint16_t> toPort(std::string_view text, const ServiceLookup& services) {
    if (isDigits(text)) {
        const auto port = toWhole(text, 65535);
        return port ? std::optional(static_cast<std::uint16_t>(*port)) : std::nullopt;
    }
    return text.empty() ? std::nullopt : services(text);
}

std::optional<Address> toAddress(std::string_view text) {
    const std::string terminated(text); // a NUL within it would end it early
    if (terminated.find('\0') != std::string::npos) {
        return std::nullopt;
    }
    in_addr v4{};
    if (::inet_pton(AF_INET, terminated.c_str(), &v4) == 1) {
        return Address::v4(ntohl(v4.s_addr));
    }
    Address address;
    if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) {
        return address;
    }
    return std::nullopt;
}

/// "10.0.0.0/8", "fe80::": into `endpoint`.
bool takeAddress(std::string_view text, Endpoint& endpoint) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    endpoint.address = toAddress(text.substr(0, slash));
    if (!endpoint.address) {
        return false;
    }
    const bool dotted = text.substr(0, slash).find(':') == std::string_view::npos;
    const unsigned offset = dotted ? 96 : 0;
    endpoint.prefix = 128;
    if (slash == text.size()) {
        return true;
    }
    const auto length = toWhole(text.substr(slash + 1), 128 - offset);
    endpoint.prefix = offset + length.value_or(0);
    return length.has_value();
}

struct EndpointText {
    std::string address; ///< empty: any
    std::optional<std::string> port;
};

/// [ADDRESS/LENGTH]:PORT and [ADDRESS]/LENGTH:PORT
std::optional<EndpointText> splitBracketed(std::string_view text) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = text.substr(close + 1);
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    const std::string_view length = rest.substr(0, colon);
    if (!length.empty() && !length.starts_with('/')) {
        return std::nullopt;
    }
    EndpointText parts{std::string(text.substr(1, close - 1)) + std::string(length), std::nullopt};
    if (colon < rest.size()) {
        parts.port = rest.substr(colon + 1);
    }
    return parts.address.empty() ? std::nullopt : std::optional(parts);
}

std::optional<EndpointText> splitEndpoint(std::string_view text) {
    if (text.starts_with('[')) {
        return splitBracketed(text);
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) {
        return EndpointText{text == "*" ? "" : std::string(text), std::nullopt}; // no port, or IPv6 without brackets
    }
    const std::string_view address = text.substr(0, colon);
    return EndpointText{address == "*" ? "" : std::string(address), std::string(text.substr(colon + 1))};
}

tl::expected<Endpoint, FilterError> toEndpoint(std::string_view text, const ServiceLookup& services) {
    const auto parts = splitEndpoint(text);
    Endpoint endpoint;
    if (text.empty() || !parts || (!parts->address.empty() && !takeAddress(parts->address, endpoint))) {
        return wrong(Kind::BadAddress);
    }
    if (parts->port && *parts->port != "*") {
        endpoint.port = toPort(*parts->port, services);
        if (!endpoint.port) {
            return wrong(Kind::BadPort);
        }
    }
    return endpoint;
}

Name toName(std::string_view text, bool isQuoted) {
    return {std::string(text), !isQuoted && text.find_first_of("*?") != std::string_view::npos};
}

bool hasOrder(Key key) {
    const ValueKind kind = valueKindOf(key);
    return kind == ValueKind::Number || kind == ValueKind::Share || kind == ValueKind::Port;
}

template <typename Value>
tl::expected<Comparison, FilterError> comparison(Key key, Operator op, std::optional<Value> value, Kind otherwise) {
    if (!value) {
        return wrong(otherwise);
    }
    return Comparison{key, op, std::move(*value)};
}

std::optional<double> toPortNumber(std::string_view text, const ServiceLookup& services) {
    const auto port = toPort(text.starts_with(':') ? text.substr(1) : text, services);
    return port ? std::optional<double>(*port) : std::nullopt;
}

} // namespace

tl::expected<Comparison, FilterError> compared(Key key, Operator op, std::string_view value, bool isQuoted,
                                               const ServiceLookup& services) {
    if (op != Operator::Equal && op != Operator::NotEqual && !hasOrder(key)) {
        return wrong(Kind::WrongOperator);
    }
    const auto with = [&](auto parsed) { return Comparison{key, op, std::move(parsed)}; };
    switch (valueKindOf(key)) {
    case ValueKind::Share:
        return toShare(value).map(with);
    case ValueKind::Port:
        return comparison(key, op, toPortNumber(value, services), Kind::BadPort);
    case ValueKind::User:
        if (const auto uid = toNumber(value); uid && isDigits(value) && !isQuoted) {
            return with(*uid);
        }
        return with(toName(value, isQuoted));
    case ValueKind::Text:
        return with(toName(value, isQuoted));
    case ValueKind::State:
        if (const auto states = statesNamed(value)) {
            return with(*states);
        }
        return wrong(Kind::UnknownState, nearestState(value));
    case ValueKind::Endpoint:
        return toEndpoint(value, services).map(with);
    case ValueKind::Number:
        break;
    }
    return comparison(key, op, toNumber(value), Kind::BadNumber);
}

} // namespace ls::filter
