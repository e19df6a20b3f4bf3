// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ip_address.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace ls::server {

/// Whether several listeners share one port, the kernel choosing among them by a hash (SO_REUSEPORT, socket(7)).
enum class PortSharing { Exclusive, ReusePort };

/// A bound TCP socket that listens. The descriptor may be read from any thread while the listener lives.
class Listener final {
public:
    /// Binds `socket` to `address` (port 0 = any free one). It does not listen yet.
    [[nodiscard]] static Result<Listener> bind(UniqueFd socket, const IpEndpoint& address, PortSharing sharing);

    /// SO_KEEPALIVE for every connection that the queue will hold (sk_clone_lock(), net/core/sock.c, copies the flag).
    [[nodiscard]] Result<> keepAlive() const;

    /// listen(2); on a listening socket it changes the limit at once and keeps what is queued, even above a lower
    /// limit.
    [[nodiscard]] Result<> listen(int backlog) const;

    [[nodiscard]] int fd() const { return m_socket.get(); }
    [[nodiscard]] const IpEndpoint& address() const { return m_address; }

private:
    Listener(UniqueFd socket, const IpEndpoint& address)
        : m_socket(std::move(socket))
        , m_address(address) {}

    UniqueFd m_socket;
    IpEndpoint m_address;
};

} // namespace ls::server
