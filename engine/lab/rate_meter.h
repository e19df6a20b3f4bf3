// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <cstdint>
#include <deque>

namespace ls::lab {

/// Rates over the last second of figures that only grow. One thread.
class RateMeter final {
public:
    struct Figures {
        std::uint64_t accepted = 0;
        std::uint64_t attempted = 0;
        std::uint64_t drops = 0;
    };
    struct Rates {
        double accepted = 0;
        double attempted = 0;
        double drops = 0;
    };

    /// Takes the figures at `time`, later than the last, and gives the rates at that time.
    [[nodiscard]] Rates update(Nanoseconds time, const Figures& figures);

private:
    struct Reading {
        Nanoseconds time{};
        Figures figures;
    };
    std::deque<Reading> m_readings; ///< the oldest is a second old, where there is one so old
};

} // namespace ls::lab
