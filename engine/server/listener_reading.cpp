// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/listener_reading.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstddef>

#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace ls::server {

Result<ListenerReading> readListener(int fd) {
    tcp_info info{};
    // Only the fields up to tcpi_sacked are wanted; the kernel copies no more than it is given room for.
    socklen_t size = offsetof(tcp_info, tcpi_lost);
    if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("getsockopt({}, TCP_INFO)", fd), err);
    }
    std::array<std::uint32_t, SK_MEMINFO_VARS> memory{};
    size = sizeof memory;
    if (::getsockopt(fd, SOL_SOCKET, SO_MEMINFO, memory.data(), &size) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("getsockopt({}, SO_MEMINFO)", fd), err);
    }
    return ListenerReading{info.tcpi_unacked, info.tcpi_sacked, memory[SK_MEMINFO_DROPS]};
}

} // namespace ls::server
