// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ip_address.h"
#include "engine/server/server_plan.h"
#include "engine/wire/wire_plan.h"

#include <string>
#include <vector>

namespace ls::lab {

struct SysctlSetting {
    std::string key;
    std::string value;

    friend bool operator==(const SysctlSetting&, const SysctlSetting&) = default;
};

/// What is set up in a fresh namespace before any client comes. A value; checked by checkSetup().
struct LabSetup {
    server::ServerPlan server;
    std::vector<SysctlSetting> sysctls; ///< written before listen(), in order
    bool hostSysctls = false;           ///< first copy this machine's values
    double sampleRateHz = 1000;
    wire::WirePlan wire = {};
    IpFamily family = IpFamily::V4;
    bool wired = false; ///< clients and server live apart, joined by a wire, even if that does nothing to packets

    [[nodiscard]] bool isWired() const { return wired || wire.isOn(); }

    friend bool operator==(const LabSetup&, const LabSetup&) = default;
};

} // namespace ls::lab
