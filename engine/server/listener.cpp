// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/listener.h"

#include "engine/base/socket_address.h"

#include <fmt/format.h>

#include <cerrno>

#include <sys/socket.h>

namespace ls::server {

Result<Listener> Listener::bind(UniqueFd socket, const IpEndpoint& address, PortSharing sharing) {
    const int on = 1;
    if (sharing == PortSharing::ReusePort &&
        ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0) {
        const int err = errno;
        return sysFailure("setsockopt(SO_REUSEPORT)", err);
    }
    const SocketAddress wanted(address);
    if (::bind(socket.get(), wanted.get(), wanted.size()) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("bind({})", address.text()), err);
    }
    SocketAddress bound;
    if (::getsockname(socket.get(), bound.room(), bound.roomSize()) != 0) {
        const int err = errno;
        return sysFailure("getsockname(listener)", err);
    }
    return Listener(std::move(socket), bound.endpoint());
}

Result<> Listener::keepAlive() const {
    const int on = 1;
    if (::setsockopt(m_socket.get(), SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on) != 0) {
        const int err = errno;
        return sysFailure("setsockopt(SO_KEEPALIVE)", err);
    }
    return {};
}

Result<> Listener::listen(int backlog) const {
    if (::listen(m_socket.get(), backlog) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("listen({}, {})", m_address.text(), backlog), err);
    }
    return {};
}

} // namespace ls::server
