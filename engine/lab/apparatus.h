// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/kernel_version.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "engine/kernel/tcp_counters.h"
#include "engine/lab/event_log.h"
#include "engine/lab/lab_setup.h"
#include "engine/lab/lab_sides.h"
#include "engine/lab/queue_sampler.h"
#include "engine/lab/queue_waits.h"
#include "engine/lab/sysctl_setup.h"
#include "engine/lab/tcp_stacks.h"
#include "engine/load/client_pool.h"
#include "engine/server/server.h"
#include "engine/wire/wire.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace ls::lab {

/// What every run of a process shares. Outlives the runs.
struct LabContext {
    kernel::SysctlCatalogue catalogue;
    kernel::KernelVersion kernel;
    unsigned cpus = 1;
    std::optional<bool> synQueueHoldsOneMore; ///< measured (syn_queue_probe.h); nullopt: there was no answer
};

/// Turns what the server reports into log entries. Thread-safe.
class RunObserver final : public server::ServerObserver {
public:
    RunObserver(EventLog& events, QueueWaits& waits)
        : m_events(events)
        , m_waits(waits) {}

    void onAccepted(const IpEndpoint& peer, TimePoint when) override { m_waits.onAccepted(peer, when); }
    void onPolicyChanged(const server::AcceptPolicy& policy) override;
    void onBacklogChanged(int backlog) override;
    void onServerError(const Error& error) override;

private:
    EventLog& m_events;
    QueueWaits& m_waits;
};

/// What every laboratory has, assembled in a fresh namespace and ready to start: sysctls written, listeners open, the
/// wire laid where there is one, instruments at hand. The load is its user's business. Members stand in the order of
/// their dependence; destruction stops and closes.
struct Apparatus {
    SysctlValues sysctls; ///< effective
    kernel::QueueModel model;
    std::optional<TcpStacks> stacks; ///< set
    kernel::CounterValues countersBefore;
    EventLog events;
    std::optional<load::SourceAddresses> addresses; ///< set
    std::unique_ptr<QueueWaits> waits;
    std::unique_ptr<RunObserver> observer;
    std::unique_ptr<wire::Wire> wire; ///< null where clients and server share a namespace
    std::unique_ptr<server::Server> server;
    std::unique_ptr<QueueSampler> sampler;

    /// `clients`: how many will come at most. `addLoad` fills in what the load counts: see QueueSampler::FillIn. The
    /// sides are prepared.
    [[nodiscard]] static Result<std::unique_ptr<Apparatus>> assemble(const LabSetup& setup, std::size_t clients,
                                                                     const LabContext& context, LabSides& sides,
                                                                     QueueSampler::FillIn addLoad,
                                                                     const wire::WireOptions& wireOptions = {});

    /// Server, sampler and the wire's clock.
    [[nodiscard]] Result<> start(TimePoint clockStart);
    /// For a load whose first client has this number.
    [[nodiscard]] load::LoadRoute route(std::uint64_t firstClient) const;

private:
    void fillIn(Sample& sample);

    bool m_dropsSeen = false; ///< the sampler's
};

} // namespace ls::lab
