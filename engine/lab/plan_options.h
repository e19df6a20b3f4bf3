// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "engine/lab/run_plan.h"
#include "engine/server/accept_policy.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ls::lab {

/// One named setting of a run, as it is typed on a command line, swept over, or chosen in the app.
struct PlanOption {
    std::string_view name; ///< "accept-budget"
    std::string_view form; ///< "N", "all|none|R/s"
    std::string_view help; ///< meaning, range and default, in one line
    bool repeatable;       ///< each use adds to the ones before; such an option cannot be swept
    Result<> (*apply)(RunPlan& plan, std::string_view value);
    std::string_view bare = {}; ///< the value that the name alone stands for; empty: a value must be given
};

/// The one list of them, those of the wire included; command line, sweeps and help are made from it.
[[nodiscard]] std::span<const PlanOption> planOptions();
/// Borrowed, for ever; null where there is none of that name.
[[nodiscard]] const PlanOption* findOption(std::string_view name);

/// A fresh plan with the defaults of this machine (one reactor per CPU).
[[nodiscard]] RunPlan defaultPlan();

/// Sets a named option, or a sysctl where `name` is one ("net.core.somaxconn"). ErrorCode::BadInput leaves the plan as
/// it was.
[[nodiscard]] Result<> applyOption(RunPlan& plan, std::string_view name, std::string_view value);

/// Names and values in the order in which they were given.
using TypedOptions = std::vector<std::pair<std::string, std::string>>;

/// The defaults with these options. An error names the option; one that does not add may be given once.
[[nodiscard]] Result<RunPlan> planOf(const TypedOptions& options);

/// A load whose figures can be carried out; the message names the option and its range.
[[nodiscard]] Result<> checkLoad(const load::LoadPlan& load);

/// Whether the clients can get back what they send.
[[nodiscard]] Result<> checkEcho(const load::LoadPlan& load, const server::ServerPlan& server);

/// A setup without steps in time, as a live laboratory takes it: the steps are its user's.
[[nodiscard]] Result<> checkLiveSetup(const LabSetup& setup, const kernel::SysctlCatalogue& catalogue);
[[nodiscard]] Result<> checkBacklog(std::int64_t backlog);
[[nodiscard]] Result<> checkPolicy(const server::AcceptPolicy& policy);

/// Everything that can be known before anything starts: sysctl values, and options that do not go together.
[[nodiscard]] Result<> checkPlan(const RunPlan& plan, const kernel::SysctlCatalogue& catalogue);

} // namespace ls::lab
