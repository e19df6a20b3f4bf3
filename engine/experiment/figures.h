// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/experiment/value.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "engine/lab/run_plan.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ls::experiment {

/// Names of the kernel's counters.
using CounterNames = std::set<std::string, std::less<>>;

/// A figure of one of several runs.
struct FigureName {
    std::size_t run = 0;
    std::string path; ///< in the run's document: "server.queued"
};

/// "short.server.queued" is the figure server.queued of the run named short; where there is one run its name may be
/// left out.
[[nodiscard]] Result<FigureName> resolveFigure(std::string_view text, const std::vector<std::string>& runs);

/// What decides which figures a run has.
struct FigureContext {
    const lab::RunPlan& plan;
    const kernel::SysctlCatalogue& catalogue;
    const CounterNames& counters; ///< empty: any name will do
};

/// Whether the document of a run (lab::runDocument()) has such a figure; ErrorCode::BadInput says which it has instead.
[[nodiscard]] Result<> checkFigure(std::string_view path, const FigureContext& context);

/// Whether figures begin with this word ("server"), so that no run may be called so.
[[nodiscard]] bool isFigureGroup(std::string_view word);

/// The figure in a run's document. What a run leaves out because it is zero (counters that did not move, states nobody
/// is in, errnos that did not happen) is 0. A path through a list gives the list of what its elements hold there.
[[nodiscard]] Result<Value> readFigure(const nlohmann::ordered_json& document, std::string_view path);

/// The counters of the running kernel; empty where they cannot be read.
[[nodiscard]] CounterNames runningCounters();

} // namespace ls::experiment
