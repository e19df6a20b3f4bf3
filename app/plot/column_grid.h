// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/time_axis_group.h"

#include <QRect>

namespace ls::plot {

/// The pixel columns of a plot as spans of time. Their borders are multiples of their width, so that a sample stays in
/// its column while a live picture scrolls; else the curve would shimmer.
struct ColumnGrid {
    Nanoseconds width{1};
    std::int64_t first = 0;
    std::size_t count = 0;
    double left = 0;  ///< of the first column, in the plot's coordinates
    double pitch = 1; ///< of a column: one pixel of the device

    [[nodiscard]] Nanoseconds from() const { return first * width; }
    [[nodiscard]] Nanoseconds to() const { return (first + static_cast<std::int64_t>(count)) * width; }
    [[nodiscard]] double x(std::size_t column) const { return left + static_cast<double>(column) * pitch; }
    /// May lie outside.
    [[nodiscard]] std::int64_t columnOf(Nanoseconds time) const;

    friend bool operator==(const ColumnGrid&, const ColumnGrid&) = default;
};

/// `density`: pixels of the device per unit of the plot's coordinates.
[[nodiscard]] ColumnGrid gridFor(TimeRange range, const QRect& area, double density);

[[nodiscard]] Nanoseconds toNanoseconds(double seconds);

} // namespace ls::plot
