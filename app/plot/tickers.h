// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to app/plot: includes qcustomplot.h.
#pragma once

#include <qcustomplot.h>

namespace ls::plot {

/// Seconds in steps people count in: 1, 2, 5 below, 10, 15, 30 s, minutes, hours above.
class TimeTicker final : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override;

private:
    double m_step = 1;
};

/// Whole numbers, short: 500, 20 k.
class CountTicker final : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override;
};

/// Decades of seconds on a logarithmic axis: 10 µs, 1 ms, 1 s; leaves out some where there is no room.
class LatencyTicker final : public QCPAxisTicker {
public:
    void generate(const QCPRange& range, const QLocale& locale, QChar formatChar, int precision, QVector<double>& ticks,
                  QVector<double>* subTicks, QVector<QString>* tickLabels) override;
};

} // namespace ls::plot
