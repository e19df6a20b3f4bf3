// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/plot_data.h"

#include <QLocale>

namespace ls::plot {

namespace {

constexpr int kMicroseconds = 6; // decimals of a second

QString stepField(std::size_t step) {
    return QString::number(toSeconds(latency_steps::beginOf(step)), 'g', 6);
}

} // namespace

TimeRange rangeUpTo(std::optional<Nanoseconds> last) {
    return last ? TimeRange{0, toSeconds(*last + Nanoseconds{1})} : TimeRange{0, 0};
}

QString timeField(Nanoseconds time) {
    return QString::number(toSeconds(time), 'f', kMicroseconds);
}

QString numberField(double value) {
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QStringList latencyColumns() {
    return {QStringLiteral("latency_from_s"), QStringLiteral("latency_to_s"), QStringLiteral("connects")};
}

void visitLatencySteps(const LatencySteps& steps, const RowVisit& visit) {
    for (std::size_t step = 0; step < steps.size(); ++step) {
        if (steps[step] > 0) {
            visit({stepField(step), stepField(step + 1), QString::number(steps[step])});
        }
    }
}

} // namespace ls::plot
