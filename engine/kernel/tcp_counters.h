// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace ls::kernel {

/// Counter names as nstat prints them, without the "Tcp" or "TcpExt" before them (no name is in both): "ListenDrops".
using CounterValues = std::map<std::string, std::int64_t, std::less<>>;

/// Adds the counters of the line pairs "PREFIX: names" / "PREFIX: values" of /proc/net/netstat or /proc/net/snmp.
/// Constants and gauges (RtoMin, MaxConn, CurrEstab …) are left out: they do not count events.
[[nodiscard]] Result<> parseCounters(std::string_view text, std::string_view prefix, CounterValues& out);

/// after - before, for every counter that moved.
[[nodiscard]] CounterValues counterMovement(const CounterValues& before, const CounterValues& after);

/// 0 for a name this kernel does not have, or that did not move.
[[nodiscard]] std::int64_t counterValue(const CounterValues& values, std::string_view name);

/// Every Tcp and TcpExt counter of one network namespace, from its open netstat and snmp files. One thread at a time.
class TcpCounters final {
public:
    TcpCounters(UniqueFd netstat, UniqueFd snmp)
        : m_netstat(std::move(netstat))
        , m_snmp(std::move(snmp)) {}

    [[nodiscard]] Result<CounterValues> read() const;

private:
    UniqueFd m_netstat;
    UniqueFd m_snmp;
};

} // namespace ls::kernel
