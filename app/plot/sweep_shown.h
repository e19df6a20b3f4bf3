// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_series.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

namespace ls::plot {

/// What a sweep's chart shows. A value; a chart is drawn anew from it, as a sweep has few points.
struct SweepShown {
    model::SweepData data;
    std::vector<model::Metric> metrics;
    std::size_t current = 0;                ///< place on the first axis
    std::size_t currentSecond = 0;          ///< of a grid, on the second
    std::optional<std::size_t> recommended; ///< place on the first axis
    QString recommendedText;                ///< beside its mark
};

} // namespace ls::plot
