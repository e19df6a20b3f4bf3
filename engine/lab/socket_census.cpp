// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/socket_census.h"

#include <algorithm>
#include <utility>

#include <arpa/inet.h>

namespace ls::lab {

using kernel::TcpRow;
using kernel::TcpState;

namespace {

constexpr int kDumpAttempts = 5;

/// The client's address and port name a connection: the server has one address and one port in a run.
std::uint64_t connectionKey(std::uint32_t clientAddress, std::uint16_t clientPort) {
    return (std::uint64_t{clientAddress} << 16) | clientPort;
}

bool isServerEnd(const TcpRow& row, ServerEnd server) {
    return row.localPort == server.port && row.localAddress == server.address;
}

bool isClientEnd(const TcpRow& row, ServerEnd server) {
    return row.remotePort == server.port && row.remoteAddress == server.address;
}

void countState(const TcpRow& row, ServerEnd server, Census& census) {
    const auto state = static_cast<std::size_t>(row.state);
    if (state >= kernel::kTcpStates) {
        return;
    }
    if (isServerEnd(row, server)) {
        ++census.server[state];
    } else if (isClientEnd(row, server)) {
        ++census.client[state];
    }
}

bool believesItIsConnected(TcpState state) {
    return state == TcpState::Established || state == TcpState::FinWait1;
}

} // namespace

ServerEnd ServerEnd::of(const sockaddr_in& address) {
    return {ntohl(address.sin_addr.s_addr), ntohs(address.sin_port)};
}

Census takeCensus(std::span<const TcpRow> rows, ServerEnd server, Estranged* estranged) {
    Census census;
    Estranged found;
    std::vector<std::pair<std::uint64_t, TcpState>> serverEnds;
    for (const TcpRow& row : rows) {
        countState(row, server, census);
        if (isServerEnd(row, server) && row.state != TcpState::Listen) {
            serverEnds.emplace_back(connectionKey(row.remoteAddress, row.remotePort), row.state);
        }
    }
    std::sort(serverEnds.begin(), serverEnds.end());
    for (const TcpRow& row : rows) {
        if (!isClientEnd(row, server) || !believesItIsConnected(row.state)) {
            continue;
        }
        const std::uint64_t key = connectionKey(row.localAddress, row.localPort);
        const auto end = std::lower_bound(serverEnds.begin(), serverEnds.end(), std::pair(key, TcpState{}));
        if (end == serverEnds.end() || end->first != key) {
            found.unknown.push_back(key);
        } else if (end->second == TcpState::SynRecv) {
            found.halfOpen.push_back(key);
        }
    }
    census.halfOpen = found.halfOpen.size();
    census.unknown = found.unknown.size();
    if (estranged != nullptr) {
        std::sort(found.halfOpen.begin(), found.halfOpen.end());
        std::sort(found.unknown.begin(), found.unknown.end());
        *estranged = std::move(found);
    }
    return census;
}

Result<std::vector<TcpRow>> dumpAll(kernel::SockDiag& diag) {
    std::vector<TcpRow> rows;
    for (int attempt = 0; attempt < kDumpAttempts; ++attempt) {
        rows.clear();
        LS_TRY_ASSIGN(const kernel::DumpOutcome outcome,
                      diag.dumpTcp4(kernel::kAllTcpStates,
                                    [&](const inet_diag_msg& message) { rows.push_back(kernel::toTcpRow(message)); }));
        if (!outcome.interrupted) {
            break;
        }
    }
    return rows;
}

Result<Census> countStates(kernel::SockDiag& diag, ServerEnd server) {
    Census census;
    LS_TRY(diag.dumpTcp4(kernel::kAllTcpStates,
                         [&](const inet_diag_msg& message) { countState(kernel::toTcpRow(message), server, census); }));
    return census;
}

} // namespace ls::lab
