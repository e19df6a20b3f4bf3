// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/experiment/outcome.h"
#include "engine/experiment/preset.h"
#include "engine/lab/packet_watch.h"
#include "engine/lab/recorded_run.h"
#include "engine/reactor/loop_scope.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ls::experiment {

/// Told of an experiment's course, on the engine's loop.
class ExperimentObserver {
public:
    virtual void onRunStarted(std::size_t run) = 0;
    /// How the run in progress goes so far, every kProgressPeriod.
    virtual void onProgress(std::size_t run, std::shared_ptr<const lab::RunSeries> series) = 0;
    /// What passed its wire so far, while that is watched. The one call that comes from another thread.
    virtual void onPackets(std::size_t run, std::shared_ptr<const wire::PacketLog> packets) = 0;
    virtual void onRunDone(std::size_t run, const RunOutcome& outcome) = 0;
    virtual void onCheckDone(std::size_t check, const CheckOutcome& outcome) = 0;
    /// Once; then the experiment may be destroyed.
    virtual void onExperimentFinished(ExperimentResult result) = 0;

protected:
    ~ExperimentObserver() = default;
};

/// Makes the runs of a preset one after the other, each in a fresh namespace, and judges a check as soon as the last
/// run it speaks of is done. Lives on the engine's loop; every method is called there. Everything given by reference
/// outlives it.
class ExperimentRun final {
public:
    static constexpr std::chrono::milliseconds kProgressPeriod{50};

    ExperimentRun(reactor::EventLoop& loop, const lab::LabContext& context, netns::NetNamespace& net,
                  std::shared_ptr<const Preset> preset, ExperimentObserver& observer);
    ~ExperimentRun();

    void start();
    /// Whether somebody looks at the packets while they come: sorting them costs up to a tenth of a core.
    void watchPackets(bool watch);
    /// Ends it now; finished runs are kept. The run in progress has no result, but how it went so far is kept, and what
    /// passed its wire.
    void interrupt();

private:
    void startNext();
    void tellProgress();
    void followWatch();
    void keepPackets();
    void keepUnfinished();
    void endRun();
    void onRunFinished(Result<lab::RunResult> run);
    void onRunFailed(Error error);
    void runIsOver();
    void judgeChecks();
    [[nodiscard]] CheckOutcome judge(const PresetCheck& check) const;
    [[nodiscard]] CheckOutcome judgePrediction(const lab::RunResult& run) const;
    [[nodiscard]] std::string obstacle(const PresetCheck& check) const;
    void finish(bool interrupted, std::optional<Error> error);

    reactor::LoopScope m_work;
    const lab::LabContext& m_context;
    netns::NetNamespace& m_net;
    std::shared_ptr<const Preset> m_preset;
    ExperimentObserver& m_observer;
    ExperimentResult m_result;
    std::size_t m_next = 0; ///< run in progress, or to come
    std::vector<nlohmann::ordered_json> m_documents;
    std::unique_ptr<lab::RecordedRun> m_run;
    std::unique_ptr<lab::PacketWatch> m_packets; ///< of its wire; null: nobody looks, or there is none
    bool m_isWatched = false;
    bool m_ended = false;
};

} // namespace ls::experiment
