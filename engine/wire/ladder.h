// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/tcp_state.h"
#include "engine/wire/captured_packet.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ls::wire {

/// Which connection a packet belongs to. Half-open clients and connections whose SYN the wire never saw have number 0
/// and are told apart by their addresses.
struct ConnectionId {
    std::uint64_t number = 0; ///< CapturedPacket::connection
    IpEndpoint client;
    IpEndpoint server;

    friend auto operator<=>(const ConnectionId&, const ConnectionId&) = default;
};
[[nodiscard]] ConnectionId idOf(const CapturedPacket& packet);

/// What followed on a packet that came out. The wire knows no reason but what the ends sent afterwards.
enum class Effect : std::uint8_t {
    Usual,          ///< or: nothing speaks against it so far; also of packets that did not come out
    SynUnanswered,  ///< no answer so far
    SynIgnored,     ///< no answer, and the client sent its SYN again: a queue of the listener was full
    SynNotRepeated, ///< the same after an earlier SYN/ACK: the kernel repeats it at most every tcp_invalid_ratelimit ms
    AckIgnored,     ///< it should have completed the handshake, but the server stayed half-open: accept queue full
    AckRefused,     ///< it should have completed the handshake; the server answered it with an RST
    DataIgnored,    ///< it should have completed the handshake too, and was never acknowledged
    NotAcknowledged, ///< data or a FIN of an established connection that had to be sent again although it came out
};

/// One packet of a connection.
struct Rung {
    CapturedPacket packet;            ///< `arrived`: left its sender; `left`: came to its receiver
    std::uint32_t seq = 0;            ///< relative: a SYN has 0
    std::optional<std::uint32_t> ack; ///< relative; of packets with the ACK flag
    Effect effect = Effect::Usual;
    kernel::TcpState sender{};                  ///< once it had sent it
    std::optional<kernel::TcpState> receiver{}; ///< once it had come

    /// Time on the wire; nullopt where it did not come out.
    [[nodiscard]] std::optional<Nanoseconds> onWire() const;
};

/// The state of an end as the packets tell it. Close at the server: it holds nothing.
struct EndState {
    kernel::TcpState state = kernel::TcpState::Close;
    /// Of the server: ESTABLISHED by the ACK that came, which nothing it sent has confirmed yet; or SYN_RECV though it
    /// ignored that ACK and has not repeated its SYN/ACK since: after a SYN cookie it would hold nothing.
    bool isClaim = false;

    friend bool operator==(const EndState&, const EndState&) = default;
};

enum class End : std::uint8_t { Client, Server };

struct StateChange {
    TimePoint when{};
    End end = End::Client;
    EndState to;
};

/// What is wrong with a connection, worst first.
enum class Trouble : std::uint8_t {
    Ghost,      ///< the client believes it is connected; the server is half-open or holds nothing
    Reset,      ///< an RST ended it
    Unanswered, ///< SYN after SYN, and no SYN/ACK came to the client
    Retransmits,
    None,
    HalfOpenClient, ///< none: one of the wire's own, who never answers
};

/// A connection in one line.
struct ConnectionSummary {
    ConnectionId id;
    Trouble trouble = Trouble::None;
    EndState client; ///< as of now
    EndState server;
    std::optional<End> resetBy; ///< who sent the first RST
    std::uint32_t packets = 0;
    std::uint32_t retransmits = 0;
    std::uint32_t lost = 0;  ///< did not come out, whatever the reason; not those still on the wire
    std::uint64_t bytes = 0; ///< payload that the ends sent, repetitions included
    TimePoint first{};       ///< its first packet left its sender
    TimePoint last{};        ///< its newest packet left its sender or came to its receiver
    bool isPartial = false;  ///< its beginning is no longer, or never was, in the tap
};

/// A connection with all its packets.
struct Ladder {
    ConnectionSummary summary;
    std::vector<Rung> rungs;         ///< in order of sending
    std::vector<StateChange> states; ///< in order of time; the first of each end is where it began
};

/// Packets of one connection, in order of number, become a ladder. `now`: up to when the wire was watched; what has not
/// happened by then may still. Pure.
[[nodiscard]] Ladder makeLadder(std::span<const CapturedPacket> packets, TimePoint now);

} // namespace ls::wire
