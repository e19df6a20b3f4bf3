// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/socket_census.h"

#include <algorithm>
#include <utility>

namespace ls::lab {

using kernel::TcpRow;
using kernel::TcpState;

namespace {

constexpr int kDumpAttempts = 5;

bool isServerEnd(const TcpRow& row, const IpEndpoint& server) {
    return row.local == server;
}

bool isClientEnd(const TcpRow& row, const IpEndpoint& server) {
    return row.remote == server;
}

void countState(const TcpRow& row, const IpEndpoint& server, Census& census) {
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

Census takeCensus(std::span<const TcpRow> rows, const IpEndpoint& server, Estranged* estranged) {
    Census census;
    Estranged found;
    // A client's end names its connection: the server has one address and one port in a run.
    std::vector<std::pair<IpEndpoint, TcpState>> serverEnds;
    for (const TcpRow& row : rows) {
        countState(row, server, census);
        if (isServerEnd(row, server) && row.state != TcpState::Listen) {
            serverEnds.emplace_back(row.remote, row.state);
        }
    }
    std::sort(serverEnds.begin(), serverEnds.end());
    for (const TcpRow& row : rows) {
        if (!isClientEnd(row, server) || !believesItIsConnected(row.state)) {
            continue;
        }
        const IpEndpoint& key = row.local;
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

Result<std::vector<TcpRow>> dumpAll(kernel::SockDiag& diag, IpFamily family) {
    std::vector<TcpRow> rows;
    for (int attempt = 0; attempt < kDumpAttempts; ++attempt) {
        rows.clear();
        LS_TRY_ASSIGN(const kernel::DumpOutcome outcome,
                      diag.dumpTcp(family, kernel::kAllTcpStates,
                                   [&](const inet_diag_msg& message) { rows.push_back(kernel::toTcpRow(message)); }));
        if (!outcome.interrupted) {
            break;
        }
    }
    return rows;
}

Result<Census> countStates(kernel::SockDiag& diag, const IpEndpoint& server) {
    Census census;
    LS_TRY(diag.dumpTcp(server.address.family(), kernel::kAllTcpStates,
                        [&](const inet_diag_msg& message) { countState(kernel::toTcpRow(message), server, census); }));
    return census;
}

} // namespace ls::lab
