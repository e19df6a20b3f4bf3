// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/unique_fd.h"

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

namespace ls::test {

/// An address of the loopback interface, or a name for AF_UNIX ("@name": abstract).
class Place final {
public:
    static Place v4(const std::string& address, std::uint16_t port = 0) {
        Place place;
        auto& in = place.as<sockaddr_in>();
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        ::inet_pton(AF_INET, address.c_str(), &in.sin_addr);
        return place;
    }
    static Place v6(const std::string& address, std::uint16_t port = 0, std::uint32_t scope = 0) {
        Place place;
        auto& in = place.as<sockaddr_in6>();
        in.sin6_family = AF_INET6;
        in.sin6_port = htons(port);
        in.sin6_scope_id = scope;
        ::inet_pton(AF_INET6, address.c_str(), &in.sin6_addr);
        return place;
    }
    static Place unixName(const std::string& name) {
        Place place;
        auto& un = place.as<sockaddr_un>();
        un.sun_family = AF_UNIX;
        std::memcpy(un.sun_path, name.data(), name.size());
        if (name.front() == '@') {
            un.sun_path[0] = '\0';
            place.m_size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        }
        return place;
    }
    /// Where a socket is bound.
    static Place of(int fd) {
        Place place;
        place.m_size = sizeof place.m_storage;
        ::getsockname(fd, reinterpret_cast<sockaddr*>(&place.m_storage), &place.m_size);
        return place;
    }

    [[nodiscard]] int family() const { return m_storage.ss_family; }
    [[nodiscard]] std::uint16_t port() const {
        return ntohs(reinterpret_cast<const sockaddr_in*>(&m_storage)->sin_port); // where sockaddr_in6 has it too
    }
    [[nodiscard]] const sockaddr* address() const { return reinterpret_cast<const sockaddr*>(&m_storage); }
    [[nodiscard]] socklen_t size() const { return m_size; }

private:
    template <typename T>
    T& as() {
        m_size = sizeof(T);
        return reinterpret_cast<T&>(m_storage);
    }

    sockaddr_storage m_storage{};
    socklen_t m_size = 0;
};

inline void require(bool holds, const char* what) {
    if (!holds) {
        throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
    }
}

/// A listening stream socket. `options`: SOL_SOCKET or IPPROTO_IPV6 flags to set before bind().
inline UniqueFd listenAt(const Place& place, int backlog, const std::vector<std::pair<int, int>>& options = {}) {
    UniqueFd socket(::socket(place.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    require(socket.isOpen(), "socket");
    for (const auto& [level, option] : options) {
        const int one = 1;
        require(::setsockopt(socket.get(), level, option, &one, sizeof one) == 0, "setsockopt");
    }
    require(::bind(socket.get(), place.address(), place.size()) == 0, "bind");
    require(::listen(socket.get(), backlog) == 0, "listen");
    return socket;
}

/// A connection that is asked for and not waited for.
inline UniqueFd connectTo(const Place& place) {
    UniqueFd socket(::socket(place.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    require(socket.isOpen(), "socket");
    const int connected = ::connect(socket.get(), place.address(), place.size());
    require(connected == 0 || errno == EINPROGRESS || errno == EAGAIN, "connect");
    return socket;
}

inline std::vector<UniqueFd> connectMany(const Place& place, std::size_t count) {
    std::vector<UniqueFd> sockets;
    for (std::size_t i = 0; i < count; ++i) {
        sockets.push_back(connectTo(place));
    }
    return sockets;
}

/// As in /proc/PID/fd.
inline std::uint64_t inodeOf(const UniqueFd& socket) {
    struct stat status {};
    require(::fstat(socket.get(), &status) == 0, "fstat");
    return status.st_ino;
}

} // namespace ls::test
