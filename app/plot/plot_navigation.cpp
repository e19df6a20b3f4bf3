// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/plot_navigation.h"

#include "app/plot/linked_plot.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <QWidget>

#include <cmath>

namespace ls::plot {

namespace {

constexpr double kZoomStep = 0.8;
constexpr double kMovePixels = 10;
constexpr double kClick = 3; // a movement below is none

} // namespace

PlotNavigation::PlotNavigation(LinkedPlot* plot, QWidget* canvas, TimeAxisGroup* group)
    : QObject(plot)
    , m_plot(plot)
    , m_canvas(canvas)
    , m_group(group) {
    canvas->setMouseTracking(true);
    canvas->installEventFilter(this);
    plot->installEventFilter(this);
}

void PlotNavigation::setZoomsByDragging(bool on) {
    m_dragZooms = on;
    m_canvas->setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
}

bool PlotNavigation::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_plot) {
        return event->type() == QEvent::KeyPress && key(static_cast<const QKeyEvent&>(*event));
    }
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        press(static_cast<const QMouseEvent&>(*event));
        return static_cast<const QMouseEvent&>(*event).button() == Qt::LeftButton;
    case QEvent::MouseMove:
        moveTo(static_cast<const QMouseEvent&>(*event));
        return true;
    case QEvent::MouseButtonRelease:
        release(static_cast<const QMouseEvent&>(*event));
        return true;
    case QEvent::MouseButtonDblClick:
        if (m_plot->plotArea().contains(static_cast<const QMouseEvent&>(*event).pos())) {
            m_group->reset();
            m_plot->resetValues();
        }
        return true;
    case QEvent::Wheel:
        wheel(static_cast<const QWheelEvent&>(*event));
        return true;
    case QEvent::ToolTip:
        return showHelp(static_cast<const QHelpEvent&>(*event));
    case QEvent::Leave:
        m_plot->setPointer(std::nullopt);
        return false;
    default:
        return false;
    }
}

bool PlotNavigation::showHelp(const QHelpEvent& event) {
    const QString text = m_plot->textAt(event.pos());
    QToolTip::showText(event.globalPos(), text, m_canvas); // an empty one hides the last
    return true;
}

bool PlotNavigation::key(const QKeyEvent& event) {
    const bool plain = (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0;
    if (moveKey(event)) {
        return true;
    }
    if (!plain) {
        return false;
    }
    if (zoomKey(event)) {
        return true;
    }
    switch (event.key()) {
    case Qt::Key_Space:
        m_group->setCrosshairOn(!m_group->isCrosshairOn());
        return true;
    case Qt::Key_Z:
        setZoomsByDragging(!m_dragZooms);
        return true;
    case Qt::Key_A:
        m_group->setCursor(Cursor::A, keyboardTime());
        return true;
    case Qt::Key_B:
        m_group->setCursor(Cursor::B, keyboardTime());
        return true;
    case Qt::Key_Home:
        m_group->showAll();
        return true;
    case Qt::Key_0:
    case Qt::Key_End:
        m_group->reset();
        m_plot->resetValues();
        return true;
    case Qt::Key_Escape:
        return clear();
    default:
        return false;
    }
}

bool PlotNavigation::zoomKey(const QKeyEvent& event) {
    const bool out = event.modifiers().testFlag(Qt::ShiftModifier);
    const auto zoomTime = [this](double factor) { m_group->zoom(factor, keyboardTime()); };
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomTime(kZoomStep);
        m_plot->zoomValues(kZoomStep, std::nullopt);
        return true;
    case Qt::Key_Minus:
    case Qt::Key_Underscore:
        zoomTime(1 / kZoomStep);
        m_plot->zoomValues(1 / kZoomStep, std::nullopt);
        return true;
    case Qt::Key_X:
        zoomTime(out ? 1 / kZoomStep : kZoomStep);
        return true;
    case Qt::Key_Y:
        m_plot->zoomValues(out ? 1 / kZoomStep : kZoomStep, std::nullopt);
        return true;
    default:
        return false;
    }
}

bool PlotNavigation::moveKey(const QKeyEvent& event) {
    const double pixels = event.modifiers().testFlag(Qt::ShiftModifier) ? 1 : kMovePixels;
    const double time = pixels * m_plot->secondsPerPixel();
    const bool crosshair = event.modifiers().testFlag(Qt::ControlModifier);
    const auto moveTime = [&](double by) {
        if (crosshair) {
            m_group->setHover(keyboardTime() + by);
        } else {
            m_group->move(by);
        }
    };
    switch (event.key()) {
    case Qt::Key_Left:
        moveTime(-time);
        return true;
    case Qt::Key_Right:
        moveTime(time);
        return true;
    case Qt::Key_Up:
        m_plot->moveValues(pixels);
        return true;
    case Qt::Key_Down:
        m_plot->moveValues(-pixels);
        return true;
    default:
        return false;
    }
}

