// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lab_series.h"

#include <algorithm>

namespace ls::model {

namespace {

using namespace std::chrono_literals;

constexpr Nanoseconds kRateSpan = 50ms; ///< long enough to be a rate, short enough to show a burst
constexpr std::size_t kMostHiddenBursts = 200;

double perSecond(double count, Nanoseconds span) {
    return count / toSeconds(span);
}

StackRow rowOf(const kernel::TcpStateCounts& counts) {
    StackRow row{};
    for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = static_cast<std::uint32_t>(counts[i]);
    }
    return row;
}

} // namespace

void LabSeries::restart(unsigned reactors) {
    for (History* history : {&m_depth, &m_limit, &m_accepts, &m_arrivals, &m_overflows, &m_otherDrops}) {
        history->clear();
    }
    m_server.clear();
    m_client.clear();
    m_latencies.clear();
    for (History& history : m_perReactor) {
        history.clear();
    }
    while (m_perReactor.size() < reactors) {
        m_perReactor.emplace_back();
    }
    m_hiddenBursts.clear();
    m_rateStart.reset();
    m_dropsStart = {};
    m_dropsSeen = 0;
    m_lastTime = {};
    m_censusTime = {};
    m_latencySeen = HistogramSnapshot();
}

void LabSeries::append(const lab::LiveSnapshot& snapshot, const std::vector<Sample>& samples, std::uint64_t skipped) {
    if (skipped > 0) {
        appendGap();
    }
    for (const Sample& sample : samples) {
        appendSample(sample);
    }
    appendDrops(snapshot);
    noteHiddenBurst(snapshot, samples);
    appendStates(snapshot.census);
    m_latencies.record(snapshot.time, m_latencySeen, snapshot.connectLatency);
    m_latencySeen = snapshot.connectLatency;
    for (std::size_t i = 0; i < std::min(m_perReactor.size(), snapshot.perReactor.size()); ++i) {
        m_perReactor[i].append(snapshot.time, static_cast<double>(snapshot.perReactor[i]));
    }
    m_lastTime = snapshot.time;
}

void LabSeries::appendGap() {
    for (History* history : {&m_depth, &m_limit}) {
        if (const auto last = history->lastTime()) {
            history->appendGap(*last + Nanoseconds{1});
        }
    }
}

void LabSeries::appendSample(const Sample& sample) {
    m_depth.append(sample.time, sample.depth);
    m_limit.append(sample.time, sample.limit);
    if (!m_rateStart) {
        m_rateStart = sample;
        return;
    }
    const Nanoseconds span = sample.time - m_rateStart->time;
    if (span >= kRateSpan) {
        const auto moved = [](std::uint64_t now, std::uint64_t then) { return static_cast<double>(now - then); };
        m_accepts.append(sample.time, perSecond(moved(sample.accepted, m_rateStart->accepted), span));
        m_arrivals.append(sample.time, perSecond(moved(sample.attempted, m_rateStart->attempted), span));
        m_rateStart = sample;
    }
}

void LabSeries::appendDrops(const lab::LiveSnapshot& snapshot) {
    const Nanoseconds span = snapshot.time - m_dropsStart.time;
    if (span < kRateSpan) {
        return;
    }
    const Drops now{snapshot.time, kernel::counterValue(snapshot.counters, "ListenOverflows"),
                    kernel::counterValue(snapshot.counters, "ListenDrops")};
    const std::int64_t overflows = now.overflows - m_dropsStart.overflows;
    const std::int64_t others = now.all - m_dropsStart.all - overflows;
    m_overflows.append(now.time, perSecond(static_cast<double>(overflows), span));
    m_otherDrops.append(now.time, perSecond(static_cast<double>(std::max<std::int64_t>(others, 0)), span));
    m_dropsStart = now;
}

void LabSeries::noteHiddenBurst(const lab::LiveSnapshot& snapshot, const std::vector<Sample>& samples) {
    const bool dropped = snapshot.drops > m_dropsSeen;
    m_dropsSeen = snapshot.drops;
    const auto full = [](const Sample& sample) { return sample.depth > sample.limit; };
    if (!dropped || snapshot.causes.acceptQueueFull == 0 || snapshot.depth >= snapshot.capacity ||
        std::any_of(samples.begin(), samples.end(), full)) {
        return;
    }
    const double from = toSeconds(m_lastTime);
    const double to = toSeconds(snapshot.time);
    if (!m_hiddenBursts.empty() && m_hiddenBursts.back().to >= from) {
        m_hiddenBursts.back().to = to;
    } else if (m_hiddenBursts.size() < kMostHiddenBursts) {
        m_hiddenBursts.push_back({from, to});
    }
}

void LabSeries::appendStates(const lab::LiveCensus& census) {
    if (census.time > m_censusTime) {
        m_server.append(census.time, rowOf(census.server));
        m_client.append(census.time, rowOf(census.client));
        m_censusTime = census.time;
    }
}

} // namespace ls::model
