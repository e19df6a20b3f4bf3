// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/ladder_text.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace ls::wire {

namespace {

constexpr std::array kFlags{std::pair{tcp_flag::kFin, 'F'}, std::pair{tcp_flag::kSyn, 'S'},
                            std::pair{tcp_flag::kRst, 'R'}, std::pair{tcp_flag::kPsh, 'P'},
                            std::pair{tcp_flag::kAck, '.'}, std::pair{tcp_flag::kUrg, 'U'},
                            std::pair{tcp_flag::kEce, 'E'}, std::pair{tcp_flag::kCwr, 'W'}};

/// "00:00:01.023456"
std::string clockText(Nanoseconds time) {
    using namespace std::chrono;
    const auto us = duration_cast<microseconds>(time).count();
    const auto s = us / 1'000'000;
    return fmt::format("{:02}:{:02}:{:02}.{:06}", s / 3600, s / 60 % 60, s % 60, us % 1'000'000);
}

std::string placeText(const IpEndpoint& end) {
    return fmt::format("{}.{}", end.address.text(), end.port);
}

/// tcpdump names the numbers of packets that move them; those of a SYN, and of packets without an ACK, as they are.
std::string numbersText(const Rung& rung) {
    const CapturedPacket& packet = rung.packet;
    constexpr std::uint8_t kMoving = tcp_flag::kSyn | tcp_flag::kFin | tcp_flag::kRst;
    const bool isRaw = (packet.flags & tcp_flag::kSyn) != 0 || (packet.flags & tcp_flag::kAck) == 0;
    const std::uint32_t seq = isRaw ? packet.seq : rung.seq;
    std::string text;
    if (packet.length > 0) {
        text = fmt::format(", seq {}:{}", seq, seq + packet.length);
    } else if ((packet.flags & kMoving) != 0) {
        text = fmt::format(", seq {}", seq);
    }
    if (rung.ack) {
        text += fmt::format(", ack {}", isRaw ? packet.ack : *rung.ack);
    }
    return text;
}

std::string remarkText(const Rung& rung, TimePoint start) {
    const CapturedPacket& packet = rung.packet;
    std::string text =
        packet.left ? fmt::format("arrived {}", clockText(*packet.left - start)) : std::string(toString(packet.fate));
    if (packet.heldByRule) {
        text += ", held";
    }
    if (packet.origin == Origin::Duplicate) {
        text += ", duplicate";
    } else if (packet.retransmit) {
        text += ", retransmit";
    }
    if (rung.effect != Effect::Usual) {
        text += fmt::format(", {}", toString(rung.effect));
    }
    return text;
}

} // namespace

std::string tcpdumpFlags(std::uint8_t flags) {
    std::string text;
    for (const auto& [flag, letter] : kFlags) {
        if ((flags & flag) != 0) {
            text += letter;
        }
    }
    return text.empty() ? "none" : text;
}

std::string tcpdumpText(const Ladder& ladder) {
    std::string text;
    const TimePoint start = ladder.summary.first;
    for (const Rung& rung : ladder.rungs) {
        const CapturedPacket& packet = rung.packet;
        const bool isUp = packet.direction == Direction::Up;
        text +=
            fmt::format("{} IP{} {} > {}: Flags [{}]{}, win {}, length {}  # {}\n", clockText(packet.arrived - start),
                        packet.client.address.isV6 ? "6" : "", placeText(isUp ? packet.client : packet.server),
                        placeText(isUp ? packet.server : packet.client), tcpdumpFlags(packet.flags), numbersText(rung),
                        packet.window, packet.length, remarkText(rung, start));
    }
    return text;
}

std::string_view toString(Fate fate) {
    switch (fate) {
    case Fate::Held:
        return "on the wire";
    case Fate::Delivered:
        return "delivered";
    case Fate::Lost:
        return "lost";
    case Fate::DroppedByRule:
        return "dropped by rule";
    case Fate::CutOff:
        return "cut off";
    case Fate::Swallowed:
        return "swallowed";
    case Fate::DroppedByWire:
        return "dropped by the wire itself";
    }
    return "";
}

std::string_view toString(Effect effect) {
    switch (effect) {
    case Effect::Usual:
        return "usual";
    case Effect::SynUnanswered:
        return "SYN unanswered so far";
    case Effect::SynIgnored:
        return "SYN ignored";
    case Effect::SynNotRepeated:
        return "SYN/ACK not repeated";
    case Effect::AckIgnored:
        return "ACK ignored";
    case Effect::AckRefused:
        return "ACK refused";
    case Effect::DataIgnored:
        return "data ignored";
    case Effect::NotAcknowledged:
        return "not acknowledged";
    }
    return "";
}

} // namespace ls::wire
