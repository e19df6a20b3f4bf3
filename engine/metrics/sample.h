// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <cstdint>

namespace ls {

/// One look at the accept queue and at the counters of server and load. Summed over the listeners of a run.
struct Sample {
    Nanoseconds time{};            ///< since the clock of the run started
    std::uint32_t depth = 0;       ///< connections waiting for accept()
    std::uint32_t limit = 0;       ///< effective backlog
    std::uint64_t drops = 0;       ///< SK_MEMINFO_DROPS, since the listeners were created
    std::uint64_t accepted = 0;    ///< accept() calls that returned a connection
    std::uint64_t attempted = 0;   ///< connect() calls that sent a SYN
    std::uint64_t established = 0; ///< of those, completed (whatever became of them later)
    std::uint32_t latenessUs = 0;  ///< how long after its deadline this sample was taken
    std::uint32_t eventCount = 0;  ///< events logged before this sample
};

} // namespace ls
