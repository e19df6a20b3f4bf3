// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/listener.h"

#include <fmt/format.h>

#include <array>

#include <arpa/inet.h>
#include <sys/socket.h>

namespace ls::server {

std::string toString(const sockaddr_in& address) {
    std::array<char, INET_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
    return fmt::format("{}:{}", text.data(), ntohs(address.sin_port));
}

Result<Listener> Listener::bind(UniqueFd socket, const sockaddr_in& address, PortSharing sharing) {
    const int on = 1;
    if (sharing == PortSharing::ReusePort &&
        ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0) {
        const int err = errno;
        return sysFailure("setsockopt(SO_REUSEPORT)", err);
    }
    if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("bind({})", toString(address)), err);
    }
    sockaddr_in bound{};
    socklen_t size = sizeof bound;
    if (::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&bound), &size) != 0) {
        const int err = errno;
        return sysFailure("getsockname(listener)", err);
    }
    return Listener(std::move(socket), bound);
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
        return sysFailure(fmt::format("listen({}, {})", toString(m_address), backlog), err);
    }
    return {};
}

} // namespace ls::server
