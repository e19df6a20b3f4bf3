// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/metrics/block_queue.h"
#include "engine/metrics/history_part.h"
#include "engine/metrics/pyramid.h"

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace ls {

/// What a series did in one pixel column.
struct HistoryColumn {
    double min = std::numeric_limits<double>::infinity();
    double max = -std::numeric_limits<double>::infinity();
    double first = 0;
    double last = 0;
    bool gap = false; ///< ends in a gap: nothing is known until the next value

    [[nodiscard]] bool valid() const { return min <= max; }
};

/// One stored row: a sample as it was taken, or what is left of the samples of `width`.
struct HistoryRow {
    Nanoseconds time{};
    Nanoseconds width{}; ///< 0 for a raw sample
    double min = 0;
    double max = 0;
    double last = 0;
};

/// A time series for as long as the program runs: raw samples of the last ten minutes, then min, max, first and last
/// per 10 ms for an hour, per 100 ms beyond. A short burst is never lost, only its exact moment. Raw values are exact;
/// bins hold floats (6e-8 relative). 1 kHz for 8 hours costs 23 MB. A copy is what an export reads while the original
/// grows. One thread.
class History final {
public:
    struct Limits {
        Nanoseconds raw = std::chrono::minutes(10);
        Nanoseconds fine = std::chrono::hours(1); ///< 10 ms
    };
    struct Point {
        Nanoseconds time{};
        double value = 0;
    };

    History();
    explicit History(Limits limits);

    /// Times do not go back: an older one is taken as the newest time. NaN is a gap.
    void append(Nanoseconds time, double value);
    void appendGap(Nanoseconds time) { append(time, std::numeric_limits<double>::quiet_NaN()); }
    void clear();

    [[nodiscard]] bool empty() const { return m_raw.empty(); }
    [[nodiscard]] std::optional<Nanoseconds> firstTime() const { return m_first; }
    [[nodiscard]] std::optional<Nanoseconds> lastTime() const;
    /// Changes with every change of the series.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }

    /// Divides [from, to) into out.size() columns. A column's border may be off by a third of its width where bins
    /// answer; where only bins wider than a column are left, each stands in the column of its start.
    void columns(Nanoseconds from, Nanoseconds to, std::span<HistoryColumn> out) const;

    /// The newest value before `time`; nullopt before the first and within a gap.
    [[nodiscard]] std::optional<Point> before(Nanoseconds time) const;
    /// The first value at or after `time`.
    [[nodiscard]] std::optional<Point> atOrAfter(Nanoseconds time) const;

    /// Everything that is stored between the two times, for an export. Long spans are best asked for in slices.
    void visitRows(Nanoseconds from, Nanoseconds to, const std::function<void(const HistoryRow&)>& visit) const;
    /// Which part of it is kept at which resolution, oldest first.
    [[nodiscard]] std::vector<HistoryPart> parts(Nanoseconds from, Nanoseconds to) const;

    [[nodiscard]] std::size_t bytes() const { return m_raw.bytes() + m_bins.bytes(); }

private:
    struct Extent {
        float min = std::numeric_limits<float>::infinity();
        float max = -std::numeric_limits<float>::infinity();
        float first = 0;
        float last = 0; // NaN: ends in a gap

        void add(double value);
    };

    void trimRaw(Nanoseconds now);
    /// visit(time, width, value or Extent), raw samples where they are kept and `finest` allows.
    template <typename Visit>
    bool scan(Nanoseconds from, Nanoseconds to, Nanoseconds finest, Visit&& visit) const;

    Limits m_limits;
    BlockQueue<Point> m_raw;
    Pyramid<Extent> m_bins;
    Nanoseconds m_rawStart = Nanoseconds::min(); // earlier times are the bins'
    std::optional<Nanoseconds> m_first;
    std::uint64_t m_revision = 0;
};

} // namespace ls
