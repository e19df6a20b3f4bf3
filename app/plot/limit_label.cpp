// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/limit_label.h"

namespace ls::plot {

LimitLabel::LimitLabel(QCPAxisRect* area)
    : QCPLayerable(area->parentPlot(), QStringLiteral("main"))
    , m_area(area) {
}

bool LimitLabel::isAbove() const {
    return m_area->axis(QCPAxis::atLeft)->coordToPixel(*m_limit) < m_area->rect().top();
}

QString LimitLabel::shownText() const {
    return isAbove() ? m_text + QStringLiteral(" ▲") : m_text;
}

QRectF LimitLabel::box() const {
    if (!m_limit || m_text.isEmpty()) {
        return {};
    }
    const QRect area = m_area->rect();
    const QFontMetricsF metrics(mParentPlot->font());
    const double line = m_area->axis(QCPAxis::atLeft)->coordToPixel(*m_limit);
    QRectF box(0, 0, metrics.horizontalAdvance(shownText()) + 8, metrics.height());
    box.moveRight(area.right() - 2);
    // Below the line: above it is where the queue's one extra connection runs.
    box.moveTop(isAbove() ? area.top() + 1 : std::round(line) + 3);
    if (box.bottom() > area.bottom()) {
        box.moveBottom(std::round(line) - 2);
    }
    return box;
}

void LimitLabel::draw(QCPPainter* painter) {
    const QRectF place = box();
    if (place.isEmpty()) {
        return;
    }
    QColor ground = m_theme.surface;
    ground.setAlpha(200);
    painter->fillRect(place, ground);
    painter->setFont(mParentPlot->font());
    painter->setPen(m_theme.loss);
    painter->drawText(place, Qt::AlignCenter, shownText());
}

} // namespace ls::plot
