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
    /// The curve drawn next, over this one: ink that it hides is saved, which is most of it where everything is noise.
    void setAbove(const EnvelopeCurve* above) { m_above = above; }
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
    /// Pixels of one column, in pixels of the device.
    struct Span {
        int top = 0;
        int bottom = -1;

        [[nodiscard]] bool empty() const { return bottom < top; }
        [[nodiscard]] int size() const { return bottom - top + 1; }
        friend bool operator==(const Span&, const Span&) = default;
    };
    using Spans = std::vector<Span>;
    /// Values to pixels of the device; the axis is linear.
    struct Scale {
        double zero = 0;
        double perUnit = 0;

        friend bool operator==(const Scale&, const Scale&) = default;
    };

    [[nodiscard]] Scale scaleFor(const ColumnGrid& grid) const;
    /// As of the last call for the same picture.
    const Spans& spans(const ColumnGrid& grid) const;
    void trace(const ColumnGrid& grid, const Scale& scale) const;
    static void thicken(Spans& spans, int weight);
    /// How many of the device's pixels a line is wide.
    [[nodiscard]] static int weightOf(const ColumnGrid& grid);
    [[nodiscard]] bool isSparse(const ColumnGrid& grid) const;
    /// What the curves above will paint over, one span per column.
    [[nodiscard]] Spans hidden(const ColumnGrid& grid) const;
    void drawFill(QCPPainter& painter, const ColumnGrid& grid) const;
    void drawCrisp(QCPPainter& painter, const ColumnGrid& grid) const;
    void drawPolyline(QCPPainter& painter, const ColumnGrid& grid) const;
    [[nodiscard]] QList<QPolygonF> polylines(const ColumnGrid& grid) const;
    [[nodiscard]] double yOf(double value) const;

    struct Cache {
        ColumnGrid grid;
        std::uint64_t revision = ~std::uint64_t{0};
        std::vector<HistoryColumn> columns;
        Scale scale;
        Spans spans;
        bool traced = false;
    };

    const History* m_history;
    SeriesStyle m_style;
    QColor m_colour;
    const EnvelopeCurve* m_above = nullptr;
    mutable Cache m_cache;
};

} // namespace ls::plot
