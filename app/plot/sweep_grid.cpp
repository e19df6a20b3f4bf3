// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/sweep_grid.h"

#include "app/plot/sweep_ticks.h"

#include <qcustomplot.h>

#include <cmath>
#include <limits>

namespace ls::plot {

using model::Metric;

namespace {

constexpr std::size_t kMostNumbers = 150; ///< cells that still have room for their number
constexpr double kUsPerMs = 1000;

double shownValue(Metric metric, double value) {
    return model::isTime(metric) ? value / kUsPerMs : value;
}

std::vector<double> places(const model::SweepAxis& axis) {
    std::vector<double> out;
    for (std::size_t i = 0; i < axis.size(); ++i) {
        out.push_back(static_cast<double>(i));
    }
    return out;
}

/// Of the theme's two: the colour that stands out from `cell`.
QColor readableOn(const QColor& cell, const Theme& theme) {
    const auto apart = [&](const QColor& colour) { return std::abs(qGray(colour.rgb()) - qGray(cell.rgb())); };
    return apart(theme.text) >= apart(theme.surface) ? theme.text : theme.surface;
}

QCPColorGradient gradientFor(Metric metric, const Theme& theme) {
    const QColor end = metric == Metric::Drops        ? theme.loss
                       : metric == Metric::ConnectP99 ? theme.retransmit
                       : metric == Metric::AtOnce     ? theme.good
                                                      : theme.waiting;
    QCPColorGradient gradient;
    gradient.setColorInterpolation(QCPColorGradient::ciRGB);
    gradient.setColorStopAt(0, blend(end, theme.surface, 0.05));
    gradient.setColorStopAt(1, blend(end, theme.surface, 0.85));
    gradient.setNanHandling(QCPColorGradient::nhTransparent);
    return gradient;
}

} // namespace

SweepGrid::SweepGrid(QCustomPlot& plot)
    : m_plot(plot)
    , m_map(new QCPColorMap(plot.xAxis, plot.yAxis))
    , m_scale(new QCPColorScale(&plot)) {
    m_plot.plotLayout()->addElement(0, 1, m_scale);
    m_scale->setType(QCPAxis::atRight);
    m_scale->setBarWidth(10);
    m_map->setColorScale(m_scale);
    m_map->setInterpolate(false);
    m_map->setTightBoundary(false);
    m_map->setSelectable(QCP::stNone);
    auto* group = new QCPMarginGroup(&m_plot);
    m_plot.axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, group);
    m_scale->setMarginGroup(QCP::msTop | QCP::msBottom, group);
}

Metric SweepGrid::metric() const {
    return m_shown.metrics.empty() ? Metric::AtOnce : m_shown.metrics.front();
}

void SweepGrid::draw(const SweepShown& shown, const Theme& theme) {
    m_shown = shown;
    m_first = model::axisOf(shown.data.knobs.front());
    m_second = model::axisOf(shown.data.knobs.back());
    m_plot.clearItems();
    applyTheme(m_plot, theme);
    const QFont font = m_plot.font();
    // The scale's own four axes too, which no axis rect of the plot lists.
    for (QCPAxis* axis : m_plot.findChildren<QCPAxis*>()) {
        axis->setBasePen(QPen(theme.frame, 1));
    }
    QCPAxis* colours = m_scale->axis();
    colours->setTickPen(QPen(theme.frame, 1));
    colours->setSubTickPen(Qt::NoPen);
    colours->setTickLabelColor(theme.dimText);
    colours->setLabelColor(theme.dimText);
    colours->setTickLabelFont(font);
    colours->setLabelFont(font);
    colours->setLabel(model::metricTitle(metric()) + QStringLiteral(" (") + model::metricUnit(metric()) +
                      QLatin1Char(')'));
    m_plot.xAxis->setLabel(m_first.name);
    m_plot.yAxis->setLabel(m_second.name);
    m_plot.xAxis->setRange(-0.5, static_cast<double>(m_first.size()) - 0.5);
    m_plot.yAxis->setRange(-0.5, static_cast<double>(m_second.size()) - 0.5);
    m_plot.xAxis->grid()->setVisible(false);
    m_plot.yAxis->grid()->setVisible(false);

    const model::Grid grid = model::gridOf(shown.data, metric());
    fill(grid, theme);
    addNumbers(grid, theme);
    const auto x = static_cast<double>(shown.current);
    const auto y = static_cast<double>(shown.currentSecond);
    addFrame(x - 0.5, y - 0.5, x + 0.5, y + 0.5, QPen(theme.text, 2));
    if (shown.recommended) {
        const auto best = static_cast<double>(*shown.recommended);
        addFrame(best - 0.5, -0.5, best + 0.5, static_cast<double>(m_second.size()) - 0.5,
                 QPen(theme.waiting, 2, Qt::DashLine));
    }
}

