// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/sweep/sweep_row.h"

#include <optional>
#include <string>
#include <vector>

namespace ls::sweep {

struct Recommendation {
    std::string name;                 ///< of the first knob
    std::optional<std::string> value; ///< absent when no value qualifies
    std::string reason;
};

/// The smallest tested value of the first knob at which, and at every larger one tested, every run was clean: in every
/// repeat and, in a grid, at every value of the other knob.
[[nodiscard]] Recommendation recommend(const std::vector<Knob>& knobs, const std::vector<SweepRow>& rows);

} // namespace ls::sweep
