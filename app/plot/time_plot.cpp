// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/time_plot.h"

#include "app/plot/column_grid.h"
#include "app/plot/envelope_curve.h"
#include "app/plot/limit_label.h"
#include "app/plot/plot_format.h"

#include <map>

namespace ls::plot {

namespace {

// A limit further above the data than this would press them flat.
constexpr double kLimitInView = 4;

QString rangeText(double low, double high) {
    return low == high ? formatNumber(high) : formatNumber(low) + QStringLiteral("–") + formatNumber(high);
}

} // namespace

TimePlot::TimePlot(TimeAxisGroup* group, QWidget* parent)
    : LinkedPlot(group, parent)
    , m_limitLabel(new LimitLabel(axisRect())) {
}

TimePlot::~TimePlot() = default;

int TimePlot::addSeries(const QString& name, const History* history, SeriesStyle style) {
    auto* curve = new EnvelopeCurve(axisRect(), history, style);
    if (!m_series.empty()) {
        m_series.back().curve->setAbove(curve);
    }
    m_series.push_back({name, curve});
    themeChanged();
    return static_cast<int>(m_series.size()) - 1;
}

void TimePlot::clearSeries() {
    while (!m_series.empty()) {
        canvas().removePlottable(m_series.back().curve);
        m_series.pop_back();
    }
    invalidate();
}

void TimePlot::setSeriesVisible(int series, bool visible) {
    m_series[static_cast<std::size_t>(series)].curve->setVisible(visible);
    invalidate();
}

bool TimePlot::isSeriesVisible(int series) const {
    return m_series[static_cast<std::size_t>(series)].curve->visible();
}

void TimePlot::setLimit(const History* history) {
    if (m_limit) {
        canvas().removePlottable(m_limit);
    }
    m_limit = new EnvelopeCurve(axisRect(), history, {.meaning = Meaning::Loss, .dashed = true});
    themeChanged();
    invalidate();
}

QRectF TimePlot::wordsInPicture() const {
    return m_limitLabel->box();
}

void TimePlot::setLimitLabel(const QString& label) {
    m_limitLabel->setText(label);
    invalidate();
}

void TimePlot::setLeastTop(double value) {
    scale().setFloor(value);
    invalidate();
}

void TimePlot::prepare() {
    const ColumnGrid grid = gridFor(group()->range(), plotArea(), canvas().bufferDevicePixelRatio());
    double low = 0;
    double high = 0;
    const auto include = [&](const EnvelopeCurve& curve) {
        for (const HistoryColumn& column : curve.columns(grid)) {
            low = std::min(low, column.min);
            high = std::max(high, column.max);
        }
        if (const auto held = curve.history().before(grid.from())) {
            low = std::min(low, held->value);
            high = std::max(high, held->value);
        }
    };
    for (const Series& series : m_series) {
        if (series.curve->visible()) {
            include(*series.curve);
        }
    }
    if (m_limit) {
        const auto limit = m_limit->history().before(grid.to());
        m_limitLabel->setLimit(limit ? std::optional(limit->value) : std::nullopt);
        if (limit && limit->value <= kLimitInView * std::max(high, 10.0)) {
            high = std::max(high, limit->value);
        }
    }
    scale().follow(low, high);
    applyScale();
}

LegendEntry TimePlot::entryOf(const Series& series, std::optional<double> time) const {
    LegendEntry entry{.name = series.name, .colour = series.curve->colour(), .shown = series.curve->visible()};
    const History& history = series.curve->history();
    if (!time) {
        const auto newest = history.before(Nanoseconds::max());
        entry.value = newest ? std::optional(newest->value) : std::nullopt;
        entry.text = newest ? formatNumber(newest->value) : QString();
        return entry;
    }
    // What the pixel under the crosshair shows, so that words and picture agree.
    const ColumnGrid grid = gridFor(group()->range(), plotArea(), canvas().bufferDevicePixelRatio());
    const std::int64_t i = grid.columnOf(toNanoseconds(*time));
    const auto& columns = series.curve->columns(grid);
    if (i >= 0 && i < static_cast<std::int64_t>(columns.size()) && columns[static_cast<std::size_t>(i)].valid()) {
        const HistoryColumn& column = columns[static_cast<std::size_t>(i)];
        entry.value = column.last;
        entry.text = rangeText(column.min, column.max);
    } else if (const auto held = history.before(toNanoseconds(*time));
               held && *time <= toSeconds(*history.lastTime())) {
        entry.value = held->value;
        entry.text = formatNumber(held->value);
    }
    return entry;
}

std::vector<LegendEntry> TimePlot::entries(std::optional<double> time) const {
    std::vector<LegendEntry> result;
    for (const Series& series : m_series) {
        result.push_back(entryOf(series, time));
    }
    return result;
}

void TimePlot::toggleEntry(int entry) {
    setSeriesVisible(entry, !isSeriesVisible(entry));
}

void TimePlot::themeChanged() {
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        m_series[i].curve->setColour(colourOf(m_series[i].curve->style().meaning, i, theme()));
    }
    if (m_limit) {
        m_limit->setColour(theme().loss);
    }
    m_limitLabel->setTheme(theme());
}

QStringList TimePlot::dataHeader() const {
    QStringList header{QStringLiteral("t_s"), QStringLiteral("resolution_s")};
    for (const Series& series : m_series) {
        header << series.name << series.name + QStringLiteral("_min") << series.name + QStringLiteral("_max");
    }
    return header;
}

void TimePlot::visitData(TimeRange range, const std::function<void(const QStringList&)>& visit) const {
    // Series that were sampled together share a row.
    std::map<std::pair<Nanoseconds, Nanoseconds>, std::vector<std::optional<HistoryRow>>> rows;
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        m_series[i].curve->history().visitRows(toNanoseconds(range.from), toNanoseconds(range.to),
                                               [&](const HistoryRow& row) {
                                                   auto& cells = rows[{row.time, row.width}];
                                                   cells.resize(m_series.size());
                                                   cells[i] = row;
                                               });
    }
    for (const auto& [key, cells] : rows) {
        QStringList fields{QString::number(toSeconds(key.first), 'f', 6), QString::number(toSeconds(key.second))};
        for (const auto& cell : cells) {
            for (const auto member : {&HistoryRow::last, &HistoryRow::min, &HistoryRow::max}) {
                fields << (cell ? QString::number((*cell).*member, 'g', 12) : QString());
            }
        }
        visit(fields);
    }
}

TimeRange TimePlot::dataRange() const {
    std::optional<TimeRange> all;
    for (const Series& series : m_series) {
        const History& history = series.curve->history();
        if (!history.empty()) {
            const TimeRange range{toSeconds(*history.firstTime()), toSeconds(*history.lastTime()) + 1e-9};
            all = all ? TimeRange{std::min(all->from, range.from), std::max(all->to, range.to)} : range;
        }
    }
    return all.value_or(TimeRange{0, 0});
}

} // namespace ls::plot
