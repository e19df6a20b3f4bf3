// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/control/commands.h"
#include "engine/lab/run_result.h"
#include "engine/sweep/sweep_row.h"
#include "engine/sweep/sweep_run.h"

#include <cstddef>
#include <variant>

namespace ls::control {

struct LabFinished {
    RunId id = 0;
    Result<lab::RunResult> result;
};

struct SweepRowDone {
    RunId id = 0;
    sweep::SweepRow row;
    std::size_t total = 0; ///< runs planned
};

struct SweepFinished {
    RunId id = 0;
    Result<sweep::SweepResult> result; ///< an error when it could not begin
};

using Event = std::variant<LabFinished, SweepRowDone, SweepFinished>;

} // namespace ls::control
