// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <utility>
#include <vector>

class QCPAxis;
class QCustomPlot;
class QKeyEvent;
class QPointF;
class QWheelEvent;

namespace ls::plot {

/// Which part of a sweep's chart is in view, by the keys of the other plots: + - zoom, X and Y one axis (Shift: out),
/// arrows move (Shift: by one pixel), 0 and Esc show everything; the wheel zooms the values tested, with Ctrl the
/// others. Whoever draws shows everything; apply() then puts the part back. Borrows the plot.
class SweepZoom final {
public:
    explicit SweepZoom(QCustomPlot& plot)
        : m_plot(plot) {}

    /// True when the key was one of these and the picture has to be drawn anew.
    [[nodiscard]] bool key(const QKeyEvent& event);
    void wheel(const QWheelEvent& event);
    void apply();
    void reset() { m_parts.clear(); }

private:
    enum class Direction { Along, Up };

    [[nodiscard]] bool zoomKey(const QKeyEvent& event);
    [[nodiscard]] bool moveKey(const QKeyEvent& event);
    [[nodiscard]] std::vector<QCPAxis*> axes(Direction direction) const;
    void zoom(Direction direction, double factor);
    void zoomAt(Direction direction, double factor, const QPointF& pixel);
    void move(Direction direction, double pixels);
    void keep(QCPAxis& axis);

    QCustomPlot& m_plot;
    std::map<QCPAxis*, std::pair<double, double>> m_parts; ///< of the axes that do not show everything
};

} // namespace ls::plot
