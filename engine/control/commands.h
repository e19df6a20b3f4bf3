// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/run_plan.h"
#include "engine/lab/sample_sink.h"
#include "engine/sweep/sweep_plan.h"

#include <cstdint>
#include <memory>

namespace ls::control {

/// Names one run or sweep; answers carry it, so that late ones can be told from current ones.
using RunId = std::uint64_t;

struct StartLab {
    lab::RunPlan plan;
    std::shared_ptr<lab::SampleSink> sink = nullptr; ///< every sample, none dropped; may be null
};

struct StartSweep {
    sweep::SweepPlan plan;
};

} // namespace ls::control
