// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/lab/apparatus.h"
#include "engine/lab/cut.h"
#include "engine/lab/prediction.h"
#include "engine/lab/run_plan.h"
#include "engine/lab/run_result.h"
#include "engine/lab/sample_pump.h"
#include "engine/load/load_clients.h"
#include "engine/netns/net_namespace.h"
#include "engine/reactor/loop_scope.h"

#include <functional>
#include <memory>
#include <optional>

namespace ls::lab {

/// One run, from assembling it in the namespace's fresh state to its result. Lives on the engine's loop; every method
/// is called there. Loop, context, namespace and sink outlive it. `finished` is called once, from the loop, after which
/// the run may be destroyed; destroying it earlier ends it without a result.
class LabRun final : public reactor::IoHandler {
public:
    using Finished = std::function<void(Result<RunResult>)>;

    /// A capture of `wireOptions` has all it will get when `finished` is called; it is not finished here.
    LabRun(reactor::EventLoop& loop, const LabContext& context, netns::NetNamespace& net, RunPlan plan,
           SampleSink* sink, Finished finished, wire::WireOptions wireOptions = {});
    ~LabRun();

    /// Starts the clock, or says why not; then `finished` is not called.
    [[nodiscard]] Result<> start();
    /// Ends the run now; what was measured becomes the result.
    void interrupt() { endWith(EndReason::Interrupted); }
    /// What its packets pass, from start() on; stopped when the run has ended, and what passed is still there. nullptr
    /// on plain loopback.
    [[nodiscard]] const wire::Wire* wire() const { return m_lab ? m_lab->wire.get() : nullptr; }

    void onIo(std::uint32_t token, std::uint32_t events) override;

private:
    void endWith(EndReason reason);
    void onAllDone();
    void awaitIdleServer(std::uint64_t acceptedBefore);
    [[nodiscard]] bool hasMoreToDo() const;
    [[nodiscard]] bool goodbyesPending() const;
    void scheduleSteps();
    void apply(const SysctlStep& step);
    void passSamplesOn();
    void addLoadFigures(Sample& sample) const;
    void countStates();
    void stopWire();
    [[nodiscard]] Result<RunResult> conclude(EndReason reason);

    reactor::LoopScope m_work;
    const LabContext& m_context;
    netns::NetNamespace& m_net;
    LabSides m_sides;
    RunPlan m_plan;
    wire::WireOptions m_wireOptions;
    SampleSink* m_sink;
    Finished m_finished;
    Prediction m_prediction;
    std::unique_ptr<Apparatus> m_lab;
    std::unique_ptr<load::LoadClients> m_load;
    std::optional<SamplePump> m_samples;
    TimePoint m_clockStart{};
    std::uint64_t m_stateCounts = 0;
    reactor::WatchId m_openerWatch;
    bool m_ended = false;
    std::vector<Error> m_problems;
};

} // namespace ls::lab
