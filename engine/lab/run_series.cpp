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

bool repeats(RunMoment moment, const RunMoment& before) {
    moment.time = before.time;
    return moment == before;
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

void RunSeriesKeeper::add(const RunMoment& moment) {
    // The reading of the counters takes a little longer than the window.
    const auto span =
        std::min(static_cast<std::size_t>(std::max<std::int64_t>(moment.time / m_span, 0)), RunSeries::kSpans - 1);
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
    if (m_least) {
        const bool fell = m_greatest->time < m_least->time;
        keep(fell ? *m_greatest : *m_least);
        keep(fell ? *m_least : *m_greatest);
    }
    m_least.reset();
    m_greatest.reset();
}

void RunSeriesKeeper::keep(const RunMoment& moment) {
    auto& kept = m_series.moments;
    if (kept.empty() || !repeats(moment, kept.back())) {
        kept.push_back(moment);
    }
}

RunSeries RunSeriesKeeper::take() {
    closeSpan();
    if (m_last && m_last->time > m_series.moments.back().time) {
        m_series.moments.push_back(*m_last);
    }
    m_series.moments.shrink_to_fit();
    return std::move(m_series);
}

} // namespace ls::lab
