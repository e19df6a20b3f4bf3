// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to app/plot: includes qcustomplot.h.
#pragma once

#include "app/plot/series_style.h"

#include <qcustomplot.h>

#include <functional>
#include <vector>

namespace ls::plot {

/// The line above a plot: title, legend with the values of the moment, unit. Inside QCustomPlot's layout, so that it
/// is part of every export. Lies on the overlay layer: the values follow the mouse without a replot.
class PlotHeader final : public QCPLayoutElement {
    Q_OBJECT
public:
    using Entries = std::function<std::vector<LegendEntry>()>;

    PlotHeader(QCustomPlot* plot, Entries entries);

    void setTitle(const QString& title) { m_title = title; }
    void setUnit(const QString& unit) { m_unit = unit; }
    void setTheme(const Theme& theme) { m_theme = theme; }
    /// -1 if there is none.
    [[nodiscard]] int entryAt(const QPointF& position) const;
    /// Where the "+2" stands: the first entry that found no room; else -1.
    [[nodiscard]] int restAt(const QPointF& position) const;

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] double widthOf(const LegendEntry& entry) const;
    /// What does not fit is counted: "+2".
    void drawEntries(QCPPainter& painter, const std::vector<LegendEntry>& entries, double x, double end);
    void drawEntry(QCPPainter& painter, const LegendEntry& entry, double x);

    Entries m_entries;
    QString m_title;
    QString m_unit;
    Theme m_theme;
    std::vector<QRectF> m_places;
    QRectF m_rest;
};

} // namespace ls::plot
