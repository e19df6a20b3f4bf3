// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"

#include <functional>
#include <vector>

namespace ls::bench {

[[nodiscard]] double median(std::vector<double> values);

/// CPU time used so far. Where one thread does the work it is a better measure than the wall clock: what a neighbour
/// takes from a shared machine is not in it.
[[nodiscard]] Nanoseconds threadCpu();
[[nodiscard]] Nanoseconds processCpu();

using Measure = std::function<Result<double>()>;

/// Medians over pairs of measurements. Ratio and difference are taken within each pair, so a machine that changes its
/// speed between two pairs does not change them.
struct Comparison {
    double ours = 0;
    double floor = 0;
    double ratio = 0;      ///< ours / floor
    double difference = 0; ///< ours - floor
};

/// Measures both in turn, `pairs` times after one pair that only warms up; every other pair begins with the floor.
[[nodiscard]] Result<Comparison> compare(unsigned pairs, const Measure& ours, const Measure& floor);

} // namespace ls::bench
