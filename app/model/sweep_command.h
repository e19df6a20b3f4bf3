// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/sweep/sweep_plan.h"

#include <string_view>

namespace ls::model {

/// The sweep that a line like "listenscope-cli sweep --vary backlog=1,2 --clients 800" asks for, as it stands in a
/// CSV's preamble. ErrorCode::BadInput where it is not such a line. What it does not name has this machine's default.
[[nodiscard]] Result<sweep::SweepPlan> planOfCommand(std::string_view command);

} // namespace ls::model
