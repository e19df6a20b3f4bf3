// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ls::plot {

/// A number for a read-out, at most three decimals, one from 100 on: "6", "1234.5".
[[nodiscard]] QString formatNumber(double value);
/// A number for a tick label, short: "500", "20 k", "1.5 M".
[[nodiscard]] QString formatShort(double value);
/// A moment on the time axis as exact as `step` needs: "5 s", "1.25 s", "2:05", "1:00:00".
[[nodiscard]] QString formatMoment(double seconds, double step);
/// A span with three digits: "250 µs", "12.3 ms", "1.04 s", "95 s".
[[nodiscard]] QString formatSpan(double seconds);

} // namespace ls::plot