void SweepGrid::fill(const model::Grid& grid, const Theme& theme) {
    QCPColorMapData* cells = m_map->data();
    cells->setSize(static_cast<int>(m_first.size()), static_cast<int>(m_second.size()));
    cells->setRange(QCPRange(0, static_cast<double>(m_first.size()) - 1),
                    QCPRange(0, static_cast<double>(m_second.size()) - 1));
    double high = 0;
    for (std::size_t i = 0; i < m_first.size(); ++i) {
        for (std::size_t j = 0; j < m_second.size(); ++j) {
            const auto& spread = grid[i][j];
            const double value =
                spread ? shownValue(metric(), spread->median) : std::numeric_limits<double>::quiet_NaN();
            cells->setCell(static_cast<int>(i), static_cast<int>(j), value);
            high = spread ? std::max(high, value) : high;
        }
    }
    m_scale->setGradient(gradientFor(metric(), theme));
    m_scale->setDataRange(QCPRange(0, high > 0 ? high : 1));
}

QColor SweepGrid::cellColour(const model::Spread& spread) const {
    QCPColorGradient gradient = m_scale->gradient();
    return QColor::fromRgb(gradient.color(shownValue(metric(), spread.median), m_scale->dataRange()));
}

void SweepGrid::addNumbers(const model::Grid& grid, const Theme& theme) {
    if (m_first.size() * m_second.size() > kMostNumbers) {
        return;
    }
    for (std::size_t i = 0; i < m_first.size(); ++i) {
        for (std::size_t j = 0; j < m_second.size(); ++j) {
            if (!grid[i][j]) {
                continue;
            }
            auto* text = new QCPItemText(&m_plot);
            text->position->setCoords(static_cast<double>(i), static_cast<double>(j));
            text->setText(model::metricText(metric(), grid[i][j]->median));
            text->setFont(m_plot.font());
            text->setColor(readableOn(cellColour(*grid[i][j]), theme));
            text->setSelectable(false);
        }
    }
}

void SweepGrid::addFrame(double left, double bottom, double right, double top, const QPen& pen) {
    auto* frame = new QCPItemRect(&m_plot);
    frame->topLeft->setCoords(left, top);
    frame->bottomRight->setCoords(right, bottom);
    frame->setPen(pen);
    frame->setBrush(Qt::NoBrush);
    frame->setSelectable(false);
}

void SweepGrid::fitLabels() {
    if (m_first.size() > 0 && m_second.size() > 0) {
        labelValues(*m_plot.xAxis, places(m_first), m_first.labels, m_shown.recommended);
        labelValues(*m_plot.yAxis, places(m_second), m_second.labels, std::nullopt);
    }
}

std::optional<SweepGrid::Cell> SweepGrid::cellAt(const QPointF& pixel) const {
    const double x = std::round(m_plot.xAxis->pixelToCoord(pixel.x()));
    const double y = std::round(m_plot.yAxis->pixelToCoord(pixel.y()));
    if (x < 0 || y < 0 || x >= static_cast<double>(m_first.size()) || y >= static_cast<double>(m_second.size())) {
        return std::nullopt;
    }
    return Cell{static_cast<std::size_t>(x), static_cast<std::size_t>(y)};
}

QString SweepGrid::describe(const Cell& cell) const {
    const auto& [x, y] = cell;
    QString text = QStringLiteral("%1 = %2\n%3 = %4")
                       .arg(m_first.name, m_first.labels.value(static_cast<qsizetype>(x)), m_second.name,
                            m_second.labels.value(static_cast<qsizetype>(y)));
    for (const Metric each : m_shown.metrics) {
        const auto spread = model::gridOf(m_shown.data, each)[x][y];
        text += QLatin1Char('\n') + model::spreadText(each, spread);
    }
    return text;
}

} // namespace ls::plot
