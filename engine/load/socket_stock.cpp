// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/load/socket_stock.h"

#include "engine/netns/opener_protocol.h"

#include <algorithm>
#include <utility>

namespace ls::load {

SocketStock::SocketStock(netns::SocketSource& source, IpFamily family, std::size_t expected)
    : m_source(source)
    , m_family(family)
    , m_left(expected) {
}

Result<UniqueFd> SocketStock::take() {
    if (m_sockets.empty()) {
        LS_TRY(refill());
    }
    if (m_sockets.empty()) {
        return sysFailure(m_family == IpFamily::V4 ? "socket(AF_INET, SOCK_STREAM) in the laboratory"
                                                   : "socket(AF_INET6, SOCK_STREAM) in the laboratory",
                          std::exchange(m_err, 0));
    }
    UniqueFd socket = std::move(m_sockets.back());
    m_sockets.pop_back();
    return socket;
}

Result<> SocketStock::refill() {
    if (m_err != 0) {
        return {}; // the last batch ended with this error: say it once before asking again
    }
    const std::size_t now = std::clamp<std::size_t>(m_left, 1, netns::protocol::kMaxBatch);
    m_left -= std::min(now, m_left);
    const std::size_t ahead = std::min(m_left, netns::protocol::kMaxBatch);
    LS_TRY_ASSIGN(netns::SocketBatch batch, m_source.takeTcpSockets(m_family, now, ahead));
    m_sockets = std::move(batch.sockets);
    m_err = batch.err;
    return {};
}

} // namespace ls::load
