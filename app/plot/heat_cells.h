// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to app/plot: includes qcustomplot.h.
#pragma once

#include "app/plot/column_grid.h"
#include "app/plot/latency_bands.h"
#include "app/plot/plot_theme.h"
#include "engine/metrics/latency_history.h"

#include <qcustomplot.h>

#include <vector>

namespace ls::plot {

/// The cells of a latency heat map, with the bands under them.
class HeatCells final : public QCPAbstractPlottable {
    Q_OBJECT
public:
    HeatCells(QCPAxisRect* area, const LatencyHistory* history);

    void setTheme(const Theme& theme) { m_theme = theme; }
    void setBands(LatencyBands bands) { m_bands = std::move(bands); }
    [[nodiscard]] const LatencyHistory& history() const { return *m_history; }

    /// Per pixel column what was recorded in it; a bin wider than a column fills all it covers.
    const std::vector<LatencySteps>& columns(const ColumnGrid& grid) const;

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

private:
    void drawBands(QCPPainter& painter) const;
    void drawCells(QCPPainter& painter, const ColumnGrid& grid) const;
    void drawStep(QCPPainter& painter, const ColumnGrid& grid, std::size_t step, double perLog) const;
    void drawBandLabels(QCPPainter& painter) const;
    [[nodiscard]] QColor shade(double share) const;
    [[nodiscard]] double yOf(double seconds) const { return valueAxis()->coordToPixel(seconds); }

    const LatencyHistory* m_history;
    LatencyBands m_bands;
    Theme m_theme;
    mutable ColumnGrid m_grid;
    mutable std::uint64_t m_revision = ~std::uint64_t{0};
    mutable std::vector<LatencySteps> m_columns;
};

} // namespace ls::plot
