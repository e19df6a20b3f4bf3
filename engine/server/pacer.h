// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <cstdint>

namespace ls::server {

/// Evenly spaced turns, `perSecond` of them. A late caller may take the turns it missed, so the rate holds on average;
/// turns for which there was no work are lost, so an empty queue saves nothing up. Pure arithmetic on given times.
class Pacer final {
public:
    Pacer(double perSecond, TimePoint firstTurn);

    [[nodiscard]] bool isDue(TimePoint now) const { return m_next <= now; }
    [[nodiscard]] TimePoint next() const { return m_next; }

    /// A turn was used.
    void take();
    /// There was nothing to do at `now`: the next turn is then at the earliest.
    void foundNothing(TimePoint now);

private:
    Nanoseconds m_interval;
    TimePoint m_next;
};

} // namespace ls::server
