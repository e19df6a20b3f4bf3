// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/recorded_run.h"

#include <utility>

namespace ls::lab {

namespace {

Result<RunResult> unlessOpenerGone(Result<RunResult> run) {
    if (run && run->end == EndReason::OpenerGone) {
        return failure(ErrorCode::OpenerGone, "listenscope-opener was killed during a run", "start again");
    }
    return run;
}

} // namespace

RecordedRun::RecordedRun(reactor::EventLoop& loop, const LabContext& context, netns::NetNamespace& net,
                         const RunPlan& plan, Finished finished, wire::WireOptions wireOptions)
    : m_net(net)
    , m_series(plan.duration)
    , m_run(
          loop, context, net, plan, &m_series,
          [finished = std::move(finished)](Result<RunResult> run) { finished(unlessOpenerGone(std::move(run))); },
          std::move(wireOptions)) {
}

Result<> RecordedRun::start() {
    LS_TRY(m_net.freshen());
    return m_run.start();
}

std::shared_ptr<const RunSeries> RecordedRun::series() const {
    return std::make_shared<const RunSeries>(m_series.soFar());
}

} // namespace ls::lab
