// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/inet_row.h"

#include "engine/kernel/attributes.h"

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <sys/socket.h>

namespace ls::kernel {

namespace {

IpEndpoint toEndpoint(std::uint8_t family, std::span<const __be32, 4> address, __be16 port) {
    const bool isV6 = family == AF_INET6;
    return {isV6 ? IpAddress::v6(std::as_bytes(address)) : IpAddress::v4(ntohl(address[0])), ntohs(port)};
}

ConnectionFigures toFigures(std::span<const std::byte> value) {
    // tcpi_rtt and tcpi_rttvar are microseconds; a kernel that knows fewer fields leaves the last ones zero.
    const auto info = leading<tcp_info>(value);
    ConnectionFigures figures;
    figures.rtt = std::chrono::microseconds(info.tcpi_rtt);
    figures.rttVariation = std::chrono::microseconds(info.tcpi_rttvar);
    figures.bytesAcked = info.tcpi_bytes_acked;
    figures.bytesReceived = info.tcpi_bytes_received;
    figures.retransmits = info.tcpi_total_retrans;
    return figures;
}

void readAttribute(InetRow& row, std::uint16_t type, std::span<const std::byte> value) {
    using MemoryFigures = std::array<std::uint32_t, SK_MEMINFO_VARS>;
    switch (type) {
    case INET_DIAG_SKMEMINFO:
        // A kernel may know fewer figures; a missing last figure is not a count of zero.
        if (value.size() >= sizeof(MemoryFigures)) {
            row.drops = leading<MemoryFigures>(value)[SK_MEMINFO_DROPS];
        }
        break;
    case INET_DIAG_INFO:
        row.figures = toFigures(value);
        break;
    case INET_DIAG_SKV6ONLY:
        row.isV6Only = leading<std::uint8_t>(value) != 0;
        break;
    case INET_DIAG_CGROUP_ID:
        row.cgroup = leading<std::uint64_t>(value);
        break;
    default:
        break;
    }
}

} // namespace

IpEndpoint localEnd(const inet_diag_msg& message) {
    return toEndpoint(message.idiag_family, message.id.idiag_src, message.id.idiag_sport);
}

IpEndpoint remoteEnd(const inet_diag_msg& message) {
    return toEndpoint(message.idiag_family, message.id.idiag_dst, message.id.idiag_dport);
}

std::optional<InetRow> parseInetRow(std::span<const std::byte> payload) {
    if (payload.size() < sizeof(inet_diag_msg)) {
        return std::nullopt;
    }
    const auto message = leading<inet_diag_msg>(payload);
    InetRow row;
    row.state = static_cast<TcpState>(message.idiag_state < kTcpStates ? message.idiag_state : 0);
    row.local = localEnd(message);
    row.remote = remoteEnd(message);
    row.interface = message.id.idiag_if;
    row.receiveQueue = message.idiag_rqueue;
    row.sendQueue = message.idiag_wqueue;
    row.retransmits = message.idiag_retrans;
    row.uid = message.idiag_uid;
    row.inode = message.idiag_inode;
    row.cookie = std::uint64_t{message.id.idiag_cookie[1]} << 32 | message.id.idiag_cookie[0];
    forEachAttribute(payload, sizeof(inet_diag_msg),
                     [&](std::uint16_t type, std::span<const std::byte> value) { readAttribute(row, type, value); });
    return row;
}

} // namespace ls::kernel
