// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/sock_diag.h"
#include "engine/kernel/tcp_counters.h"
#include "engine/lab/socket_census.h"
#include "engine/netns/net_side.h"

#include <memory>
#include <span>
#include <vector>

namespace ls::lab {

/// What the kernel says about a laboratory: of the one namespace that clients and server share, or of the two that a
/// wire joins, together. Counters add up: a name counts there what both ends did, as it does on loopback, where one
/// stack is both ends. One thread at a time for the counters, one for the sockets.
class TcpStacks final {
public:
    [[nodiscard]] static Result<TcpStacks> open(std::span<netns::NetSide* const> sides, IpFamily family);

    /// Sum of each counter.
    [[nodiscard]] Result<kernel::CounterValues> readCounters() const;
    /// Every TCP socket of the laboratory's family; see dumpAll().
    [[nodiscard]] Result<std::vector<kernel::TcpRow>> rows();
    /// Only the counts by state.
    [[nodiscard]] Result<Census> countStates(const IpEndpoint& server);

private:
    struct Stack {
        std::unique_ptr<kernel::TcpCounters> counters;
        std::unique_ptr<kernel::SockDiag> diag;
    };

    std::vector<Stack> m_stacks;
    IpFamily m_family = IpFamily::V4;
};

} // namespace ls::lab
