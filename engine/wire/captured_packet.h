// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/ip_address.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ls::wire {

enum class Direction : std::uint8_t { Up, Down }; ///< Up: from the clients to the server

/// What became of a packet on the wire.
enum class Fate : std::uint8_t {
    Held,          ///< still on the wire
    Delivered,     ///< came out at the other end
    Lost,          ///< by the plan's loss
    DroppedByRule, ///< a SYN/ACK that a rule took
    CutOff,        ///< came, or would have come out, after the wire was cut
    Swallowed,     ///< the server's answer to a half-open client: nobody is there to get it
    DroppedByWire, ///< the wire itself could not keep or send it: a fault of the measurement, never asked for
};

/// Where a packet comes from.
enum class Origin : std::uint8_t {
    Kernel,    ///< one of the two kernel ends sent it
    Duplicate, ///< the wire's second copy of the packet before it
    HalfOpen,  ///< a SYN of a half-open client, made by the wire
};

/// Which part of a handshake a packet is, as the wire saw the connection so far.
enum class HandshakePart : std::uint8_t { None, Syn, SynAck, ThirdAck };

/// TCP flags as they lie in the header (RFC 9293, 3.1).
namespace tcp_flag {
inline constexpr std::uint8_t kFin = 0x01;
inline constexpr std::uint8_t kSyn = 0x02;
inline constexpr std::uint8_t kRst = 0x04;
inline constexpr std::uint8_t kPsh = 0x08;
inline constexpr std::uint8_t kAck = 0x10;
inline constexpr std::uint8_t kUrg = 0x20;
inline constexpr std::uint8_t kEce = 0x40;
inline constexpr std::uint8_t kCwr = 0x80;
} // namespace tcp_flag

/// One TCP packet as the tap keeps it. Sequence numbers are raw, in host order.
struct CapturedPacket {
    std::uint64_t number = 0;     ///< 1 = the first on this wire, in order of arrival
    std::uint64_t connection = 0; ///< 1 = the first, in the order of first SYNs; 0: none known, or a half-open client's
    TimePoint arrived{};          ///< came to the wire; the kernel's stamp
    std::optional<TimePoint> left; ///< came out; set exactly when the fate is Delivered
    IpEndpoint client;
    IpEndpoint server;
    std::uint32_t seq = 0;
    std::uint32_t ack = 0;
    std::uint32_t length = 0; ///< bytes of payload
    std::uint16_t window = 0; ///< as it lies in the header, not scaled
    std::uint8_t flags = 0;   ///< tcp_flag
    Direction direction = Direction::Up;
    Fate fate = Fate::Held;
    Origin origin = Origin::Kernel;
    HandshakePart part = HandshakePart::None;
    bool heldByRule = false; ///< took longer than the plan's delay because of a late-ACK rule
    bool retransmit = false; ///< begins before what the wire had already seen of this direction

    /// When the server got or sent it; nullopt where it never came there.
    [[nodiscard]] std::optional<TimePoint> atServer() const {
        if (direction == Direction::Up) {
            return left;
        }
        return origin == Origin::Duplicate ? std::nullopt : std::optional(arrived);
    }
};

/// A packet with the frame that carried it, or as much as the tap keeps: all headers.
struct CapturedFrame {
    static constexpr std::size_t kKept = 128; ///< link 14, IPv6 40, TCP with all its options 60, and some payload

    CapturedPacket packet;
    std::uint32_t size = 0; ///< of the whole frame
    std::array<std::byte, kKept> bytes{};

    [[nodiscard]] std::span<const std::byte> kept() const {
        return std::span(bytes).first(std::min<std::size_t>(size, kKept));
    }
};

/// In the order in which they were noted.
using CapturedFrames = std::vector<CapturedFrame>;

} // namespace ls::wire
