// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/sweep_ticks.h"

#include <QFontMetrics>
#include <qcustomplot.h>

#include <algorithm>
#include <utility>

namespace ls::plot {

namespace {

constexpr double kGap = 8; ///< pixels between two labels

/// The pixels a label would cover along its axis.
std::pair<double, double> extent(const QCPAxis& axis, double place, const QString& label) {
    const QFontMetrics metrics(axis.tickLabelFont());
    const bool horizontal = axis.orientation() == Qt::Horizontal;
    const double half = (horizontal ? metrics.horizontalAdvance(label) : metrics.height()) / 2.0 + kGap / 2;
    const double pixel = axis.coordToPixel(place);
    return {pixel - half, pixel + half};
}

} // namespace

void labelValues(QCPAxis& axis, const std::vector<double>& places, const QStringList& labels,
                 std::optional<std::size_t> important) {
    std::vector<std::size_t> order;
    for (const std::size_t first : {important.value_or(0), std::size_t{0}, places.size() - 1}) {
        order.push_back(first);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        order.push_back(i);
    }
    std::vector<std::pair<double, double>> taken;
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    ticker->setSubTickCount(0);
    for (const std::size_t i : order) {
        if (i >= places.size()) {
            continue;
        }
        const auto mine = extent(axis, places[i], labels.value(static_cast<qsizetype>(i)));
        const bool free = std::none_of(taken.begin(), taken.end(), [&](const auto& other) {
            return mine.first < other.second && other.first < mine.second;
        });
        if (free) {
            taken.push_back(mine);
            ticker->addTick(places[i], labels.value(static_cast<qsizetype>(i)));
        }
    }
    axis.setTicker(ticker);
}

} // namespace ls::plot
