// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/sock_diag.h"
#include "engine/kernel/tcp_state.h"

#include <cstdint>
#include <span>
#include <vector>

namespace ls::lab {

/// Both ends of every connection of a run, by state, and what only the two ends together show.
struct Census {
    kernel::TcpStateCounts server{};
    kernel::TcpStateCounts client{};
    /// SYN_RECV at the server while the client is ESTABLISHED or FIN_WAIT1: its last ACK met a full accept queue.
    std::uint64_t halfOpen = 0;
    /// Clients in those two states without any server socket of the mirrored addresses.
    std::uint64_t unknown = 0;
};

/// The connections behind halfOpen and unknown, each by its client end, in ascending order.
struct Estranged {
    std::vector<IpEndpoint> halfOpen;
    std::vector<IpEndpoint> unknown;
};

/// The server's ends are those with `server` as their own, the clients' those with it as the other's. The address
/// counts too: a client at another address may have the server's port. `estranged` is filled in where given.
[[nodiscard]] Census takeCensus(std::span<const kernel::TcpRow> rows, const IpEndpoint& server,
                                Estranged* estranged = nullptr);

/// Every TCP socket of the family in the namespace that `diag` looks into. An interrupted dump is repeated, at most a
/// few times.
[[nodiscard]] Result<std::vector<kernel::TcpRow>> dumpAll(kernel::SockDiag& diag, IpFamily family);

/// Only the counts by state, without keeping the rows.
[[nodiscard]] Result<Census> countStates(kernel::SockDiag& diag, const IpEndpoint& server);

} // namespace ls::lab
