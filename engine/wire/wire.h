// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/guarded.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/metrics/latency_histogram.h"
#include "engine/netns/wire_end.h"
#include "engine/wire/forwarder.h"
#include "engine/wire/pcap_recorder.h"
#include "engine/wire/tap.h"
#include "engine/wire/wire_plan.h"
#include "engine/wire/wire_stats.h"

#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace ls::wire {

/// The two ends of the wire, of netns::NetSide::openWireEnd(). Nothing is ever sent anywhere else.
struct WireEnds {
    netns::WireEnd clients;
    netns::WireEnd server;
    IpEndpoint serverEndpoint; ///< where half-open clients send their SYNs
};

struct WireOptions {
    std::size_t tapPackets = Tap::kPackets;
    std::size_t bytesInFlight = std::size_t{128} << 20; ///< what does not fit is dropped, and counted
    /// May be null. Gets the packets as tcpdump would see them at the server's side, half-open clients included.
    std::shared_ptr<PcapRecorder> pcap = nullptr;
};

/// A link between two network namespaces that does what a WirePlan says. A thread of its own ("ls-wire") forwards; it
/// wakes up for what is due by absolute time, so that one late packet does not shift the next.
class Wire final {
public:
    /// From now on packets pass. ErrorCode::BadInput for a plan out of range or sockets that are not as above.
    [[nodiscard]] static Result<std::unique_ptr<Wire>> start(const WirePlan& plan, WireEnds ends,
                                                             const WireOptions& options = {});
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    /// When the run begins: half-open clients and the cut count from `zero`. Without it neither happens. Any thread.
    void startClock(TimePoint zero);

    /// Another plan for packets that come from now on; what is in flight keeps its time. Rules count from 1 again, the
    /// seed begins anew, and other half-open clients than before begin now. ErrorCode::BadInput as at start().
    [[nodiscard]] Result<> change(const WirePlan& plan);

    /// As of the last time the wire's thread turned to its work. Any thread.
    [[nodiscard]] WireStats stats() const;
    /// The newest packets, oldest first. Any thread.
    [[nodiscard]] std::vector<CapturedPacket> packets() const { return m_tap.packets(); }
    /// The same with the headers as they lay on the wire, for savePcap(). Any thread.
    [[nodiscard]] std::vector<CapturedFrame> frames() const { return m_tap.frames(); }

    /// Why the wire no longer works, if so: its links have gone. Any thread.
    [[nodiscard]] std::optional<Error> problem() const;

    /// Ends the thread; what is in flight stays there, and so does what has come but was not read. Nothing is noted in
    /// the capture any more; whoever made its recorder may finish it.
    void stop();

private:
    /// What the thread has not yet seen.
    struct Orders {
        std::optional<WirePlan> plan;
        std::optional<TimePoint> clock;
    };

    Wire(UniqueFd epoll, UniqueFd timer, UniqueFd wakeUp, std::size_t tapPackets);

    [[nodiscard]] Result<> prepare(const WirePlan& plan, WireEnds ends, const WireOptions& options);
    [[nodiscard]] Result<> watch(int fd);
    void run();
    void obey(const Orders& orders);
    void publish();
    void wait(std::optional<TimePoint> due);
    void noteError(int fd);
    void wakeUp() const;

    UniqueFd m_epoll;
    UniqueFd m_timer;
    UniqueFd m_wakeUp; ///< eventfd
    Tap m_tap;
    LatencyHistogram m_timingError;
    LinkKind m_link = LinkKind::Veth;
    std::shared_ptr<PcapRecorder> m_pcap;
    std::unique_ptr<Forwarder> m_forwarder; ///< the thread's
    Guarded<Orders> m_orders;
    Guarded<WireTotals> m_totals;
    Guarded<std::optional<Error>> m_problem;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

} // namespace ls::wire
