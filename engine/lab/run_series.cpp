// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/run_series.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace ls::lab {

namespace {

std::uint32_t narrowed(std::uint64_t count) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(count, std::numeric_limits<std::uint32_t>::max()));
}

RunMoment momentOf(const Sample& sample) {
    return {sample.time,
            sample.depth,
            sample.limit,
            narrowed(sample.drops),
            narrowed(sample.accepted),
            narrowed(sample.attempted),
            narrowed(sample.established)};
}

StackRow rowOf(const kernel::TcpStateCounts& counts) {
    StackRow row{};
    static_assert(row.size() == kernel::kTcpStates);
    std::transform(counts.begin(), counts.end(), row.begin(), narrowed);
    return row;
}

bool repeats(RunMoment moment, const RunMoment& before) {
    moment.time = before.time;
    return moment == before;
}

bool repeats(const RunStates& states, const RunStates& before) {
    return states.server == before.server && states.client == before.client;
}

/// Unless it repeats the one before.
template <typename Kept>
void keep(std::vector<Kept>& kept, const Kept& next) {
    if (kept.empty() || !repeats(next, kept.back())) {
        kept.push_back(next);
    }
}

/// Says how long the one before went on.
template <typename Kept>
void keepLast(std::vector<Kept>& kept, const std::optional<Kept>& last) {
    if (last && (kept.empty() || last->time > kept.back().time)) {
        kept.push_back(*last);
    }
}

/// Of a span, in order of time.
void keepSpan(std::vector<RunMoment>& kept, const std::optional<RunMoment>& least,
              const std::optional<RunMoment>& greatest) {
    if (least) {
        const bool fell = greatest->time < least->time;
        keep(kept, fell ? *greatest : *least);
        keep(kept, fell ? *least : *greatest);
    }
}

} // namespace

RunSeriesKeeper::RunSeriesKeeper(Nanoseconds window)
    : m_span(std::max(window / static_cast<std::int64_t>(RunSeries::kSpans), Nanoseconds(1))) {
}

void RunSeriesKeeper::onSamples(std::vector<Sample> samples, std::vector<RunEvent> /*events*/,
                                std::uint32_t /*firstEvent*/) {
    m_series.samples += samples.size();
    for (const Sample& sample : samples) {
        add(momentOf(sample));
    }
}

/// The reading of the counters takes a little longer than the window.
std::size_t RunSeriesKeeper::spanOf(Nanoseconds time) const {
    return std::min(static_cast<std::size_t>(std::max<std::int64_t>(time / m_span, 0)), RunSeries::kSpans - 1);
}

void RunSeriesKeeper::add(const RunMoment& moment) {
    const std::size_t span = spanOf(moment.time);
    if (span != m_current) {
        closeSpan();
        m_current = span;
    }
    if (!m_least || moment.depth < m_least->depth) {
        m_least = moment;
    }
    if (!m_greatest || moment.depth > m_greatest->depth) {
        m_greatest = moment;
    }
    m_last = moment;
}

void RunSeriesKeeper::closeSpan() {
    keepSpan(m_series.moments, m_least, m_greatest);
    m_least.reset();
    m_greatest.reset();
}

void RunSeriesKeeper::onStates(Nanoseconds time, const Census& census) {
    const RunStates states{time, rowOf(census.server), rowOf(census.client)};
    if (m_lastStates && spanOf(m_lastStates->time) != spanOf(time)) {
        keep(m_series.states, *m_lastStates);
    }
    m_lastStates = states;
}

RunSeries RunSeriesKeeper::soFar() const {
    RunSeries series = m_series;
    keepSpan(series.moments, m_least, m_greatest);
    keepLast(series.moments, m_last);
    keepLast(series.states, m_lastStates);
    return series;
}

} // namespace ls::lab
