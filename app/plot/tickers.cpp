// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/tickers.h"

#include "app/plot/plot_format.h"

namespace ls::plot {

namespace {

// The smallest of 1, 2, 5 times a power of ten that is not below `step`.
double niceStep(double step) {
    const double magnitude = std::pow(10, std::floor(std::log10(step)));
    for (const double digit : {1.0, 2.0, 5.0}) {
        if (digit * magnitude >= step * (1 - 1e-9)) {
            return digit * magnitude;
        }
    }
    return 10 * magnitude;
}

} // namespace

double TimeTicker::getTickStep(const QCPRange& range) {
    const double wanted = range.size() / std::max(1, tickCount());
    m_step = niceStep(wanted);
    if (wanted > 5) {
        for (const double step :
             {10., 15., 30., 60., 120., 300., 600., 900., 1800., 3600., 7200., 10800., 21600., 43200.}) {
            m_step = step;
            if (step >= wanted) {
                break;
            }
        }
    }
    return m_step;
}

QString TimeTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
    return formatMoment(tick, m_step);
}

double CountTicker::getTickStep(const QCPRange& range) {
    return std::max(niceStep(range.size() / std::max(1, tickCount())), 1.0);
}

QString CountTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
    return formatShort(tick);
}

void LatencyTicker::generate(const QCPRange& range, const QLocale&, QChar, int, QVector<double>& ticks,
                             QVector<double>* subTicks, QVector<QString>* tickLabels) {
    ticks.clear();
    if (subTicks) {
        subTicks->clear();
    }
    const auto first = static_cast<int>(std::ceil(std::log10(range.lower) - 1e-9));
    const auto last = static_cast<int>(std::floor(std::log10(range.upper) + 1e-9));
    const int stride = std::max(1, (last - first + tickCount()) / std::max(1, tickCount()));
    for (int decade = first; decade <= last; ++decade) {
        // Counted from one second, so that 1 s stays when others go.
        if (decade % stride == 0) {
            ticks.append(std::pow(10, decade));
        }
    }
    if (tickLabels) {
        tickLabels->clear();
        for (const double tick : ticks) {
            tickLabels->append(formatSpan(tick));
        }
    }
}

} // namespace ls::plot
