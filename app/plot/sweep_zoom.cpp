// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/sweep_zoom.h"

#include <QKeyEvent>
#include <QWheelEvent>
#include <qcustomplot.h>

#include <cmath>

namespace ls::plot {

namespace {

constexpr double kZoomStep = 0.8;
constexpr double kMovePixels = 10;

} // namespace

bool SweepZoom::key(const QKeyEvent& event) {
    if ((event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0) {
        return false;
    }
    if (event.key() == Qt::Key_0 || (event.key() == Qt::Key_Escape && !m_parts.empty())) {
        reset();
        return true;
    }
    return zoomKey(event) || moveKey(event);
}

bool SweepZoom::zoomKey(const QKeyEvent& event) {
    const double step = event.modifiers().testFlag(Qt::ShiftModifier) ? 1 / kZoomStep : kZoomStep;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(Direction::Along, kZoomStep);
        zoom(Direction::Up, kZoomStep);
        return true;
    case Qt::Key_Minus:
    case Qt::Key_Underscore:
        zoom(Direction::Along, 1 / kZoomStep);
        zoom(Direction::Up, 1 / kZoomStep);
        return true;
    case Qt::Key_X:
        zoom(Direction::Along, step);
        return true;
    case Qt::Key_Y:
        zoom(Direction::Up, step);
        return true;
    default:
        return false;
    }
}

bool SweepZoom::moveKey(const QKeyEvent& event) {
    const double pixels = event.modifiers().testFlag(Qt::ShiftModifier) ? 1 : kMovePixels;
    switch (event.key()) {
    case Qt::Key_Left:
        move(Direction::Along, -pixels);
        return true;
    case Qt::Key_Right:
        move(Direction::Along, pixels);
        return true;
    case Qt::Key_Up:
        move(Direction::Up, -pixels);
        return true;
    case Qt::Key_Down:
        move(Direction::Up, pixels);
        return true;
    default:
        return false;
    }
}

void SweepZoom::wheel(const QWheelEvent& event) {
    const QPoint turned = event.angleDelta();
    const double steps = (turned.y() != 0 ? turned.y() : turned.x()) / 120.0;
    const bool values = event.modifiers().testFlag(Qt::ControlModifier);
    zoomAt(values ? Direction::Up : Direction::Along, std::pow(kZoomStep, steps), event.position());
}

std::vector<QCPAxis*> SweepZoom::axes(Direction direction) const {
    if (direction == Direction::Along) {
        return {m_plot.xAxis};
    }
    return {m_plot.yAxis, m_plot.yAxis2};
}

/// Around the middle; upwards the lower end stays, as zero does in the other plots.
void SweepZoom::zoom(Direction direction, double factor) {
    const QRect area = m_plot.axisRect()->rect();
    zoomAt(direction, factor, direction == Direction::Up ? QPointF(area.bottomLeft()) : QRectF(area).center());
}

void SweepZoom::zoomAt(Direction direction, double factor, const QPointF& pixel) {
    for (QCPAxis* axis : axes(direction)) {
        axis->scaleRange(factor, axis->pixelToCoord(direction == Direction::Up ? pixel.y() : pixel.x()));
        keep(*axis);
    }
}

/// In pixels, so that a logarithmic axis moves as evenly as a linear one.
void SweepZoom::move(Direction direction, double pixels) {
    for (QCPAxis* axis : axes(direction)) {
        const QCPRange range = axis->range();
        axis->setRange(axis->pixelToCoord(axis->coordToPixel(range.lower) + pixels),
                       axis->pixelToCoord(axis->coordToPixel(range.upper) + pixels));
        keep(*axis);
    }
}

void SweepZoom::keep(QCPAxis& axis) {
    m_parts[&axis] = {axis.range().lower, axis.range().upper};
}

void SweepZoom::apply() {
    for (const auto& [axis, part] : m_parts) {
        axis->setRange(part.first, part.second);
    }
}

} // namespace ls::plot
