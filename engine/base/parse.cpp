// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace ls {

namespace {

struct Unit {
    std::string_view name;
    double nanoseconds;
};

constexpr std::array<Unit, 6> kUnits{{{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}}};

std::optional<double> parseDecimal(std::string_view text) {
    double value = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    const bool plain = !text.empty() && text.front() >= '0' && text.front() <= '9';
    return plain && parsed.ec == std::errc() && parsed.ptr == end ? std::optional(value) : std::nullopt;
}

std::optional<double> parseNanoseconds(std::string_view text) {
    for (const Unit& unit : kUnits) {
        if (text.ends_with(unit.name)) {
            if (const auto value = parseDecimal(text.substr(0, text.size() - unit.name.size()))) {
                return *value * unit.nanoseconds;
            }
        }
    }
    return std::nullopt;
}

} // namespace

Result<std::int64_t> parseInteger(std::string_view text, std::int64_t min, std::int64_t max) {
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    const std::string range = fmt::format("give a whole number from {} to {}", min, max);
    if (parsed.ec == std::errc::result_out_of_range && parsed.ptr == end) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is out of range", text), range);
    }
    if (parsed.ec != std::errc() || parsed.ptr != end) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not a whole number", text), range);
    }
    if (value < min || value > max) {
        return failure(ErrorCode::BadInput, fmt::format("{} is out of range", value), range);
    }
    return value;
}

Result<Nanoseconds> parseDuration(std::string_view text, Nanoseconds min, Nanoseconds max) {
    const std::string range =
        fmt::format("give a time with its unit, from {} to {}", formatDuration(min), formatDuration(max));
    const auto nanoseconds = parseNanoseconds(text);
    if (!nanoseconds) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not a time", text), range);
    }
    if (*nanoseconds < static_cast<double>(min.count()) || *nanoseconds > static_cast<double>(max.count())) {
        return failure(ErrorCode::BadInput, fmt::format("{} is out of range", text), range);
    }
    return Nanoseconds(std::llround(*nanoseconds));
}

Result<double> parsePerSecond(std::string_view text, double min, double max) {
    const std::string range = fmt::format("give a rate from {:g}/s to {:g}/s", min, max);
    const auto value = text.ends_with("/s") ? parseDecimal(text.substr(0, text.size() - 2)) : std::nullopt;
    if (!value) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not a rate", text), range);
    }
    if (*value < min || *value > max) {
        return failure(ErrorCode::BadInput, fmt::format("{} is out of range", text), range);
    }
    return *value;
}

Result<double> parsePercent(std::string_view text) {
    const auto value = text.ends_with('%') ? parseDecimal(text.substr(0, text.size() - 1)) : std::nullopt;
    if (!value) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not a percentage", text), "give 0% to 100%");
    }
    if (*value > 100) {
        return failure(ErrorCode::BadInput, fmt::format("{} is out of range", text), "give 0% to 100%");
    }
    return *value / 100;
}

std::string formatDuration(Nanoseconds duration) {
    const auto count = static_cast<double>(duration.count());
    const auto fits = [&](const Unit& unit) { return count >= unit.nanoseconds; };
    const auto unit = std::find_if(kUnits.rbegin(), kUnits.rend(), fits);
    return unit == kUnits.rend() ? "0s" : fmt::format("{:.9g}{}", count / unit->nanoseconds, unit->name);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

} // namespace ls
