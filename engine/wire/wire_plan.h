// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"

#include <cstdint>
#include <optional>

namespace ls::wire {

/// Holds the third packet of a handshake, the client's ACK, and everything the client sends after it `delay` longer
/// than the other packets: data that overtook the ACK would complete the handshake in its place (RFC 9293, 3.10.7.4).
struct LateAck {
    Nanoseconds delay{};
    std::uint32_t first = 0; ///< only the first so many connections, in the order of their first SYN; 0 = all

    friend bool operator==(const LateAck&, const LateAck&) = default;
};

/// Drops the server's SYN/ACKs, retransmitted ones included, each time the count reaches a multiple of `every`.
struct DropSynAck {
    std::uint32_t every = 0; ///< 1 = each, 0 = none
    std::uint32_t first = 0; ///< only those of the first so many connections, and only those are counted; 0 = all

    friend bool operator==(const DropSynAck&, const DropSynAck&) = default;
};

/// SYNs that the wire itself sends to the server, from addresses where nobody answers.
struct HalfOpen {
    std::uint32_t count = 0;
    double perSecond = 1000;

    friend bool operator==(const HalfOpen&, const HalfOpen&) = default;
};

/// What the wire does to packets. "Up" is from the clients to the server. A value; checked by checkPlan().
struct WirePlan {
    Nanoseconds delayUp{};
    Nanoseconds delayDown{};
    Nanoseconds jitter{};   ///< every packet takes 0…jitter longer, drawn evenly; within a connection none overtakes
    double loss = 0;        ///< probability 0…1, each packet, both ways
    double duplicate = 0;   ///< the same, that a packet arrives twice
    std::uint64_t seed = 1; ///< of loss, duplicates and jitter
    LateAck lateAck;
    DropSynAck dropSynAck;
    HalfOpen halfOpen;
    std::optional<Nanoseconds> cutAt; ///< after the run's clock started: from then on nothing comes out

    /// Whether anything is asked of the wire. A seed alone asks nothing.
    [[nodiscard]] bool isOn() const;

    friend bool operator==(const WirePlan&, const WirePlan&) = default;
};

inline constexpr Nanoseconds kMaxDelay = std::chrono::seconds(10); ///< each way, and of jitter
inline constexpr Nanoseconds kMaxLateAck = std::chrono::seconds(60);
inline constexpr std::uint32_t kMaxHalfOpen = 100'000;
inline constexpr double kMaxHalfOpenRate = 50'000; ///< a second

/// ErrorCode::BadInput; names the value and what is accepted.
[[nodiscard]] Result<> checkPlan(const WirePlan& plan);

} // namespace ls::wire
