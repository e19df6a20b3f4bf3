// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/time_axis_group.h"
#include "engine/metrics/history_part.h"
#include "engine/metrics/latency_history.h"

#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace ls::plot {

using RowVisit = std::function<void(const QStringList& row)>;

/// The data of a plot with a time axis, as they were at one moment: what arrives later changes nothing in them, and the
/// plot may go. Columns are for files: English, with their unit where it is not a plain count.
struct PlotData {
    QStringList header;
    TimeRange range; ///< from the first to the last value; `to` is just past it
    /// Every row that is stored of a range, oldest first. Long ones are best asked for in slices.
    std::function<void(TimeRange, const RowVisit&)> visit;
    /// Which part of a range is kept at which resolution, oldest first; empty: the rows are what happened.
    std::function<std::vector<HistoryPart>(TimeRange)> parts;
    QString binWords; ///< what is left of the samples of a bin, e.g. "last, min and max"; English
};

/// Up to and with the value at `last`.
[[nodiscard]] TimeRange rangeUpTo(std::optional<Nanoseconds> last);

// Fields of a file: nothing is rounded away that was measured.
[[nodiscard]] QString timeField(Nanoseconds time); ///< seconds, to the microsecond as in the command line's CSV
[[nodiscard]] QString numberField(double value);

// The filled steps of a latency axis: from, to, connects.
[[nodiscard]] QStringList latencyColumns();
void visitLatencySteps(const LatencySteps& steps, const RowVisit& visit);

} // namespace ls::plot
