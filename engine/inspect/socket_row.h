// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/ip_address.h"
#include "engine/inspect/owner.h"
#include "engine/kernel/inet_row.h"
#include "engine/kernel/tcp_state.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ls::inspect {

enum class SocketFamily : std::uint8_t { Tcp, Tcp6, Udp, Udp6, Unix };

/// The public word: "tcp", "tcp6", "udp", "udp6", "unix".
[[nodiscard]] constexpr std::string_view familyName(SocketFamily family) {
    switch (family) {
    case SocketFamily::Tcp:
        return "tcp";
    case SocketFamily::Tcp6:
        return "tcp6";
    case SocketFamily::Udp:
        return "udp";
    case SocketFamily::Udp6:
        return "udp6";
    case SocketFamily::Unix:
        return "unix";
    }
    return "";
}

/// What makes a socket this one and no other: a port that is closed and opened again is another socket. Never reused
/// while the machine runs, except by pending handshakes and TIME_WAIT, which have no inode.
struct SocketIdentity {
    std::uint64_t cookie = 0;       ///< sock_diag(7) idiag_cookie; 0 where only /proc could be read
    std::uint64_t inode = 0;        ///< as in /proc/PID/fd; 0: no process has it
    std::uint64_t netNamespace = 0; ///< inode of the namespace, as in /proc/PID/ns/net

    friend auto operator<=>(const SocketIdentity&, const SocketIdentity&) = default;
};

/// One socket of the "all sockets" view; small, because there are tens of thousands.
struct SocketRow {
    SocketIdentity id;
    SocketFamily family = SocketFamily::Tcp;
    kernel::TcpState state = kernel::TcpState::Close; ///< udp: ESTABLISHED when connected, else CLOSE; unix likewise
    IpEndpoint local;
    IpEndpoint remote;
    std::uint32_t interface = 0;    ///< index the socket is bound to, or the scope of a link-local address; 0: none
    std::uint32_t receiveQueue = 0; ///< LISTEN: waiting for accept(); else unread bytes
    std::uint32_t sendQueue = 0;    ///< LISTEN: limit; else unacknowledged bytes
    std::uint32_t retransmits = 0;  ///< of what is unacknowledged now (idiag_retrans)
    std::uint32_t uid = 0;
    std::int32_t path = -1;      ///< unix: index into SocketTable::paths; -1: unnamed
    std::uint64_t peerInode = 0; ///< unix: the other end; 0: none
    OwnerRef owner;              ///< never null
};

/// Every socket of one namespace at one moment.
struct SocketTable {
    TimePoint time{};
    std::vector<SocketRow> rows;
    std::vector<std::string> paths; ///< of unix sockets; an abstract name starts with '@'
    bool interrupted = false;       ///< the table changed under every attempt to read it: rows may be missing or twice
};

/// A connection of the selected listener.
struct Connection {
    SocketRow socket;
    std::optional<kernel::ConnectionFigures> figures; ///< nullopt: a pending handshake or TIME_WAIT
    std::optional<Nanoseconds> age;                   ///< since it was first seen here; nullopt: it was there before
};

/// A connection the kernel told us had ended (SKNLGRP_INET_TCP_DESTROY). The end that closed with a reset (SO_LINGER 0)
/// is told after tcp_disconnect() (net/ipv4/tcp.c) has cleared the peer's port, the figures and, where it was not
/// bound, the own address; a connect() that was refused is told in the same way.
struct ClosedConnection {
    TimePoint time{};
    SocketFamily family = SocketFamily::Tcp;
    IpEndpoint local;
    IpEndpoint remote; ///< port 0: the kernel had cleared it
    std::uint32_t interface = 0;
    std::optional<Nanoseconds> duration; ///< nullopt: it was there before we looked, or ended before we saw it
    std::optional<kernel::ConnectionFigures> figures; ///< nullopt: the kernel had cleared them
};

} // namespace ls::inspect
