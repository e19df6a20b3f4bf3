// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/metrics/latency_history.h"

#include <algorithm>
#include <cmath>

namespace ls {

using namespace std::chrono_literals;

namespace latency_steps {

std::size_t stepOf(Nanoseconds latency) {
    if (latency <= kLowest) {
        return 0;
    }
    const double decades = std::log10(static_cast<double>(latency.count()) / static_cast<double>(kLowest.count()));
    return std::min(static_cast<std::size_t>(decades * kPerDecade + 1e-9), kCount - 1);
}

Nanoseconds beginOf(std::size_t i) {
    const double factor = std::pow(10.0, static_cast<double>(i) / kPerDecade);
    return Nanoseconds(static_cast<std::int64_t>(std::ceil(static_cast<double>(kLowest.count()) * factor - 1e-6)));
}

} // namespace latency_steps

LatencyHistory::LatencyHistory()
    : m_bins({{10ms, 2min}, {100ms, 1h}, {1s, Nanoseconds::max()}, {10s, Nanoseconds::max()}}) {
}

void LatencyHistory::record(Nanoseconds time, Nanoseconds latency, std::uint32_t times) {
    m_last = std::max(time, m_last.value_or(time));
    m_bins.add(*m_last, Some{latency_steps::stepOf(latency), times});
    ++m_revision;
}

void LatencyHistory::record(Nanoseconds time, const HistogramSnapshot& earlier, const HistogramSnapshot& later) {
    const auto& before = earlier.buckets();
    const auto& after = later.buckets();
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (after[i] > before[i]) {
            record(time, Nanoseconds(static_cast<std::int64_t>(histogram::middleOf(i))),
                   static_cast<std::uint32_t>(after[i] - before[i]));
        }
    }
}

void LatencyHistory::clear() {
    m_bins.clear();
    m_last.reset();
    ++m_revision;
}

void LatencyHistory::visit(Nanoseconds from, Nanoseconds to, Nanoseconds finest,
                           const std::function<void(Nanoseconds, Nanoseconds, const LatencySteps&)>& visit) const {
    m_bins.scan(from, to, finest, [&](Nanoseconds time, Nanoseconds width, const Cells& cells) {
        visit(time, width, cells.steps);
        return true;
    });
}

std::vector<HistoryPart> LatencyHistory::parts(Nanoseconds from, Nanoseconds to) const {
    std::vector<HistoryPart> result;
    visit(from, to, {},
          [&](Nanoseconds time, Nanoseconds width, const LatencySteps&) { extendParts(result, time, width); });
    return result;
}

} // namespace ls
