// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/tcp_stacks.h"

#include "engine/kernel/netlink.h"

#include <utility>

namespace ls::lab {

using netns::protocol::ProcFile;

namespace {

void add(const kernel::TcpStateCounts& counts, kernel::TcpStateCounts& sum) {
    for (std::size_t state = 0; state < counts.size(); ++state) {
        sum[state] += counts[state];
    }
}

} // namespace

Result<TcpStacks> TcpStacks::open(std::span<netns::NetSide* const> sides, IpFamily family) {
    TcpStacks all;
    all.m_family = family;
    for (netns::NetSide* side : sides) {
        LS_TRY_ASSIGN(UniqueFd netstat, side->openProcFile(ProcFile::Netstat));
        LS_TRY_ASSIGN(UniqueFd snmp, side->openProcFile(ProcFile::Snmp));
        LS_TRY_ASSIGN(UniqueFd diag, side->openSockDiag());
        all.m_stacks.push_back(
            {std::make_unique<kernel::TcpCounters>(std::move(netstat), std::move(snmp)),
             std::make_unique<kernel::SockDiag>(std::make_unique<kernel::NetlinkSocket>(std::move(diag)))});
    }
    return all;
}

Result<kernel::CounterValues> TcpStacks::readCounters() const {
    if (m_stacks.size() == 1) {
        return m_stacks.front().counters->read();
    }
    kernel::CounterValues sum;
    for (const Stack& stack : m_stacks) {
        LS_TRY_ASSIGN(const kernel::CounterValues values, stack.counters->read());
        for (const auto& [name, value] : values) {
            sum[name] += value;
        }
    }
    return sum;
}

Result<std::vector<kernel::TcpRow>> TcpStacks::rows() {
    if (m_stacks.size() == 1) {
        return dumpAll(*m_stacks.front().diag, m_family);
    }
    std::vector<kernel::TcpRow> all;
    for (const Stack& stack : m_stacks) {
        LS_TRY_ASSIGN(const std::vector<kernel::TcpRow> rows, dumpAll(*stack.diag, m_family));
        all.insert(all.end(), rows.begin(), rows.end());
    }
    return all;
}

Result<Census> TcpStacks::countStates(const IpEndpoint& server) {
    Census sum;
    for (const Stack& stack : m_stacks) {
        LS_TRY_ASSIGN(const Census census, lab::countStates(*stack.diag, server));
        add(census.server, sum.server);
        add(census.client, sum.client);
    }
    return sum;
}

} // namespace ls::lab
