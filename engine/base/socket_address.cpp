// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/socket_address.h"

#include <algorithm>
#include <span>

#include <arpa/inet.h>

namespace ls {

SocketAddress::SocketAddress(const IpEndpoint& endpoint) {
    if (endpoint.address.isV6) {
        m_any.v6 = {};
        m_any.v6.sin6_family = AF_INET6;
        m_any.v6.sin6_port = htons(endpoint.port);
        std::copy(endpoint.address.bytes.begin(), endpoint.address.bytes.end(), m_any.v6.sin6_addr.s6_addr);
        m_size = sizeof m_any.v6;
        return;
    }
    m_any.v4 = {};
    m_any.v4.sin_family = AF_INET;
    m_any.v4.sin_port = htons(endpoint.port);
    m_any.v4.sin_addr.s_addr = htonl(endpoint.address.number());
    m_size = sizeof m_any.v4;
}

IpEndpoint SocketAddress::endpoint() const {
    if (m_any.head.sa_family == AF_INET6) {
        return {IpAddress::v6(std::as_bytes(std::span(m_any.v6.sin6_addr.s6_addr))), ntohs(m_any.v6.sin6_port)};
    }
    return {IpAddress::v4(ntohl(m_any.v4.sin_addr.s_addr)), ntohs(m_any.v4.sin_port)};
}

} // namespace ls
