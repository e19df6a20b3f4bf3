// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sweep/sweep_run.h"

#include <utility>

namespace ls::sweep {

SweepRun::SweepRun(reactor::EventLoop& loop, const lab::LabContext& context, netns::NetNamespace& net, SweepPlan plan,
                   std::vector<SweepPoint> points, RowDone rowDone, Finished finished, wire::WireOptions wireOptions)
    : m_loop(loop)
    , m_context(context)
    , m_net(net)
    , m_plan(std::move(plan))
    , m_points(std::move(points))
    , m_rowDone(std::move(rowDone))
    , m_finished(std::move(finished))
    , m_wireOptions(std::move(wireOptions)) {
}

SweepRun::~SweepRun() = default;

void SweepRun::startNext() {
    m_run.reset();
    if (m_result.rows.size() == m_points.size()) {
        finish(false, std::nullopt);
        return;
    }
    m_run = std::make_unique<lab::RecordedRun>(
        m_loop, m_context, m_net, m_points[m_result.rows.size()].plan,
        [this](Result<lab::RunResult> run) { onRunFinished(std::move(run)); }, m_wireOptions);
    if (auto started = m_run->start(); !started) {
        finish(false, std::move(started).error());
    }
}

void SweepRun::onRunFinished(Result<lab::RunResult> run) {
    if (m_ended) {
        return;
    }
    if (!run) {
        finish(false, std::move(run).error());
        return;
    }
    const std::size_t index = m_result.rows.size();
    m_result.rows.push_back(makeRow(index, m_points[index], *run));
    m_result.rows.back().series = m_run->series();
    m_rowDone(m_result.rows.back(), m_points.size());
    startNext();
}

void SweepRun::interrupt() {
    if (!m_ended) {
        finish(true, std::nullopt);
    }
}

void SweepRun::finish(bool interrupted, std::optional<Error> error) {
    m_ended = true;
    m_run.reset();
    m_result.interrupted = interrupted;
    m_result.error = std::move(error);
    m_result.recommendation = recommend(m_plan.knobs, m_result.rows);
    m_loop.post([finished = m_finished, result = std::move(m_result)]() mutable { finished(std::move(result)); });
}

} // namespace ls::sweep
