// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/histogram_bars.h"

namespace ls::plot {

HistogramBars::HistogramBars(QCPAxisRect* area)
    : QCPAbstractPlottable(area->axis(QCPAxis::atBottom), area->axis(QCPAxis::atLeft)) {
    setSelectable(QCP::stNone);
}

QCPRange HistogramBars::getKeyRange(bool& foundRange, QCP::SignDomain) const {
    foundRange = false; // the plot scales itself
    return {};
}

QCPRange HistogramBars::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const {
    foundRange = false;
    return {};
}

void HistogramBars::draw(QCPPainter* painter) {
    painter->setAntialiasing(false);
    drawBands(*painter);
    const double base = std::round(valueAxis()->coordToPixel(valueAxis()->range().lower));
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] == 0) {
            continue;
        }
        const double left = std::round(keyAxis()->coordToPixel(toSeconds(latency_steps::beginOf(i))));
        const double right = std::round(keyAxis()->coordToPixel(toSeconds(latency_steps::beginOf(i + 1))));
        const double top = std::round(valueAxis()->coordToPixel(m_counts[i]));
        // One pixel between bars where there is room for it.
        const double gap = right - left > 3 ? 1 : 0;
        painter->fillRect(QRectF(left, top, right - left - gap, base - top), m_theme.waiting);
    }
    drawPercentiles(*painter);
    drawBandLabels(*painter);
}

void HistogramBars::drawBands(QCPPainter& painter) const {
    const QRect area = keyAxis()->axisRect()->rect();
    for (const LatencyBand& band : m_bands) {
        const double left = std::round(keyAxis()->coordToPixel(band.from));
        const double right = std::max(left + 2, std::round(keyAxis()->coordToPixel(band.to)));
        painter.fillRect(QRectF(left, area.top(), right - left, area.height()),
                         blend(m_theme.retransmit, m_theme.surface, m_theme.dark ? 0.28 : 0.22));
    }
}

void HistogramBars::drawBandLabels(QCPPainter& painter) const {
    const QRectF area = keyAxis()->axisRect()->rect();
    painter.setFont(mParentPlot->font());
    const QFontMetricsF metrics(painter.font());
    double free = area.left();
    for (const LatencyBand& band : m_bands) {
        QRectF box(0, area.top(), metrics.horizontalAdvance(band.label) + 4, metrics.height());
        box.moveCenter(QPointF(keyAxis()->coordToPixel(std::sqrt(band.from * band.to)), box.center().y()));
        if (box.left() >= free && box.right() <= area.right()) {
            painter.fillRect(box, m_theme.surface);
            painter.setPen(blend(m_theme.retransmit, m_theme.text, 0.8));
            painter.drawText(box, Qt::AlignCenter, band.label);
            free = box.right();
        }
    }
}

void HistogramBars::drawPercentiles(QCPPainter& painter) const {
    const QRect area = keyAxis()->axisRect()->rect();
    for (const Percentile& percentile : m_percentiles) {
        const double x = std::round(keyAxis()->coordToPixel(percentile.latency));
        painter.setPen(QPen(m_theme.text, 1, Qt::DashLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }
}

} // namespace ls::plot
