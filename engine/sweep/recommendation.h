// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/sweep/sweep_row.h"

#include <optional>
#include <string>
#include <vector>

namespace ls::sweep {

struct Recommendation {
    /// What the reason rests on, for a reader who writes it in words of their own.
    enum class Basis { NoRuns, NoChoice, NoClients, NotNumbers, NoneClean, AllClean, CleanFromHere };

    std::string name;                 ///< of the first knob
    std::optional<std::string> value; ///< absent when no value qualifies
    std::string reason;
    Basis basis = Basis::NoRuns;
    std::string troubledValue = {}; ///< the largest value at which something was lost (NoneClean, CleanFromHere)
    unsigned troubledRuns = 0;      ///< how many of its runs lost something,
    unsigned runsThere = 0;         ///< of how many
};

/// The smallest tested value of the first knob at which, and at every larger one tested, every run was clean: in every
/// repeat and, in a grid, at every value of the other knob. None where the knob is an option of the wire, which nobody
/// can choose for a server, or where no client came.
[[nodiscard]] Recommendation recommend(const std::vector<Knob>& knobs, const std::vector<SweepRow>& rows);

} // namespace ls::sweep
