// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/plot_theme.h"
#include "app/plot/sweep_shown.h"

#include <QPointF>

#include <utility>

class QCPColorMap;
class QCPColorScale;
class QCustomPlot;
class QPen;

namespace ls::plot {

/// Draws a sweep of two knobs as a heat map of the first metric shown. Borrows the plot, which has one axis rect.
class SweepGrid final {
public:
    using Cell = std::pair<std::size_t, std::size_t>; ///< places on the two axes

    explicit SweepGrid(QCustomPlot& plot);

    /// Without labels at the values: see fitLabels().
    void draw(const SweepShown& shown, const Theme& theme);
    /// After drawing, and after a change of size or range.
    void fitLabels();
    [[nodiscard]] std::optional<Cell> cellAt(const QPointF& pixel) const;
    [[nodiscard]] QString describe(const Cell& cell) const;

private:
    [[nodiscard]] model::Metric metric() const;
    void fill(const model::Grid& grid, const Theme& theme);
    [[nodiscard]] QColor cellColour(const model::Spread& spread) const;
    void addNumbers(const model::Grid& grid, const Theme& theme);
    void addFrame(double left, double bottom, double right, double top, const QPen& pen);

    QCustomPlot& m_plot;
    QCPColorMap* m_map;
    QCPColorScale* m_scale;
    SweepShown m_shown;
    model::SweepAxis m_first;
    model::SweepAxis m_second;
};

} // namespace ls::plot
