// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to app/plot: includes qcustomplot.h.
#pragma once

#include "app/plot/series_style.h"
#include "app/plot/time_axis_group.h"

#include <qcustomplot.h>

#include <functional>
#include <vector>

namespace ls::plot {

/// What lies above the picture and changes without it: crosshair with read-out, the two cursors, the zoom rectangle,
/// the mark of the keyboard's focus.
class PlotOverlay final : public QCPLayerable {
    Q_OBJECT
public:
    using EntriesAt = std::function<std::vector<LegendEntry>(double time)>;

    /// A box of words that the differences between the cursors must not cover.
    using KeptClear = std::function<QRectF()>;

    PlotOverlay(QCPAxisRect* area, const TimeAxisGroup* group, EntriesAt entriesAt, KeptClear keptClear);

    void setTheme(const Theme& theme) { m_theme = theme; }
    void setFocused(bool focused) { m_focused = focused; }
    /// The mouse is over this plot: it has the read-out.
    void setPointer(std::optional<QPointF> pointer) { m_pointer = pointer; }
    void setZoomRectangle(std::optional<QRectF> rectangle) { m_zoom = rectangle; }
    /// Only lines: no flags, no differences.
    void setBare() { m_bare = true; }
    /// An export keeps the cursors and leaves out what belongs to the mouse.
    void setExporting(bool exporting) { m_exporting = exporting; }

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override;
    QRect clipRect() const override;

private:
    void drawCursors(QCPPainter& painter) const;
    void drawCrosshair(QCPPainter& painter) const;
    void drawVertical(QCPPainter& painter, double x, const QPen& pen) const;
    void drawFlag(QCPPainter& painter, double x, const QString& text, const QColor& colour) const;
    void drawBox(QCPPainter& painter, QPointF anchor, const QString& title, const std::vector<LegendEntry>& entries,
                 const QRectF& keptClear = {}) const;
    [[nodiscard]] std::vector<LegendEntry> differences(double a, double b) const;
    [[nodiscard]] double step() const;

    QCPAxisRect* m_area;
    const TimeAxisGroup* m_group;
    EntriesAt m_entriesAt;
    KeptClear m_keptClear;
    Theme m_theme;
    std::optional<QPointF> m_pointer;
    std::optional<QRectF> m_zoom;
    bool m_focused = false;
    bool m_exporting = false;
    bool m_bare = false;
};

/// Bands and markers of the group, over the data: a stacked area would hide them.
class PlotMarks final : public QCPLayerable {
    Q_OBJECT
public:
    PlotMarks(QCPAxisRect* area, const TimeAxisGroup* group);
    void setTheme(const Theme& theme) { m_theme = theme; }

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override;
    QRect clipRect() const override { return m_area->rect(); }

private:
    QCPAxisRect* m_area;
    const TimeAxisGroup* m_group;
    Theme m_theme;
};

} // namespace ls::plot
