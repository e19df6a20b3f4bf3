// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/plot_format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ls::plot {

namespace {

class Format {
    Q_DECLARE_TR_FUNCTIONS(ls::plot::Format)
};

QString trimmed(double value, int decimals) {
    QString text = QString::number(value, 'f', decimals);
    if (text.contains(u'.')) {
        while (text.endsWith(u'0')) {
            text.chop(1);
        }
        if (text.endsWith(u'.')) {
            text.chop(1);
        }
    }
    return text == QLatin1String("-0") ? QStringLiteral("0") : text;
}

// Three significant digits, trailing zeros dropped.
QString threeDigits(double value) {
    const double size = std::abs(value);
    return trimmed(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

int decimalsFor(double step) {
    return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
}

} // namespace

QString formatNumber(double value) {
    return trimmed(value, std::abs(value) < 100 ? 3 : 1);
}

QString formatShort(double value) {
    const double size = std::abs(value);
    if (size >= 1e9) {
        return Format::tr("%1 G").arg(trimmed(value / 1e9, 2));
    }
    if (size >= 1e6) {
        return Format::tr("%1 M").arg(trimmed(value / 1e6, 2));
    }
    if (size >= 1e4) {
        return Format::tr("%1 k").arg(trimmed(value / 1e3, 1));
    }
    return trimmed(value, 3);
}

QString formatMoment(double seconds, double step) {
    const int decimals = decimalsFor(step);
    if (std::abs(seconds) < 59.9999999 || decimals > 0) {
        return Format::tr("%1 s").arg(std::abs(seconds) < step / 2 ? QStringLiteral("0")
                                                                   : QString::number(seconds, 'f', decimals));
    }
    const auto whole = std::llround(std::abs(seconds));
    const QString sign = seconds < 0 ? QStringLiteral("-") : QString();
    const QString tail = QStringLiteral("%1").arg(whole % 60, 2, 10, QLatin1Char('0'));
    if (whole < 3600) {
        return sign + QStringLiteral("%1:%2").arg(whole / 60).arg(tail);
    }
    return sign + QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QLatin1Char('0')).arg(tail);
}

QString formatSpan(double seconds) {
    const double size = std::abs(seconds);
    if (size == 0) {
        return Format::tr("%1 s").arg(0);
    }
    if (size < 0.9995e-3) {
        return Format::tr("%1 µs").arg(threeDigits(seconds * 1e6));
    }
    if (size < 0.9995) {
        return Format::tr("%1 ms").arg(threeDigits(seconds * 1e3));
    }
    return Format::tr("%1 s").arg(threeDigits(seconds));
}

} // namespace ls::plot
