// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/lab_run.h"
#include "engine/lab/run_series.h"

#include <functional>
#include <memory>

namespace ls::lab {

/// One of several runs: in a fresh namespace, with how it goes. Lives on the engine's loop; every method is called
/// there. Loop, context and namespace outlive it.
class RecordedRun final {
public:
    using Finished = std::function<void(Result<RunResult>)>;

    /// `finished` is called once, from the loop, even when this was destroyed meanwhile. A namespace that ended during
    /// the run (ErrorCode::OpenerGone) is an error here: no run can follow.
    RecordedRun(reactor::EventLoop& loop, const LabContext& context, netns::NetNamespace& net, const RunPlan& plan,
                Finished finished, wire::WireOptions wireOptions = {});

    /// Starts the clock, or says why not; then `finished` is not called.
    [[nodiscard]] Result<> start();

    /// How it went so far; after `finished` the whole.
    [[nodiscard]] std::shared_ptr<const RunSeries> series() const;
    /// See LabRun::wire().
    [[nodiscard]] const wire::Wire* wire() const { return m_run.wire(); }

private:
    netns::NetNamespace& m_net;
    RunSeriesKeeper m_series; ///< the run gives it its samples
    LabRun m_run;
};

} // namespace ls::lab
