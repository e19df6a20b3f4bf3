// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/destroy_events.h"

#include "engine/kernel/netlink_messages.h"

#include <fmt/format.h>

#include <array>

#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>

namespace ls::kernel {

namespace {

constexpr std::size_t kBufferSize = 32 * 1024;
/// Room for a burst of some thousand ends; the kernel caps it at net.core.rmem_max.
constexpr int kReceiveBuffer = 4 * 1024 * 1024;

} // namespace

DestroyEvents::DestroyEvents(UniqueFd socket)
    : m_socket(std::move(socket))
    , m_buffer(kBufferSize) {
}

Result<DestroyEvents> DestroyEvents::join(UniqueFd socket) {
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUF, &kReceiveBuffer, sizeof kReceiveBuffer);
    // A multicast leaves out the sockets without an address of their own (do_one_broadcast(), af_netlink.c).
    sockaddr_nl any{};
    any.nl_family = AF_NETLINK;
    const int bound = ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&any), sizeof any);
    const int bindError = errno;
    if (bound != 0) {
        return sysFailure("bind(netlink)", bindError);
    }
    for (const int group : std::array<int, 2>{SKNLGRP_INET_TCP_DESTROY, SKNLGRP_INET6_TCP_DESTROY}) {
        const int joined = ::setsockopt(socket.get(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group);
        const int err = errno;
        if (joined != 0) {
            return sysFailure(fmt::format("setsockopt(NETLINK_ADD_MEMBERSHIP, {})", group), err);
        }
    }
    return DestroyEvents(std::move(socket));
}

Result<DestroyedSockets> DestroyEvents::take() {
    DestroyedSockets ended;
    for (;;) {
        const ssize_t got = ::recv(m_socket.get(), m_buffer.data(), m_buffer.size(), MSG_DONTWAIT);
        const int err = errno;
        if (got < 0 && err == EAGAIN) {
            return ended;
        }
        if (got < 0 && err == ENOBUFS) {
            ended.overrun = true;
            continue;
        }
        if (got < 0 && err != EINTR) {
            return sysFailure("recv(netlink, destroyed sockets)", err);
        }
        forEachMessage(std::span(m_buffer).first(static_cast<std::size_t>(std::max<ssize_t>(got, 0))),
                       [&](const nlmsghdr& header, std::span<const std::byte> payload) {
                           if (header.nlmsg_type == SOCK_DIAG_BY_FAMILY) {
                               if (const auto row = parseInetRow(payload)) {
                                   ended.rows.push_back(*row);
                               }
                           }
                           return true;
                       });
    }
}

} // namespace ls::kernel
