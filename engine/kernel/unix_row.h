// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/tcp_state.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace ls::kernel {

/// One AF_UNIX socket as unix_diag reports it (include/uapi/linux/unix_diag.h).
struct UnixRow {
    std::uint8_t type = 0; ///< SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET
    TcpState state = TcpState::Close;
    std::uint64_t inode = 0;
    std::uint64_t cookie = 0;
    std::uint64_t peerInode = 0;      ///< 0: none
    std::uint32_t receiveQueue = 0;   ///< LISTEN: connections waiting for accept(); else unread bytes
    std::uint32_t sendQueue = 0;      ///< LISTEN: the backlog; else unread bytes at the peer
    std::string path;                 ///< an abstract name starts with '@', as do its other zero bytes; empty: unnamed
    std::optional<std::uint32_t> uid; ///< Linux 5.3 and later
};

/// The payload of a SOCK_DIAG_BY_FAMILY message about an AF_UNIX socket. Any bytes may be given: nullopt for what is
/// too short, and attributes that are cut are left out. Any thread.
[[nodiscard]] std::optional<UnixRow> parseUnixRow(std::span<const std::byte> payload);

} // namespace ls::kernel