bool PlotNavigation::clear() {
    if (m_group->cursor(Cursor::A) || m_group->cursor(Cursor::B) || m_group->isCrosshairOn()) {
        m_group->setCursor(Cursor::A, std::nullopt);
        m_group->setCursor(Cursor::B, std::nullopt);
        m_group->setCrosshairOn(false);
        return true;
    }
    if (!m_group->isFollowing()) {
        m_group->reset();
        m_plot->resetValues();
        return true;
    }
    return false; // somebody else's Esc
}

double PlotNavigation::keyboardTime() const {
    const TimeRange range = m_group->range();
    const auto hover = m_group->hover();
    return hover && range.contains(*hover) ? *hover : (range.from + range.to) / 2;
}

PlotNavigation::Drag PlotNavigation::dragAt(QPointF position) const {
    const auto isNear = [&](Cursor which) {
        const auto time = m_group->cursor(which);
        return time && std::abs(m_plot->timeAt(position.x()) - *time) <= 4 * m_plot->secondsPerPixel();
    };
    if (isNear(Cursor::B)) {
        return Drag::CursorB;
    }
    if (isNear(Cursor::A)) {
        return Drag::CursorA;
    }
    return m_dragZooms ? Drag::Zoom : Drag::Move;
}

void PlotNavigation::press(const QMouseEvent& event) {
    m_plot->setFocus(Qt::MouseFocusReason);
    if (event.button() != Qt::LeftButton || m_plot->toggleEntryAt(event.position()) ||
        !m_plot->plotArea().contains(event.pos())) {
        return;
    }
    m_pressedAt = m_last = event.position();
    if (event.modifiers() & (Qt::ShiftModifier | Qt::ControlModifier)) {
        const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
        m_group->setCursor(shift ? Cursor::A : Cursor::B, m_plot->timeAt(event.position().x()));
        m_drag = shift ? Drag::CursorA : Drag::CursorB;
        return;
    }
    m_drag = dragAt(event.position());
}

void PlotNavigation::moveTo(const QMouseEvent& event) {
    const QPointF position = event.position();
    switch (m_drag) {
    case Drag::None:
        m_plot->setPointer(m_plot->plotArea().contains(event.pos()) ? std::optional(position) : std::nullopt);
        return;
    case Drag::Move:
        m_group->move((m_last.x() - position.x()) * m_plot->secondsPerPixel());
        if (m_plot->hasOwnValues()) {
            m_plot->moveValues(position.y() - m_last.y());
        }
        break;
    case Drag::Zoom:
        m_plot->setZoomRectangle(QRectF(m_pressedAt, position).normalized());
        break;
    case Drag::CursorA:
        m_group->setCursor(Cursor::A, m_plot->timeAt(position.x()));
        break;
    case Drag::CursorB:
        m_group->setCursor(Cursor::B, m_plot->timeAt(position.x()));
        break;
    }
    m_last = position;
}

void PlotNavigation::release(const QMouseEvent& event) {
    if (m_drag == Drag::Zoom) {
        m_plot->setZoomRectangle(std::nullopt);
        zoomToRectangle(event.position());
    }
    m_drag = Drag::None;
}

void PlotNavigation::zoomToRectangle(QPointF corner) {
    const QRectF box = QRectF(m_pressedAt, corner).normalized().intersected(m_plot->plotArea());
    if (box.width() > kClick) {
        m_group->setRange({m_plot->timeAt(box.left()), m_plot->timeAt(box.right())});
    }
    // A flat rectangle means a span of time.
    if (box.height() > 8 * kClick) {
        m_plot->zoomValuesTo(box.bottom(), box.top());
    }
}

void PlotNavigation::wheel(const QWheelEvent& event) {
    const QPoint turned = event.angleDelta();
    // With Alt some desktops turn the wheel sideways; a touch pad does so by itself.
    const double steps = (turned.y() != 0 ? turned.y() : turned.x()) / 120.0;
    if (event.modifiers().testFlag(Qt::ControlModifier)) {
        m_plot->zoomValues(std::pow(kZoomStep, steps), event.position().y());
    } else if (event.modifiers().testFlag(Qt::ShiftModifier) || turned.y() == 0) {
        m_group->move(-steps * 0.1 * m_group->range().span());
    } else {
        m_group->zoom(std::pow(kZoomStep, steps), m_plot->timeAt(event.position().x()));
    }
}

} // namespace ls::plot
