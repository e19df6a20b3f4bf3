// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/lab/plan_options.h"
#include "engine/lab/run_plan.h"

#include <span>

namespace ls::lab {

/// The options of the wire between clients and server; part of planOptions(). Each of them, whatever its value, makes
/// the run a wired one, so that a sweep from 0 on compares like with like.
[[nodiscard]] std::span<const PlanOption> wireOptions();

/// The wire's figures, and that it does nothing after the end of the run.
[[nodiscard]] Result<> checkWire(const RunPlan& plan);

} // namespace ls::lab
