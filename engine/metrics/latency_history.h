// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/metrics/history_part.h"
#include "engine/metrics/latency_histogram.h"
#include "engine/metrics/pyramid.h"

#include <array>
#include <functional>
#include <optional>

namespace ls {

/// The latency axis of a heat map: equal steps of the logarithm, ten per decade from 10 us to 100 s. What lies outside
/// is counted in the first or last step.
namespace latency_steps {
inline constexpr std::size_t kPerDecade = 10;
inline constexpr std::size_t kCount = 7 * kPerDecade;
inline constexpr Nanoseconds kLowest = std::chrono::microseconds(10);

[[nodiscard]] std::size_t stepOf(Nanoseconds latency);
/// Where step `i` begins; i = kCount is the end of the axis.
[[nodiscard]] Nanoseconds beginOf(std::size_t i);
} // namespace latency_steps

using LatencySteps = std::array<std::uint32_t, latency_steps::kCount>;

/// When which latencies occurred, for a heat map: 10 ms for two minutes, 100 ms for an hour, 1 s beyond. One thread.
class LatencyHistory final {
public:
    LatencyHistory();

    /// Times do not go back; `times` connections took `latency` and were done at `time`.
    void record(Nanoseconds time, Nanoseconds latency, std::uint32_t times = 1);
    /// All that two snapshots of one histogram differ in.
    void record(Nanoseconds time, const HistogramSnapshot& earlier, const HistogramSnapshot& later);
    void clear();

    [[nodiscard]] std::optional<Nanoseconds> lastTime() const { return m_last; }
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }

    /// visit(time, width, steps) for what is stored of [from, to), in order, in bins of `finest` or, where that is not
    /// kept, wider ones.
    void visit(Nanoseconds from, Nanoseconds to, Nanoseconds finest,
               const std::function<void(Nanoseconds, Nanoseconds, const LatencySteps&)>& visit) const;
    /// As History::parts().
    [[nodiscard]] std::vector<HistoryPart> parts(Nanoseconds from, Nanoseconds to) const;

    [[nodiscard]] std::size_t bytes() const { return m_bins.bytes(); }

private:
    struct Some {
        std::size_t step;
        std::uint32_t times;
    };
    struct Cells {
        LatencySteps steps{};
        void add(const Some& some) { steps[some.step] += some.times; }
    };

    Pyramid<Cells> m_bins;
    std::optional<Nanoseconds> m_last;
    std::uint64_t m_revision = 0;
};

} // namespace ls
