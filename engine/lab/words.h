// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/run_plan.h"
#include "engine/lab/run_result.h"

#include <string>
#include <vector>

namespace ls::lab {

/// What a run shows, in plain sentences, the one a user must not miss first. Figures only from the result.
[[nodiscard]] std::vector<std::string> describeRun(const RunPlan& plan, const RunResult& result);

} // namespace ls::lab
