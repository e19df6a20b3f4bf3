// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/latency_heat_map.h"

#include "app/plot/heat_cells.h"
#include "app/plot/plot_format.h"
#include "app/plot/tickers.h"

namespace ls::plot {

namespace {

constexpr double kLeastTop = 10;
constexpr double kMostBottom = 1e-4;

// The largest of 1 and 3 times a power of ten that is not above `value`.
double halfDecadeDown(double value) {
    const double decade = std::pow(10, std::floor(std::log10(value) + 1e-6));
    return value >= 3 * decade ? 3 * decade : decade;
}

} // namespace

LatencyHeatMap::LatencyHeatMap(TimeAxisGroup* group, const LatencyHistory* history, QWidget* parent)
    : LinkedPlot(group, parent)
    , m_cells(new HeatCells(axisRect(), history)) {
    QCPAxis* axis = axisRect()->axis(QCPAxis::atLeft);
    axis->setScaleType(QCPAxis::stLogarithmic);
    axis->setTicker(QSharedPointer<LatencyTicker>::create());
    axis->setRange(kMostBottom, kLeastTop);
}

void LatencyHeatMap::setBands(LatencyBands bands) {
    m_cells->setBands(std::move(bands));
    invalidate();
}

void LatencyHeatMap::prepare() {
    const ColumnGrid grid = gridFor(group()->range(), plotArea(), canvas().bufferDevicePixelRatio());
    double low = kMostBottom;
    double high = kLeastTop;
    for (const LatencySteps& column : m_cells->columns(grid)) {
        for (std::size_t step = 0; step < column.size(); ++step) {
            if (column[step] > 0) {
                low = std::min(low, toSeconds(latency_steps::beginOf(step)));
                high = std::max(high, toSeconds(latency_steps::beginOf(step + 1)));
            }
        }
    }
    // In coarse steps, so that the axis does not wander with every connection.
    axisRect()->axis(QCPAxis::atLeft)->setRange(halfDecadeDown(low), 1 / halfDecadeDown(1 / high));
}

std::vector<LegendEntry> LatencyHeatMap::entries(std::optional<double> time) const {
    if (!time) {
        return {};
    }
    const ColumnGrid grid = gridFor(group()->range(), plotArea(), canvas().bufferDevicePixelRatio());
    const auto& columns = m_cells->columns(grid);
    const std::int64_t i = grid.columnOf(toNanoseconds(*time));
    if (i < 0 || i >= static_cast<std::int64_t>(columns.size())) {
        return {};
    }
    const LatencySteps& column = columns[static_cast<std::size_t>(i)];
    std::uint64_t count = 0;
    double slowest = 0;
    for (std::size_t step = 0; step < column.size(); ++step) {
        count += column[step];
        slowest = column[step] > 0 ? toSeconds(latency_steps::beginOf(step + 1)) : slowest;
    }
    if (count == 0) {
        return {};
    }
    return {{.name = tr("connects"),
             .colour = theme().waiting,
             .value = double(count),
             .text = formatNumber(double(count)),
             .area = true},
            {.name = tr("slowest"),
             .colour = theme().retransmit,
             .text = tr("below %1").arg(formatSpan(slowest)),
             .area = true}};
}

void LatencyHeatMap::themeChanged() {
    m_cells->setTheme(theme());
}

PlotData LatencyHeatMap::data() const {
    const auto history = std::make_shared<const LatencyHistory>(m_cells->history());
    PlotData data;
    data.header = QStringList{QStringLiteral("t_s"), QStringLiteral("resolution_s")} + latencyColumns();
    data.range = rangeUpTo(history->lastTime());
    data.visit = [history](TimeRange range, const RowVisit& visit) {
        history->visit(toNanoseconds(range.from), toNanoseconds(range.to), {},
                       [&](Nanoseconds time, Nanoseconds width, const LatencySteps& steps) {
                           visitLatencySteps(steps, [&](const QStringList& step) {
                               visit(QStringList{timeField(time), numberField(toSeconds(width))} + step);
                           });
                       });
    };
    data.parts = [history](TimeRange range) {
        return history->parts(toNanoseconds(range.from), toNanoseconds(range.to));
    };
    data.binWords = QStringLiteral("all connects counted");
    return data;
}

} // namespace ls::plot
