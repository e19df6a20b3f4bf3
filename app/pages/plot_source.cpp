// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/plot_source.h"

#include "app/plot/latency_histogram_plot.h"
#include "app/plot/linked_plot.h"

#include <algorithm>
#include <string>
#include <utility>

namespace ls::pages {

namespace {

using widgets::ExportRange;
using widgets::ExportTable;

constexpr double kSlice = 0.5; ///< s of data between two looks at the clock

QString spanText(double from, double to) {
    return QStringLiteral("%1 s to %2 s").arg(from, 0, 'f', 3).arg(to, 0, 'f', 3);
}

QString partText(const HistoryPart& part, const QString& binWords) {
    const double width = toSeconds(part.width);
    const QString how = part.width == Nanoseconds{0} ? QStringLiteral("raw samples")
                        : width < 1                  ? QStringLiteral("%1 per %2 ms").arg(binWords).arg(width * 1e3)
                                                     : QStringLiteral("%1 per %2 s").arg(binWords).arg(width);
    return QStringLiteral("%1: %2").arg(spanText(toSeconds(part.from), toSeconds(part.to)), how);
}

template <typename Plot>
void offerPictures(widgets::ExportSource& source, const Plot& plot) {
    source.image = [&plot](int scale) { return plot.image(scale); };
    source.svg = [&plot] { return plot.svg(); };
    source.pdf = [&plot] { return plot.pdf(); };
}

} // namespace

ExportTable tableOf(plot::PlotData data, plot::TimeRange range) {
    range = {std::max(range.from, data.range.from), std::min(range.to, data.range.to)};
    range.to = std::max(range.to, range.from);
    ExportTable table;
    table.header = data.header;
    table.preamble.emplace_back("range", spanText(range.from, range.to).toStdString());
    for (const HistoryPart& part : data.parts(range)) {
        table.preamble.emplace_back("part", partText(part, data.binWords).toStdString());
    }
    table.next = [visit = std::move(data.visit), range, done = range.from](const widgets::RowVisit& row) mutable {
        const double to = std::min(range.to, done + kSlice);
        visit({done, to}, row);
        done = to;
        return done < range.to ? (done - range.from) / range.span() : 1.0;
    };
    return table;
}

widgets::ExportSource sourceOf(const plot::LinkedPlot& plot, const QString& name) {
    widgets::ExportSource source;
    source.name = name;
    source.hasRange = true;
    source.table = [&plot](ExportRange range) {
        plot::PlotData data = plot.data();
        const plot::TimeRange wanted = range == ExportRange::Visible ? plot.group()->range() : data.range;
        return tableOf(std::move(data), wanted);
    };
    offerPictures(source, plot);
    return source;
}

widgets::ExportSource sourceOf(const plot::LatencyHistogramPlot& plot, const QString& name) {
    widgets::ExportSource source;
    source.name = name;
    source.table = [&plot](ExportRange) {
        const auto rows = plot.data();
        return widgets::smallTable(plot.dataHeader(), {rows.begin(), rows.end()});
    };
    offerPictures(source, plot);
    return source;
}

} // namespace ls::pages
