// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/wire_view.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace ls::lab {

using namespace std::chrono_literals;
using kernel::counterValue;
using wire::CapturedPacket;
using wire::Direction;
using wire::Fate;

namespace {

constexpr Nanoseconds kLate = 1ms; ///< what the wire promises to keep to, in 99 of 100 packets

std::int64_t unansweredSyns(const wire::WireTotals& totals) {
    const wire::HandshakeView& seen = totals.handshakes;
    const wire::HalfOpenView& strangers = totals.halfOpen;
    return static_cast<std::int64_t>(seen.synsUnanswered - seen.synsUnansweredAgain) +
           static_cast<std::int64_t>(strangers.delivered - strangers.answered - strangers.reset);
}

/// Connections of which resets went that way and none came out.
std::uint64_t undeliveredResets(std::span<const CapturedPacket> packets, Direction direction) {
    std::map<std::uint64_t, bool> arrived; // by connection
    for (const CapturedPacket& packet : packets) {
        if (packet.direction == direction && (packet.flags & wire::tcp_flag::kRst) != 0 && packet.connection != 0) {
            bool& any = arrived[packet.connection];
            any = any || packet.fate == Fate::Delivered;
        }
    }
    return static_cast<std::uint64_t>(
        std::count_if(arrived.begin(), arrived.end(), [](const auto& one) { return !one.second; }));
}

std::uint64_t answeredTwice(std::span<const CapturedPacket> packets) {
    struct Answers {
        std::uint32_t first = 0;
        bool differ = false;
    };
    constexpr std::uint8_t kSynAck = wire::tcp_flag::kSyn | wire::tcp_flag::kAck;
    std::map<std::uint64_t, Answers> all; // by connection
    for (const CapturedPacket& packet : packets) {
        if (packet.direction == Direction::Down && (packet.flags & kSynAck) == kSynAck && packet.connection != 0) {
            Answers& answers = all.try_emplace(packet.connection, Answers{packet.seq}).first->second;
            answers.differ = answers.differ || answers.first != packet.seq;
        }
    }
    return static_cast<std::uint64_t>(
        std::count_if(all.begin(), all.end(), [](const auto& one) { return one.second.differ; }));
}

} // namespace

std::optional<OverflowAt> overflowAt(const wire::WireTotals& totals, const kernel::CounterValues& movement) {
    const std::int64_t overflows = counterValue(movement, "ListenOverflows");
    const std::int64_t otherDrops = counterValue(movement, "ListenDrops") - overflows;
    const std::int64_t atSyn = unansweredSyns(totals) - otherDrops;
    if (totals.duplicated > 0 || atSyn < 0 || atSyn > overflows) {
        return std::nullopt;
    }
    return OverflowAt{atSyn, overflows - atSyn};
}

std::vector<std::string> limitsOf(const wire::WireStats& stats) {
    std::vector<std::string> limits;
    if (stats.droppedByItself() > 0) {
        limits.emplace_back("wire");
    }
    if (stats.timingError.percentile(0.99).value_or(0ns) > kLate) {
        limits.emplace_back("wire_late");
    }
    if (stats.link == wire::LinkKind::Tun) {
        limits.emplace_back("wire_tun");
    }
    if (stats.missingInPcap() > 0) {
        limits.emplace_back("capture");
    }
    return limits;
}

WireSummary summariseWire(const wire::WireStats& stats, std::span<const CapturedPacket> packets,
                          const kernel::CounterValues& movement) {
    WireSummary summary;
    summary.stats = stats;
    summary.overflowAt = overflowAt(stats, movement);
    summary.resetsUndelivered = undeliveredResets(packets, Direction::Down);
    summary.closesUndelivered = undeliveredResets(packets, Direction::Up);
    summary.answeredTwice = answeredTwice(packets);
    summary.sawAll = packets.empty() ? stats.packets() == stats.notTcp : packets.front().number == 1;
    return summary;
}

} // namespace ls::lab
