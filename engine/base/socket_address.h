// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ip_address.h"

#include <netinet/in.h>
#include <sys/socket.h>

namespace ls {

/// An IpEndpoint as socket calls take and give it: a sockaddr_in or a sockaddr_in6 (ip(7), ipv6(7)). Any thread.
class SocketAddress final {
public:
    /// Room for one of either family.
    SocketAddress() { m_any.v6 = {}; }
    explicit SocketAddress(const IpEndpoint& endpoint);

    [[nodiscard]] const sockaddr* get() const { return &m_any.head; }
    [[nodiscard]] socklen_t size() const { return m_size; }
    // To be filled in by a call.
    [[nodiscard]] sockaddr* room() { return &m_any.head; }
    [[nodiscard]] socklen_t* roomSize() { return &m_size; }

    [[nodiscard]] IpEndpoint endpoint() const;

private:
    union {
        sockaddr head;
        sockaddr_in v4;
        sockaddr_in6 v6;
    } m_any;
    socklen_t m_size = sizeof m_any;
};

} // namespace ls
