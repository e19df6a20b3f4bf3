// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/ladder.h"

#include <vector>

namespace ls::plot {

/// Even: every event takes the same room, so that milliseconds of a handshake and seconds of waiting can both be read.
/// True: time is to scale.
enum class LadderSpacing { Even, True };

/// Turns the times of a ladder into places down its lifelines and back. A place is counted from 0 at the first event:
/// in steps (Even) or in seconds (True). Between two events it moves evenly. A value.
class LadderScale final {
public:
    LadderScale() = default;
    LadderScale(const wire::Ladder& ladder, LadderSpacing spacing);

    [[nodiscard]] double placeOf(TimePoint time) const;
    [[nodiscard]] TimePoint timeAt(double place) const;
    /// Of the last event.
    [[nodiscard]] double end() const { return m_knots.empty() ? 0 : m_knots.back().place; }
    [[nodiscard]] LadderSpacing spacing() const { return m_spacing; }
    [[nodiscard]] TimePoint start() const { return m_knots.empty() ? TimePoint() : m_knots.front().time; }

private:
    struct Knot {
        TimePoint time{};
        double place = 0;
    };

    LadderSpacing m_spacing = LadderSpacing::Even;
    std::vector<Knot> m_knots; ///< in order of both
};

} // namespace ls::plot
