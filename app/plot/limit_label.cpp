// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/limit_label.h"

namespace ls::plot {

LimitLabel::LimitLabel(QCPAxisRect* area)
    : QCPLayerable(area->parentPlot(), QStringLiteral("main"))
    , m_area(area) {
}

void LimitLabel::draw(QCPPainter* painter) {
    if (!m_limit || m_text.isEmpty()) {
        return;
    }
    const QRect area = m_area->rect();
    const QFontMetricsF metrics(mParentPlot->font());
    const double line = m_area->axis(QCPAxis::atLeft)->coordToPixel(*m_limit);
    const bool above = line < area.top();
    const QString text = above ? m_text + QStringLiteral(" ▲") : m_text;
    QRectF box(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height());
    box.moveRight(area.right() - 2);
    // Below the line: above it is where the queue's one extra connection runs.
    box.moveTop(above ? area.top() + 1 : std::round(line) + 3);
    if (box.bottom() > area.bottom()) {
        box.moveBottom(std::round(line) - 2);
    }
    QColor ground = m_theme.surface;
    ground.setAlpha(200);
    painter->fillRect(box, ground);
    painter->setFont(mParentPlot->font());
    painter->setPen(m_theme.loss);
    painter->drawText(box, Qt::AlignCenter, text);
}

} // namespace ls::plot
