// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/lab/sample_sink.h"
#include "engine/metrics/stack_history.h"

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

/// One count of both ends of every connection, by TCP state.
struct RunStates {
    Nanoseconds time{};
    StackRow server{};
    StackRow client{};
};

/// How one run went, or goes so far: samples and counts as they were taken, in order of time. A value.
struct RunSeries {
    /// The window is divided into so many spans. Of each the samples of least and greatest depth are kept, so no peak
    /// is lost, and the run's last one; a sample that repeats the one kept before it is left out.
    static constexpr std::size_t kSpans = 160;
    static constexpr std::size_t kMostMoments = 2 * kSpans + 1;
    /// Of the counts by state the last one of each span is kept, and the run's last; one that repeats the one kept
    /// before it is left out.
    static constexpr std::size_t kMostStates = kSpans + 1;
    /// 27 KB: the series of a sweep of a thousand runs take at most 27 MB, and where nothing happens next to nothing.
    static constexpr std::size_t kMostBytes = kMostMoments * sizeof(RunMoment) + kMostStates * sizeof(RunStates);

    std::vector<RunMoment> moments;
    std::vector<RunStates> states;
    std::uint64_t samples = 0; ///< that were taken
};

/// Thins a run's samples out while they come. One thread.
class RunSeriesKeeper final : public SampleSink {
public:
    explicit RunSeriesKeeper(Nanoseconds window);

    void onSamples(std::vector<Sample> samples, std::vector<RunEvent> events, std::uint32_t firstEvent) override;
    void onStates(Nanoseconds time, const Census& census) override;
    /// Up to now; after the last sample the whole.
    [[nodiscard]] RunSeries soFar() const;

private:
    void add(const RunMoment& moment);
    void closeSpan();
    [[nodiscard]] std::size_t spanOf(Nanoseconds time) const;

    Nanoseconds m_span;
    RunSeries m_series; ///< of the spans before the one at work
    std::optional<RunStates> m_lastStates;
    std::size_t m_current = 0; ///< number of the span at work
    std::optional<RunMoment> m_least;
    std::optional<RunMoment> m_greatest;
    std::optional<RunMoment> m_last;
};

} // namespace ls::lab
