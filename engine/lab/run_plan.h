// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/load/load_plan.h"
#include "engine/server/server_plan.h"

#include <string>
#include <vector>

namespace ls::lab {

struct SysctlSetting {
    std::string key;
    std::string value;

    friend bool operator==(const SysctlSetting&, const SysctlSetting&) = default;
};

/// Everything that is asked of one run. A value; made by plan_options, checked by checkPlan().
struct RunPlan {
    server::ServerPlan server;
    load::LoadPlan load;
    std::vector<SysctlSetting> sysctls; ///< written before listen(), in order
    bool hostSysctls = false;           ///< first copy this machine's values
    Nanoseconds duration = std::chrono::milliseconds(1500);
    double sampleRateHz = 1000;

    friend bool operator==(const RunPlan&, const RunPlan&) = default;
};

} // namespace ls::lab
