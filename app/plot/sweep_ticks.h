// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_series.h"

#include <optional>

class QCPAxis;

namespace ls::plot {

/// Labels the tested values on `axis`, as many as fit side by side; the first, the last and `important` come first.
/// `places` says where each stands. The axis must have its final size and range.
void labelValues(QCPAxis& axis, const std::vector<double>& places, const QStringList& labels,
                 std::optional<std::size_t> important);

} // namespace ls::plot
