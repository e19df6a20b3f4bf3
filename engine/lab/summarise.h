// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/apparatus.h"
#include "engine/lab/cut.h"
#include "engine/lab/run_plan.h"
#include "engine/lab/run_result.h"

#include <string>
#include <vector>

namespace ls::lab {

/// How a run ended, and what only its timing knows.
struct RunEnd {
    EndReason reason = EndReason::WindowOver;
    Nanoseconds duration{};
    std::uint64_t stateCounts = 0;
    std::vector<Error> problems;
};

/// Puts plan, apparatus and cut of a stopped run into its result.
[[nodiscard]] RunResult summarise(const RunPlan& plan, const Apparatus& lab, const Cut& cut, RunEnd end);

/// What bounded the generator of a run: "descriptors", "ports", "late".
[[nodiscard]] std::vector<std::string> limitsOf(const RunPlan& plan, const RunResult& result);

} // namespace ls::lab
