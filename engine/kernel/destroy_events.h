// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/kernel/inet_row.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ls::kernel {

/// The TCP sockets that ended since the last look.
struct DestroyedSockets {
    std::vector<InetRow> rows; ///< with figures; owner, inode and queues are not told
    bool overrun = false;      ///< ENOBUFS: there were more than the socket could hold, an unknown number is lost
};

/// The kernel's multicast about TCP sockets that are being destroyed (SKNLGRP_INET_TCP_DESTROY and its IPv6 twin,
/// net/core/sock_diag.c). No privilege is needed. Not told: handshakes that came to nothing, TIME_WAIT, sockets of the
/// kernel itself. One thread at a time.
class DestroyEvents final {
public:
    /// `socket`: a NETLINK_SOCK_DIAG socket of the namespace to listen to. Joins the groups.
    [[nodiscard]] static Result<DestroyEvents> join(UniqueFd socket);

    /// Readable when something was told. Borrowed.
    [[nodiscard]] int fd() const { return m_socket.get(); }
    /// What has come; never waits.
    [[nodiscard]] Result<DestroyedSockets> take();

private:
    explicit DestroyEvents(UniqueFd socket);

    UniqueFd m_socket;
    std::vector<std::byte> m_buffer;
};

} // namespace ls::kernel
