// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/apparatus.h"
#include "engine/lab/cut.h"
#include "engine/lab/prediction.h"
#include "engine/lab/run_plan.h"
#include "engine/lab/run_result.h"

#include <optional>
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

/// Puts plan, prediction, apparatus and cut of a stopped run into its result.
[[nodiscard]] RunResult summarise(const RunPlan& plan, const Prediction& prediction, const Apparatus& lab,
                                  const Cut& cut, RunEnd end);

/// What bounded the generator: "descriptors", "ports", "late".
[[nodiscard]] std::vector<std::string> limitsOf(const load::OutcomeCounts& clients, std::uint64_t shed,
                                                const std::optional<HistogramSnapshot>& lateness);

/// The same of a whole run, which can also have ended before its burst had begun; with those of its wire, and
/// "syn_queue_assumed" where the kernel did not tell how many its SYN queue holds.
[[nodiscard]] std::vector<std::string> limitsOf(const RunPlan& plan, const RunResult& result);

} // namespace ls::lab
