// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/netlink.h"
#include "engine/kernel/tcp_state.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include <arpa/inet.h>
#include <linux/inet_diag.h>

namespace ls::kernel {

/// One IPv4 TCP socket as sock_diag(7) reports it. Addresses and ports in host byte order.
struct TcpRow {
    TcpState state = TcpState::Close;
    std::uint32_t localAddress = 0;
    std::uint32_t remoteAddress = 0;
    std::uint16_t localPort = 0;
    std::uint16_t remotePort = 0;
    std::uint32_t receiveQueue = 0; ///< LISTEN: connections waiting for accept(); else unread bytes
    std::uint32_t sendQueue = 0;    ///< LISTEN: effective backlog; else unacknowledged bytes
};

[[nodiscard]] TcpRow toTcpRow(const inet_diag_msg& message);

/// How a dump ended.
struct DumpOutcome {
    std::size_t rows = 0;
    bool interrupted = false; ///< NLM_F_DUMP_INTR: the table changed under the dump, rows may be missing or twice
};

/// Asks the kernel for TCP sockets over NETLINK_SOCK_DIAG. One thread at a time. No privilege is needed for any of it.
class SockDiag final {
public:
    using RowVisitor = std::function<void(const inet_diag_msg&)>;

    explicit SockDiag(std::unique_ptr<NetlinkTransport> transport);

    /// Every IPv4 TCP socket in one of `states` (bits 1 << TcpState). No extensions are asked for: they double the
    /// cost.
    [[nodiscard]] Result<DumpOutcome> dumpTcp4(std::uint32_t states, const RowVisitor& visit);

private:
    [[nodiscard]] Result<bool> readDatagram(const RowVisitor& visit, DumpOutcome& outcome);

    std::unique_ptr<NetlinkTransport> m_transport;
    std::vector<std::byte> m_buffer;
    std::uint32_t m_sequence = 0;
};

} // namespace ls::kernel
