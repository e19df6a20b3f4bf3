// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/time_axis_group.h"

#include <QObject>
#include <QPointF>

class QHelpEvent;
class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace ls::plot {

class LinkedPlot;

/// Keyboard and mouse of one plot, after Wireshark's I/O graph: wheel zooms time (Ctrl: values, Shift: moves), drag
/// moves or, after Z, marks what to zoom to, double click or 0 resets, + - X Y zoom, arrows move (Shift: by one pixel),
/// Space shows the crosshair (Ctrl+arrows move it), A and B set the cursors, Shift+click and Ctrl+click too, Home shows
/// everything, End the present, Esc clears.
class PlotNavigation final : public QObject {
    Q_OBJECT
public:
    PlotNavigation(LinkedPlot* plot, QWidget* canvas, TimeAxisGroup* group);

    bool eventFilter(QObject* watched, QEvent* event) override;
    [[nodiscard]] bool zoomsByDragging() const { return m_dragZooms; }
    void setZoomsByDragging(bool on);

private:
    enum class Drag { None, Move, Zoom, CursorA, CursorB };

    bool showHelp(const QHelpEvent& event);
    bool key(const QKeyEvent& event);
    bool zoomKey(const QKeyEvent& event);
    bool moveKey(const QKeyEvent& event);
    bool clear();
    void press(const QMouseEvent& event);
    void moveTo(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void wheel(const QWheelEvent& event);
    void zoomToRectangle(QPointF corner);
    [[nodiscard]] Drag dragAt(QPointF position) const;
    [[nodiscard]] double keyboardTime() const;

    LinkedPlot* m_plot;
    QWidget* m_canvas;
    TimeAxisGroup* m_group;
    bool m_dragZooms = false;
    Drag m_drag = Drag::None;
    QPointF m_pressedAt;
    QPointF m_last;
};

} // namespace ls::plot
