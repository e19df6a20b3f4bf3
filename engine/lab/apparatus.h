// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/kernel_version.h"
#include "engine/kernel/sock_diag.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "engine/kernel/tcp_counters.h"
#include "engine/lab/accept_log.h"
#include "engine/lab/event_log.h"
#include "engine/lab/prediction.h"
#include "engine/lab/queue_sampler.h"
#include "engine/lab/run_plan.h"
#include "engine/lab/sysctl_setup.h"
#include "engine/load/load_clients.h"
#include "engine/netns/net_namespace.h"
#include "engine/server/server.h"

#include <functional>
#include <memory>

namespace ls::lab {

/// What every run of a process shares. Outlives the runs.
struct LabContext {
    kernel::SysctlCatalogue catalogue;
    kernel::KernelVersion kernel;
    unsigned cpus = 1;
};

/// Turns what the server reports into log entries. Thread-safe.
class RunObserver final : public server::ServerObserver {
public:
    RunObserver(EventLog& events, AcceptLog& accepts)
        : m_events(events)
        , m_accepts(accepts) {}

    void onAccepted(const sockaddr_in& peer, TimePoint when) override { m_accepts.record(peer, when); }
    void onPolicyChanged(const server::AcceptPolicy& policy) override;
    void onBacklogChanged(int backlog) override;
    void onServerError(const Error& error) override;

private:
    EventLog& m_events;
    AcceptLog& m_accepts;
};

/// Everything one run is made of, assembled in a fresh namespace and ready to start: sysctls written, listeners open, a
/// burst's sockets bound, prediction made. Members stand in the order of their dependence; destruction stops and
/// closes.
struct Apparatus {
    SysctlValues sysctls; ///< effective
    kernel::QueueModel model;
    Prediction prediction;
    std::unique_ptr<kernel::TcpCounters> counters;
    std::unique_ptr<kernel::SockDiag> diag;
    kernel::CounterValues countersBefore;
    EventLog events;
    std::unique_ptr<AcceptLog> accepts;
    std::unique_ptr<RunObserver> observer;
    std::unique_ptr<server::Server> server;
    std::unique_ptr<load::LoadClients> load;
    std::unique_ptr<QueueSampler> sampler;

    /// `onAllDone` as in LoadClients::create().
    [[nodiscard]] static Result<std::unique_ptr<Apparatus>>
    assemble(const RunPlan& plan, const LabContext& context, netns::NetNamespace& net, std::function<void()> onAllDone);

    [[nodiscard]] Result<> start(TimePoint clockStart);

    void fillIn(Sample& sample) const;
};

} // namespace ls::lab
