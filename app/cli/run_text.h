// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/run_plan.h"
#include "engine/lab/run_result.h"
#include "engine/sweep/sweep_plan.h"
#include "engine/sweep/sweep_run.h"

#include <string>

namespace ls::cli {

/// What a person reads on the terminal: first the sentences, then the numbers, aligned.
[[nodiscard]] std::string labText(const lab::RunPlan& plan, const lab::RunResult& result);

/// A table with a line per value of the knobs (the repeats put together, smallest to largest where they differ), then
/// the recommendation.
[[nodiscard]] std::string sweepText(const sweep::SweepPlan& plan, const sweep::SweepResult& result);

} // namespace ls::cli
