// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "engine/lab/run_plan.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ls::sweep {

/// One setting that a sweep turns, and the values it takes, as they would be typed.
struct Knob {
    std::string name; ///< an option of a run, or a sysctl
    std::vector<std::string> values;
};

/// "backlog=1,2,8", "backlog=1..10", "…=A..B:STEP", "…=A..B:log2", "…=A..B:log10/3" (three values per factor of ten).
/// The ends of a range are always among its values; both may carry the same unit ("100/s..800/s:log2").
[[nodiscard]] Result<Knob> parseKnob(std::string_view text);

struct SweepPlan {
    lab::RunPlan base;
    std::vector<Knob> knobs; ///< one, or two for a grid
    unsigned repeats = 1;
    std::uint64_t seed = 0;
};

/// Whether its runs have a wire between clients and server: all of them, or none.
[[nodiscard]] bool isWired(const SweepPlan& plan);

/// One run of a sweep, in the order in which they are made.
struct SweepPoint {
    unsigned repeat = 0;             ///< 0 …
    std::vector<std::string> values; ///< one per knob
    lab::RunPlan plan;
};

/// The plan of one point: what stays the same, with these values of the knobs. Checked; an error names the knob.
[[nodiscard]] Result<lab::RunPlan> planAt(const SweepPlan& plan, const std::vector<std::string>& values,
                                          const kernel::SysctlCatalogue& catalogue);

/// Every combination of values, `repeats` times, shuffled by the seed: the same plan and seed give the same order
/// everywhere. Each point is checked before any runs; an error names the value that cannot be used.
[[nodiscard]] Result<std::vector<SweepPoint>> expand(const SweepPlan& plan, const kernel::SysctlCatalogue& catalogue);

} // namespace ls::sweep
