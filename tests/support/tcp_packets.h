// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/captured_packet.h"
#include "engine/wire/tcp_packet.h"

namespace ls::test {

/// Packets of one connection, as values.
struct TestConnection {
    IpEndpoint client{IpAddress::v4(0x0a00'0001), 40'001};
    IpEndpoint server{IpAddress::v4(0xc612'0001), 80};
    std::uint32_t clientIsn = 1000;
    std::uint32_t serverIsn = 5000;

    [[nodiscard]] wire::TcpPacket up(std::uint8_t flags, std::uint32_t seq, std::uint32_t length = 0) const {
        return {.source = client,
                .destination = server,
                .seq = clientIsn + seq,
                .ack = serverIsn + 1,
                .length = length,
                .flags = flags};
    }
    [[nodiscard]] wire::TcpPacket down(std::uint8_t flags, std::uint32_t seq, std::uint32_t length = 0) const {
        return {.source = server,
                .destination = client,
                .seq = serverIsn + seq,
                .ack = clientIsn + 1,
                .length = length,
                .flags = flags};
    }
    [[nodiscard]] wire::TcpPacket syn() const { return up(wire::tcp_flag::kSyn, 0); }
    [[nodiscard]] wire::TcpPacket synAck() const { return down(wire::tcp_flag::kSyn | wire::tcp_flag::kAck, 0); }
    [[nodiscard]] wire::TcpPacket ack() const { return up(wire::tcp_flag::kAck, 1); }
    [[nodiscard]] wire::TcpPacket data(std::uint32_t seq = 1, std::uint32_t length = 100) const {
        return up(wire::tcp_flag::kAck | wire::tcp_flag::kPsh, seq, length);
    }
    [[nodiscard]] wire::TcpPacket rst() const { return down(wire::tcp_flag::kRst, 1); }
};

} // namespace ls::test
