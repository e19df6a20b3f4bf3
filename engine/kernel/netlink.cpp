// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/netlink.h"

#include <fmt/format.h>

#include <linux/netlink.h>
#include <poll.h>
#include <sys/socket.h>

namespace ls::kernel {

Result<> NetlinkSocket::send(std::span<const std::byte> datagram) {
    sockaddr_nl kernel{};
    kernel.nl_family = AF_NETLINK;
    const ssize_t sent = ::sendto(m_socket.get(), datagram.data(), datagram.size(), MSG_NOSIGNAL,
                                  reinterpret_cast<const sockaddr*>(&kernel), sizeof kernel);
    const int err = errno;
    if (sent != static_cast<ssize_t>(datagram.size())) {
        return sysFailure(fmt::format("sendto(netlink, {} bytes)", datagram.size()), err);
    }
    return {};
}

Result<std::size_t> NetlinkSocket::receive(std::span<std::byte> buffer) {
    for (;;) {
        // MSG_TRUNC: the true length comes back even if the buffer was too small.
        const ssize_t got = ::recv(m_socket.get(), buffer.data(), buffer.size(), MSG_TRUNC);
        const int err = errno;
        if (got >= 0 && static_cast<std::size_t>(got) <= buffer.size()) {
            return static_cast<std::size_t>(got);
        }
        if (got >= 0) {
            return failure(ErrorCode::Protocol,
                           fmt::format("recv(netlink): a datagram of {} bytes is larger than {}", got, buffer.size()));
        }
        if (err == EINTR) {
            continue;
        }
        if (err != EAGAIN) {
            return sysFailure("recv(netlink)", err);
        }
        pollfd ready{m_socket.get(), POLLIN, 0};
        if (::poll(&ready, 1, static_cast<int>(kDeadline.count())) == 0) {
            return failure(ErrorCode::Timeout, fmt::format("recv(netlink): nothing within {} ms", kDeadline.count()));
        }
    }
}

} // namespace ls::kernel
