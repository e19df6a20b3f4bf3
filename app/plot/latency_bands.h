// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace ls::plot {

/// Where a connect lands that needed a retransmit: this kernel's retransmit times, in seconds.
struct LatencyBand {
    double from = 0;
    double to = 0;
    QString label; ///< "1 s"
};

using LatencyBands = std::vector<LatencyBand>;

} // namespace ls::plot
