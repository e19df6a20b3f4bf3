// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to app/plot: includes qcustomplot.h.
#pragma once

#include "app/plot/column_grid.h"
#include "app/plot/series_style.h"
#include "engine/metrics/history.h"

#include <qcustomplot.h>

#include <vector>

namespace ls::plot {

/// A series drawn from what it did in every pixel column, so that a million samples cost what a thousand do and no
/// extreme is lost. Crisp: one pixel of the device, no antialiasing, except for the few slopes of a sparse line and in
/// a vector export.
class EnvelopeCurve final : public QCPAbstractPlottable {
    Q_OBJECT
public:
    EnvelopeCurve(QCPAxisRect* area, const History* history, SeriesStyle style);

    void setColour(const QColor& colour) { m_colour = colour; }
    [[nodiscard]] QColor colour() const { return m_colour; }
    [[nodiscard]] const SeriesStyle& style() const { return m_style; }
    [[nodiscard]] const History& history() const { return *m_history; }

    /// As of the last call with this grid, if the series has not changed since.
    const std::vector<HistoryColumn>& columns(const ColumnGrid& grid) const;

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

private:
    struct Trace; // in device pixels, column by column

    [[nodiscard]] Trace traceOf(const ColumnGrid& grid) const;
    void drawFill(QCPPainter& painter, const ColumnGrid& grid, const Trace& trace) const;
    void drawCrisp(QCPPainter& painter, const ColumnGrid& grid, const Trace& trace) const;
    void drawPolyline(QCPPainter& painter, const ColumnGrid& grid) const;
    [[nodiscard]] QList<QPolygonF> polylines(const ColumnGrid& grid) const;
    [[nodiscard]] double yOf(double value) const;

    const History* m_history;
    SeriesStyle m_style;
    QColor m_colour;
    mutable ColumnGrid m_grid;
    mutable std::uint64_t m_revision = ~std::uint64_t{0};
    mutable std::vector<HistoryColumn> m_columns;
};

} // namespace ls::plot
