// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

#include <time.h>

namespace ls {

/// Every time in the engine is CLOCK_MONOTONIC (libstdc++'s steady_clock), in nanoseconds.
using Clock = std::chrono::steady_clock;
using Nanoseconds = std::chrono::nanoseconds;
using TimePoint = std::chrono::time_point<Clock, Nanoseconds>;

inline timespec toTimespec(Nanoseconds duration) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
    return {static_cast<time_t>(seconds.count()), static_cast<long>((duration - seconds).count())};
}

inline double toSeconds(Nanoseconds duration) {
    return std::chrono::duration<double>(duration).count();
}

} // namespace ls
