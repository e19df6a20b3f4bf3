// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/lab/lab_setup.h"
#include "engine/load/load_plan.h"

#include <optional>

namespace ls::lab {

/// A sysctl written while the run goes on. Nobody calls listen() for it.
struct SysctlStep {
    Nanoseconds at{}; ///< since the clock of the run started
    SysctlSetting setting;

    friend bool operator==(const SysctlStep&, const SysctlStep&) = default;
};

/// Options of the wire that depend on each other, as they were given: which comes first must not matter.
struct WireAsked {
    std::optional<Nanoseconds> rtt = {};
    std::optional<Nanoseconds> delayUp = {};
    std::optional<Nanoseconds> delayDown = {};
    bool lateAck = false;
    bool dropSynAck = false;

    friend bool operator==(const WireAsked&, const WireAsked&) = default;
};

/// Everything that is asked of one run. A value; made by plan_options, checked by checkPlan().
struct RunPlan : LabSetup {
    load::LoadPlan load;
    std::vector<SysctlStep> sysctlSteps = {};
    WireAsked wireAsked = {};
    bool clientsChosen = false; ///< somebody asked for clients; half-open ones come alone where nobody did
    Nanoseconds duration = std::chrono::milliseconds(1500);

    friend bool operator==(const RunPlan&, const RunPlan&) = default;
};

} // namespace ls::lab
