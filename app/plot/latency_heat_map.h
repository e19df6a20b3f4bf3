// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/latency_bands.h"
#include "app/plot/linked_plot.h"
#include "engine/metrics/latency_history.h"

namespace ls::plot {

class HeatCells;

/// Connect latency over time: the darker or brighter a cell, the more connections (logarithmic). The axis is
/// logarithmic; bands show the kernel's retransmit times. The history belongs to the caller and outlives the plot.
class LatencyHeatMap final : public LinkedPlot {
    Q_OBJECT
public:
    LatencyHeatMap(TimeAxisGroup* group, const LatencyHistory* history, QWidget* parent = nullptr);

    void setBands(LatencyBands bands);

    [[nodiscard]] PlotData data() const override;

    void zoomValues(double, std::optional<double>) override {}
    void zoomValuesTo(double, double) override {}
    void moveValues(double) override {}
    void resetValues() override {}
    [[nodiscard]] bool hasOwnValues() const override { return false; }

protected:
    void prepare() override;
    [[nodiscard]] std::vector<LegendEntry> entries(std::optional<double> time) const override;
    void themeChanged() override;

private:
    HeatCells* m_cells;
};

} // namespace ls::plot
