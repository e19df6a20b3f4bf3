// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/recorded_run.h"
#include "engine/sweep/recommendation.h"
#include "engine/sweep/sweep_plan.h"
#include "engine/sweep/sweep_row.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ls::sweep {

/// A sweep that ended: whole, or stopped between two runs. The rows of finished runs are always here.
struct SweepResult {
    std::vector<SweepRow> rows; ///< in order of execution
    Recommendation recommendation;
    bool interrupted = false;
    std::optional<Error> error;       ///< what ended it early, other than a request to stop
    std::vector<Error> problems = {}; ///< trouble of the instruments themselves: a capture file that cannot be written
};

/// Runs a sweep's points one after the other, each in a fresh namespace. Lives on the engine's loop; every method is
/// called there. Loop, context and namespace outlive it. `finished` is called once, from the loop.
class SweepRun final {
public:
    using RowDone = std::function<void(const SweepRow& row, std::size_t total)>;
    using Finished = std::function<void(SweepResult)>;

    /// A capture of `wireOptions` gets the packets of every run, one run after the other, that of a run that is given
    /// up too; it has all it will get when `finished` is called, and is not finished here.
    SweepRun(reactor::EventLoop& loop, const lab::LabContext& context, netns::NetNamespace& net, SweepPlan plan,
             std::vector<SweepPoint> points, RowDone rowDone, Finished finished, wire::WireOptions wireOptions = {});
    ~SweepRun();

    void start() { startNext(); }
    /// Ends the sweep now; the run in progress is given up, finished ones are kept.
    void interrupt();

private:
    void startNext();
    void onRunFinished(Result<lab::RunResult> run);
    void finish(bool interrupted, std::optional<Error> error);

    reactor::EventLoop& m_loop;
    const lab::LabContext& m_context;
    netns::NetNamespace& m_net;
    SweepPlan m_plan;
    std::vector<SweepPoint> m_points;
    RowDone m_rowDone;
    Finished m_finished;
    wire::WireOptions m_wireOptions;
    SweepResult m_result;
    std::unique_ptr<lab::RecordedRun> m_run;
    bool m_ended = false;
};

} // namespace ls::sweep
