// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <cstdint>
#include <deque>
#include <optional>

namespace ls::inspect {

/// How fast connections leave a queue, from its depth at times in order. One thread.
class LeavingRate final {
public:
    /// A rate over less would be chance.
    static constexpr std::chrono::seconds kLeastWatch{2};
    static constexpr std::chrono::seconds kSpan{10}; ///< what the rate is over, at most

    void add(Nanoseconds time, std::uint32_t depth);
    void clear() { *this = {}; }

    /// Connections a second. At least so many: one that left and one that came between two looks are not seen. nullopt
    /// until it was watched for kLeastWatch.
    [[nodiscard]] std::optional<double> perSecond() const;

private:
    struct Left {
        Nanoseconds time{};
        std::uint64_t sum = 0;
    };

    std::deque<Left> m_left; ///< of kSpan, with the oldest before it
    std::uint32_t m_lastDepth = 0;
};

} // namespace ls::inspect
