// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_rows.h"

#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace ls::model {

/// What a sweep's chart can show of its runs.
enum class Metric { AtOnce, Drops, ConnectP99, QueueMax };
inline constexpr std::array kMetrics{Metric::AtOnce, Metric::Drops, Metric::ConnectP99, Metric::QueueMax};

[[nodiscard]] QString metricTitle(Metric metric);
[[nodiscard]] QString metricHelp(Metric metric);
/// "connections", "packets", "ms".
[[nodiscard]] QString metricUnit(Metric metric);
[[nodiscard]] QString metricText(Metric metric, double value);
[[nodiscard]] inline bool isTime(Metric metric) {
    return metric == Metric::ConnectP99;
}

/// Where the values of a knob lie on an axis. Words and values that are not numbers stand at 0, 1, 2 …
struct SweepAxis {
    QString name;
    QStringList labels;
    std::vector<double> positions;
    bool isLog = false; ///< only where every value is above 0 and they span more than a factor of ten

    [[nodiscard]] std::size_t size() const { return positions.size(); }
    /// Of a value as typed; nullopt for one that is not on the axis.
    [[nodiscard]] std::optional<std::size_t> indexOf(const std::string& value) const;
};

[[nodiscard]] SweepAxis axisOf(const sweep::Knob& knob);

/// The repeats of one value, summed up.
struct Spread {
    double min = 0;
    double median = 0;
    double max = 0;
    std::size_t runs = 0;    ///< with a number
    std::size_t unknown = 0; ///< without: a p99 longer than the window
};

/// "Drops: median 12, min 10, max 15 packets (3 runs)", for a read-out.
[[nodiscard]] QString spreadText(Metric metric, const std::optional<Spread>& spread);

/// One spread per position of the first knob's axis; nullopt where no run has been made yet.
using Series = std::vector<std::optional<Spread>>;
[[nodiscard]] Series seriesOf(const SweepData& data, Metric metric);

/// Of a grid: the medians, `values[first][second]`.
using Grid = std::vector<Series>;
[[nodiscard]] Grid gridOf(const SweepData& data, Metric metric);

[[nodiscard]] std::optional<Spread> spreadOf(std::vector<double> values, std::size_t unknown);

} // namespace ls::model
