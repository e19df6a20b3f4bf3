// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <chrono>
#include <thread>

namespace ls::test {

inline constexpr std::chrono::seconds kPatience{20}; ///< a deadline no healthy machine meets, however busy

/// True as soon as `condition` is, false when it never was until the deadline. For what other threads count.
template <typename F>
[[nodiscard]] bool eventually(F condition, std::chrono::milliseconds deadline = kPatience) {
    const auto end = Clock::now() + deadline;
    while (!condition()) {
        if (Clock::now() > end) {
            return false;
        }
        std::this_thread::yield();
    }
    return true;
}

} // namespace ls::test
