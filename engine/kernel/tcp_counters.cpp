// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/tcp_counters.h"

#include "engine/base/text_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace ls::kernel {

namespace {

constexpr std::array<std::string_view, 5> kNotCounters{"RtoAlgorithm", "RtoMin", "RtoMax", "MaxConn", "CurrEstab"};

/// The text up to `separator`, which is removed with it.
std::string_view takeUntil(std::string_view& text, char separator) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view head = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return head;
}

Result<> addPair(std::string_view names, std::string_view values, CounterValues& out) {
    while (!names.empty() && !values.empty()) {
        const std::string_view name = takeUntil(names, ' ');
        const std::string_view text = takeUntil(values, ' ');
        std::int64_t value = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
            return failure(ErrorCode::Protocol, fmt::format("counter {}: '{}' is not a number", name, text));
        }
        if (std::find(kNotCounters.begin(), kNotCounters.end(), name) == kNotCounters.end()) {
            out.insert_or_assign(std::string(name), value);
        }
    }
    if (!names.empty() || !values.empty()) {
        return failure(ErrorCode::Protocol, "the counter file has more names than values, or fewer");
    }
    return {};
}

} // namespace

Result<> parseCounters(std::string_view text, std::string_view prefix, CounterValues& out) {
    const std::string start = fmt::format("{}: ", prefix);
    bool found = false;
    while (!text.empty()) {
        std::string_view names = takeUntil(text, '\n');
        if (!names.starts_with(start)) {
            continue;
        }
        std::string_view values = takeUntil(text, '\n');
        if (!values.starts_with(start)) {
            return failure(ErrorCode::Protocol,
                           fmt::format("the counter names of {} have no values below them", prefix));
        }
        found = true;
        names.remove_prefix(start.size());
        values.remove_prefix(start.size());
        LS_TRY(addPair(names, values, out));
    }
    if (!found) {
        return failure(ErrorCode::Protocol, fmt::format("no line '{}' among the kernel's counters", start));
    }
    return {};
}

CounterValues counterMovement(const CounterValues& before, const CounterValues& after) {
    CounterValues movement;
    for (const auto& [name, value] : after) {
        if (const std::int64_t moved = value - counterValue(before, name); moved != 0) {
            movement.emplace(name, moved);
        }
    }
    return movement;
}

std::int64_t counterValue(const CounterValues& values, std::string_view name) {
    const auto found = values.find(name);
    return found != values.end() ? found->second : 0;
}

Result<CounterValues> TcpCounters::read() const {
    LS_TRY_ASSIGN(const std::string netstat, readTextFile(m_netstat.get()));
    LS_TRY_ASSIGN(const std::string snmp, readTextFile(m_snmp.get()));
    CounterValues values;
    LS_TRY(parseCounters(netstat, "TcpExt", values));
    LS_TRY(parseCounters(snmp, "Tcp", values));
    return values;
}

} // namespace ls::kernel
