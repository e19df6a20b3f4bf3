// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/lab/sample_sink.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ls::lab {

/// One sample of a run, small because a sweep keeps many. What the counts mean: see Sample.
struct RunMoment {
    Nanoseconds time{}; ///< since the clock of the run started
    std::uint32_t depth = 0;
    std::uint32_t limit = 0;
    std::uint32_t drops = 0;
    std::uint32_t accepted = 0;
    std::uint32_t attempted = 0;
    std::uint32_t established = 0;

    friend bool operator==(const RunMoment&, const RunMoment&) = default;
};

/// How one run went: samples as they were taken, in order of time. A value.
struct RunSeries {
    /// The window is divided into so many spans. Of each the samples of least and greatest depth are kept, so no peak
    /// is lost, and the run's last one; a sample that repeats the one kept before it is left out.
    static constexpr std::size_t kSpans = 160;
    static constexpr std::size_t kMostMoments = 2 * kSpans + 1;
    /// 10.3 KB: the series of a sweep of a thousand runs take at most 10.3 MB.
    static constexpr std::size_t kMostBytes = kMostMoments * sizeof(RunMoment);

    std::vector<RunMoment> moments;
    std::uint64_t samples = 0; ///< that were taken
};

/// Thins a run's samples out while they come. One thread.
class RunSeriesKeeper final : public SampleSink {
public:
    explicit RunSeriesKeeper(Nanoseconds window);

    void onSamples(std::vector<Sample> samples, std::vector<RunEvent> events, std::uint32_t firstEvent) override;
    /// After the last sample.
    [[nodiscard]] RunSeries take();

private:
    void add(const RunMoment& moment);
    void closeSpan();
    void keep(const RunMoment& moment);

    Nanoseconds m_span;
    RunSeries m_series;
    std::size_t m_current = 0; ///< number of the span at work
    std::optional<RunMoment> m_least;
    std::optional<RunMoment> m_greatest;
    std::optional<RunMoment> m_last;
};

} // namespace ls::lab
