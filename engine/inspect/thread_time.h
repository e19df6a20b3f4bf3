// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

namespace ls::inspect {

/// CPU time the calling thread has used (CLOCK_THREAD_CPUTIME_ID).
[[nodiscard]] inline Nanoseconds threadCpuTime() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + Nanoseconds(time.tv_nsec);
}

} // namespace ls::inspect
