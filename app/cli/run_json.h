// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/run_result.h"
#include "engine/sweep/sweep_plan.h"
#include "engine/sweep/sweep_run.h"

#include <string>

namespace ls::cli {

/// The public JSON documents. Keys may be added, never renamed or removed.
[[nodiscard]] std::string labJson(const lab::RunResult& result);
[[nodiscard]] std::string sweepJson(const sweep::SweepPlan& plan, const sweep::SweepResult& result,
                                    const std::string& command);

} // namespace ls::cli
