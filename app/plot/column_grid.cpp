// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/column_grid.h"

#include <algorithm>
#include <cmath>

namespace ls::plot {

Nanoseconds toNanoseconds(double seconds) {
    return Nanoseconds(std::llround(seconds * 1e9));
}

std::int64_t ColumnGrid::columnOf(Nanoseconds time) const {
    const auto quotient = time.count() / width.count();
    return (time.count() % width.count() < 0 ? quotient - 1 : quotient) - first;
}

ColumnGrid gridFor(TimeRange range, const QRect& area, double density) {
    const double pixels = std::max(1.0, std::round(area.width() * density));
    ColumnGrid grid;
    grid.width = std::max(Nanoseconds{1}, toNanoseconds(range.span() / pixels));
    grid.first = grid.columnOf(toNanoseconds(range.from));
    grid.count = static_cast<std::size_t>(pixels) + 1; // the first and the last may be partly outside
    grid.left = area.left();
    grid.pitch = 1 / density;
    return grid;
}

} // namespace ls::plot
