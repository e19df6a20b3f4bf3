// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ip_address.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace ls::wire {

/// What the headers of a TCP packet say (RFC 9293, 3.1), in host order.
struct TcpPacket {
    IpEndpoint source;
    IpEndpoint destination;
    std::uint32_t seq = 0;
    std::uint32_t ack = 0;
    std::uint32_t length = 0;  ///< bytes of payload
    std::uint32_t headers = 0; ///< bytes of link, network and TCP headers before it
    std::uint16_t window = 0;
    std::uint8_t flags = 0; ///< tcp_flag

    [[nodiscard]] bool has(std::uint8_t wanted) const { return (flags & wanted) == wanted; }
    /// How far it moves the sequence number: payload, and one each for SYN and FIN.
    [[nodiscard]] std::uint32_t span() const;
};

/// Reads an Ethernet frame with IPv4 or IPv6 and TCP in it. The frame may be any bytes. nullopt: no TCP (another
/// protocol, a fragment, an IPv6 extension header: none is sent by Linux TCP), or its lengths contradict each other.
/// Checksums are not looked at.
[[nodiscard]] std::optional<TcpPacket> parseTcp(std::span<const std::byte> frame);

} // namespace ls::wire
