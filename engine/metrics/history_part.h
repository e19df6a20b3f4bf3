// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <algorithm>
#include <vector>

namespace ls {

/// A span of a series and the resolution it is kept at.
struct HistoryPart {
    Nanoseconds from{};
    Nanoseconds to{};
    Nanoseconds width{}; ///< 0 for raw samples
};

/// Adds a row to the parts of the rows before it.
inline void extendParts(std::vector<HistoryPart>& parts, Nanoseconds time, Nanoseconds width) {
    const Nanoseconds end = time + std::max(width, Nanoseconds{1});
    if (parts.empty() || parts.back().width != width) {
        parts.push_back({time, end, width});
    }
    parts.back().to = end;
}

} // namespace ls
