// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/lab/apparatus.h"
#include "engine/lab/census_watch.h"
#include "engine/lab/live_loads.h"
#include "engine/lab/live_snapshot.h"
#include "engine/lab/live_view.h"
#include "engine/lab/packet_watch.h"
#include "engine/lab/sample_pump.h"
#include "engine/lab/sysctl_desk.h"
#include "engine/netns/net_namespace.h"
#include "engine/reactor/loop_scope.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ls::lab {

/// Told what a live laboratory shows, on its loop. Must not destroy the laboratory from within.
class LiveObserver {
public:
    LiveObserver() = default;
    LiveObserver(const LiveObserver&) = delete;
    LiveObserver& operator=(const LiveObserver&) = delete;

    /// At most 30 times a second. `samples`: those since the snapshot before.
    virtual void onSnapshot(std::shared_ptr<const LiveSnapshot> snapshot, const std::vector<Sample>& samples) = 0;
    virtual void onEvent(const RunEvent& event) = 0;
    /// The opener has ended: finish() is due at the loop's next turn.
    virtual void onOpenerGone() = 0;
    /// While packets are watched. The one call that comes from another thread.
    virtual void onPackets(std::shared_ptr<const wire::PacketLog> packets) = 0;

protected:
    ~LiveObserver() = default;
};

/// A laboratory that stays open: server, instruments, loads one after another, and everything about them that can be
/// changed on the open sockets. Lives on the engine's loop; every method is called there and none waits for a load or a
/// dump of the sockets. Loop, context, namespace, sink and observer outlive it.
///
/// net.ipv4.ip_local_port_range decides the clients' ports as the laboratory is opened; a later change is for the next.
class LiveLab final : public reactor::IoHandler {
public:
    /// `setup` has passed checkLiveSetup(). `sink` may be null.
    LiveLab(reactor::EventLoop& loop, const LabContext& context, netns::NetNamespace& net, LabSetup setup,
            SampleSink* sink, LiveObserver& observer);
    ~LiveLab();

    /// In the namespace's fresh state.
    [[nodiscard]] Result<> start();
    /// After start(): stops the instruments and gives the last snapshot; samples and events up to now have been passed
    /// on. Nothing but destruction after it.
    [[nodiscard]] std::shared_ptr<const LiveSnapshot> finish();

    // ErrorCode::BadInput, with the range, changes nothing.
    [[nodiscard]] Result<> setBacklog(int backlog);
    [[nodiscard]] Result<> setAcceptPolicy(const server::AcceptPolicy& policy);
    /// For packets that come to the wire from now on: see wire::Wire::change(). Only where the laboratory was opened
    /// with a wire.
    [[nodiscard]] Result<> setWire(const wire::WirePlan& plan);
    [[nodiscard]] Result<> setSysctl(const SysctlSetting& setting);
    [[nodiscard]] Result<> revertSysctl(const std::string& key);
    [[nodiscard]] Result<> revertSysctls();
    [[nodiscard]] Result<> useHostSysctls();
    [[nodiscard]] Result<> startLoad(const load::LoadPlan& plan, std::optional<Nanoseconds> repeatEvery);
    void stopLoad();
    void mark(std::string text);

    /// Sorting packets costs up to a tenth of a core, so it is done only while somebody looks. Without a wire nothing
    /// is shown.
    [[nodiscard]] Result<> watchPackets(bool watch);
    /// What the wire's tap keeps, for a capture file. ErrorCode::BadInput without a wire.
    [[nodiscard]] Result<wire::CapturedFrames> frames() const;

    void onIo(std::uint32_t token, std::uint32_t events) override;

private:
    [[nodiscard]] Result<> assemble();
    [[nodiscard]] load::LoadRoute launching(const load::LoadPlan& plan, std::uint64_t firstClient);
    [[nodiscard]] Result<> applied(const Result<std::vector<SysctlChange>>& changes);
    void changed(std::string_view what);
    void tick();
    void show();

    reactor::LoopScope m_scope;
    const LabContext& m_context;
    netns::NetNamespace& m_net;
    LabSides m_sides;
    netns::HostSysctls m_host;
    LabSetup m_setup; ///< as it stands
    SampleSink* m_sink;
    LiveObserver& m_observer;
    reactor::WatchId m_openerWatch;
    std::uint32_t m_eventsTold = 0;
    std::shared_ptr<const LiveSnapshot> m_last;
    // In the order of their dependence.
    std::optional<SysctlDesk> m_sysctls;
    std::unique_ptr<Apparatus> m_lab;
    std::optional<SamplePump> m_samples;
    std::unique_ptr<LiveLoads> m_loads;
    std::unique_ptr<CensusWatch> m_census;
    std::optional<LiveView> m_view;
    std::unique_ptr<PacketWatch> m_packets; ///< null: nobody looks
};

} // namespace ls::lab
