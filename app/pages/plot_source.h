// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/plot_data.h"
#include "app/widgets/export_source.h"

namespace ls::plot {
class LatencyHistogramPlot;
class LinkedPlot;
} // namespace ls::plot

namespace ls::pages {

/// The rows of a plot between two times, with the lines that name the range and how each part of it is kept. Read in
/// slices.
[[nodiscard]] widgets::ExportTable tableOf(plot::PlotData data, plot::TimeRange range);

// What the plots offer to be taken away. They outlive it.
[[nodiscard]] widgets::ExportSource sourceOf(const plot::LinkedPlot& plot, const QString& name);
[[nodiscard]] widgets::ExportSource sourceOf(const plot::LatencyHistogramPlot& plot, const QString& name);

} // namespace ls::pages
