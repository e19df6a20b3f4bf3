// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/metrics/latency_histogram.h"
#include "engine/wire/connection_tracker.h"
#include "engine/wire/delay_queue.h"
#include "engine/wire/half_open_clients.h"
#include "engine/wire/link_end.h"
#include "engine/wire/packet_rules.h"
#include "engine/wire/pcap_recorder.h"
#include "engine/wire/tap.h"

#include <array>
#include <memory>
#include <optional>

namespace ls::wire {

/// Takes frames from one end of the wire and puts them out at the other when they are due; one thread. It does not
/// wait: whoever calls turn() waits until the time that it answers or until an end has frames.
class Forwarder final {
public:
    struct Ends {
        std::unique_ptr<LinkEnd> clients;
        std::unique_ptr<LinkEnd> server;
        IpEndpoint serverEndpoint; ///< where half-open clients send their SYNs
    };
    /// What it writes to; both outlive it.
    struct Outputs {
        Tap& tap;
        LatencyHistogram& timingError;
        PcapRecorder* pcap = nullptr;
    };

    Forwarder(const WirePlan& plan, Ends ends, std::size_t budget, const Outputs& outputs);

    /// Half-open clients and the cut count from here.
    void startClock(TimePoint zero);
    /// Another plan, for packets that come from now on.
    void change(const WirePlan& plan);
    /// Takes what came, sends what is due. When it has to be called again, though nothing came: nullopt = never.
    [[nodiscard]] std::optional<TimePoint> turn();
    /// After the last turn: what came since is seen, and stays under way.
    void takeRest();
    /// Whether the last turn left frames at an end.
    [[nodiscard]] bool hasMore() const { return m_hasMore; }

    [[nodiscard]] WireTotals totals() const;
    /// The first thing that happened to an end since the last call.
    [[nodiscard]] Result<> takeError();
    /// Asks the kernel for frames that found a queue full; after the last turn too.
    void countOverruns();

private:
    [[nodiscard]] LinkEnd& source(Direction direction);
    [[nodiscard]] LinkEnd& target(Direction direction);

    /// True when it left nothing behind.
    bool receive(Direction direction);
    void take(Direction direction, const LinkFrame& frame);
    [[nodiscard]] bool isWhole(const LinkFrame& frame);
    void takeTcp(CapturedPacket packet, const TcpPacket& tcp, std::span<const std::byte> frame);
    void takeOther(CapturedPacket packet, std::span<const std::byte> frame);
    void swallow(CapturedPacket packet, const TcpPacket& tcp, std::span<const std::byte> frame);
    /// `lastDue`: no packet of its kind may leave before it.
    void enter(CapturedPacket packet, const Verdict& verdict, TimePoint& lastDue, std::span<const std::byte> frame);
    void queue(const CapturedPacket& packet, TimePoint due, std::span<const std::byte> frame);

    void sendDue();
    void deliver(Parcel& parcel);
    void takeHalfOpen();
    void takeOneHalfOpen(TimePoint due);
    void settle(CapturedPacket& packet, Fate fate, std::uint64_t& count);
    void writePcap(TimePoint when, std::span<const std::byte> frame);
    void flushPcap();

    void readClocks();
    [[nodiscard]] TimePoint arrivalOf(const LinkFrame& frame);
    [[nodiscard]] bool isCut(TimePoint when) const;

    WirePlan m_plan;
    Ends m_ends;
    Outputs m_outputs;
    ConnectionTracker m_tracker;
    PacketRules m_rules;
    DelayQueue m_queue;
    HalfOpenClients m_halfOpen;
    std::array<TimePoint, 2> m_otherDue{}; ///< by Direction, of what is not TCP
    std::optional<TimePoint> m_zero;       ///< the clock has started then
    TimePoint m_now{};
    TimePoint m_seenDown{};   ///< frames that came from the server before it have been taken
    Nanoseconds m_realtime{}; ///< what CLOCK_REALTIME is ahead of CLOCK_MONOTONIC now
    std::uint64_t m_lastNumber = 0;
    bool m_hasMore = false;
    WireTotals m_totals;
};

} // namespace ls::wire
