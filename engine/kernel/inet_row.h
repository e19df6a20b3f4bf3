// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/ip_address.h"
#include "engine/kernel/tcp_state.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

struct inet_diag_msg; // linux/inet_diag.h

namespace ls::kernel {

/// What tcp_info knows of one connection (include/uapi/linux/tcp.h).
struct ConnectionFigures {
    Nanoseconds rtt{};
    Nanoseconds rttVariation{};
    std::uint64_t bytesAcked = 0;    ///< sent and acknowledged; SYN and FIN count as one each
    std::uint64_t bytesReceived = 0; ///< FIN counts as one
    std::uint32_t retransmits = 0;   ///< segments, over its whole life
};

/// One TCP or UDP socket as sock_diag(7) reports it, IPv4 or IPv6.
struct InetRow {
    TcpState state = TcpState::Close;
    IpEndpoint local;
    IpEndpoint remote;
    std::uint32_t interface = 0;    ///< it is bound to, or scope of a link-local address; 0: none
    std::uint32_t receiveQueue = 0; ///< LISTEN: connections waiting for accept(); else unread bytes
    std::uint32_t sendQueue = 0;    ///< LISTEN: effective backlog; else unacknowledged bytes
    std::uint32_t retransmits = 0;  ///< idiag_retrans
    std::uint32_t uid = 0;
    std::uint32_t inode = 0; ///< 0: no process holds it
    std::uint64_t cookie = 0;
    bool isV6Only = false;                    ///< INET_DIAG_SKV6ONLY, which the kernel adds to IPv6 listeners
    std::optional<std::uint32_t> drops;       ///< SK_MEMINFO_DROPS; asked for with kShowMemory
    std::optional<ConnectionFigures> figures; ///< asked for with kShowInfo
    std::optional<std::uint64_t> cgroup;      ///< id of its cgroup v2 (Linux 5.9 and later); comes with any extension
};

[[nodiscard]] IpEndpoint localEnd(const inet_diag_msg& message);
[[nodiscard]] IpEndpoint remoteEnd(const inet_diag_msg& message);

/// The payload of a SOCK_DIAG_BY_FAMILY message about a TCP or UDP socket, dumped or destroyed. Any bytes may be given:
/// nullopt for what is too short, and attributes that are cut are left out. Any thread.
[[nodiscard]] std::optional<InetRow> parseInetRow(std::span<const std::byte> payload);

} // namespace ls::kernel
