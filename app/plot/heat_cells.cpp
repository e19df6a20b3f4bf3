// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/heat_cells.h"

namespace ls::plot {

namespace {

constexpr double kLabelGap = 2;
constexpr double kLeastCell = 3; // a lone connection must not be lost on a dense screen

} // namespace

HeatCells::HeatCells(QCPAxisRect* area, const LatencyHistory* history)
    : QCPAbstractPlottable(area->axis(QCPAxis::atBottom), area->axis(QCPAxis::atLeft))
    , m_history(history) {
    setSelectable(QCP::stNone);
}

const std::vector<LatencySteps>& HeatCells::columns(const ColumnGrid& grid) const {
    if (grid == m_grid && m_revision == m_history->revision()) {
        return m_columns;
    }
    m_grid = grid;
    m_revision = m_history->revision();
    m_columns.assign(grid.count, LatencySteps{});
    const auto last = static_cast<std::int64_t>(grid.count) - 1;
    // A bin may begin before the view and reach into it.
    const Nanoseconds from = grid.from() - std::chrono::seconds(10);
    m_history->visit(from, grid.to(), grid.width, [&](Nanoseconds time, Nanoseconds width, const LatencySteps& steps) {
        const std::int64_t begin = grid.columnOf(time);
        const std::int64_t end = std::max(begin, grid.columnOf(time + width - Nanoseconds{1}));
        const bool wide = width > grid.width;
        for (std::int64_t i = std::max<std::int64_t>(begin, 0); i <= std::min(wide ? end : begin, last); ++i) {
            LatencySteps& column = m_columns[static_cast<std::size_t>(i)];
            for (std::size_t step = 0; step < column.size(); ++step) {
                column[step] += steps[step];
            }
        }
    });
    return m_columns;
}

QCPRange HeatCells::getKeyRange(bool& foundRange, QCP::SignDomain) const {
    foundRange = false; // the plot scales itself
    return {};
}

QCPRange HeatCells::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const {
    foundRange = false;
    return {};
}

void HeatCells::draw(QCPPainter* painter) {
    const bool vector = painter->modes().testFlag(QCPPainter::pmVectorized);
    const double density = vector ? 1 : painter->deviceTransform().m11();
    const QCPRange range = keyAxis()->range();
    drawBands(*painter);
    drawCells(*painter, gridFor({range.lower, range.upper}, keyAxis()->axisRect()->rect(), density));
    drawBandLabels(*painter);
}

void HeatCells::drawBands(QCPPainter& painter) const {
    const QRect area = keyAxis()->axisRect()->rect();
    for (const LatencyBand& band : m_bands) {
        const double top = std::round(yOf(band.to));
        const double bottom = std::max(top + 3, std::round(yOf(band.from)));
        painter.fillRect(QRectF(area.left(), top, area.width(), bottom - top),
                         blend(m_theme.retransmit, m_theme.surface, m_theme.dark ? 0.28 : 0.22));
    }
}

void HeatCells::drawBandLabels(QCPPainter& painter) const {
    const QRectF area = keyAxis()->axisRect()->rect();
    painter.setFont(mParentPlot->font());
    const QFontMetricsF metrics(painter.font());
    double free = area.bottom() + 1; // where bands lie close the lower keeps its label
    for (const LatencyBand& band : m_bands) {
        QRectF box(0, 0, metrics.horizontalAdvance(band.label) + 6, metrics.height() - 3);
        box.moveCenter(QPointF(0, std::round((yOf(band.from) + yOf(band.to)) / 2)));
        box.moveRight(area.right());
        box.moveTop(std::max(box.top(), area.top()));
        if (box.bottom() > free || yOf(band.from) < area.top()) {
            continue;
        }
        free = box.top() - kLabelGap;
        painter.fillRect(box, m_theme.surface);
        painter.setPen(blend(m_theme.retransmit, m_theme.text, 0.8));
        painter.drawText(box, Qt::AlignCenter, band.label);
    }
}

// From a tint of the accent, never so pale that one connection is overlooked, to the text's lightness.
QColor HeatCells::shade(double share) const {
    constexpr double kMiddle = 0.6;
    if (share < kMiddle) {
        return blend(m_theme.waiting, m_theme.surface, 0.5 + 0.5 * share / kMiddle);
    }
    return blend(m_theme.text, m_theme.waiting, 0.75 * (share - kMiddle) / (1 - kMiddle));
}

void HeatCells::drawCells(QCPPainter& painter, const ColumnGrid& grid) const {
    std::uint32_t most = 0;
    for (const LatencySteps& column : columns(grid)) {
        most = std::max(most, *std::max_element(column.begin(), column.end()));
    }
    if (most == 0) {
        return;
    }
    const double perLog = 1 / std::log2(1.0 + std::max(most, 63U)); // a few connections are not "many"
    for (std::size_t step = 0; step < latency_steps::kCount; ++step) {
        drawStep(painter, grid, step, perLog);
    }
}

void HeatCells::drawStep(QCPPainter& painter, const ColumnGrid& grid, std::size_t step, double perLog) const {
    const auto& all = columns(grid);
    const double top = std::round(yOf(toSeconds(latency_steps::beginOf(step + 1))));
    const double bottom = std::round(yOf(toSeconds(latency_steps::beginOf(step))));
    for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i + 1;
        while (end < all.size() && all[end][step] == all[i][step]) {
            ++end;
        }
        if (all[i][step] > 0) {
            const double width = std::max(grid.pitch * double(end - i), kLeastCell);
            painter.fillRect(QRectF(grid.x(i), top, width, std::max(kLeastCell, bottom - top)),
                             shade(std::log2(1.0 + all[i][step]) * perLog));
        }
        i = end;
    }
}

} // namespace ls::plot
