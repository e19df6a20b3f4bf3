// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/leaving_rate.h"

namespace ls::inspect {

void LeavingRate::add(Nanoseconds time, std::uint32_t depth) {
    constexpr auto kStep = std::chrono::milliseconds(100); // enough for a rate over seconds
    const std::uint64_t before = m_left.empty() ? 0 : m_left.back().sum;
    const std::uint64_t sum = before + (depth < m_lastDepth && !m_left.empty() ? m_lastDepth - depth : 0);
    m_lastDepth = depth;
    if (m_left.size() >= 2 && time - m_left[m_left.size() - 2].time < kStep) {
        m_left.back() = {time, sum};
    } else {
        m_left.push_back({time, sum});
    }
    while (m_left.size() > 2 && m_left[1].time <= time - kSpan) {
        m_left.pop_front();
    }
}

std::optional<double> LeavingRate::perSecond() const {
    if (m_left.size() < 2 || m_left.back().time - m_left.front().time < kLeastWatch) {
        return std::nullopt;
    }
    return static_cast<double>(m_left.back().sum - m_left.front().sum) /
           toSeconds(m_left.back().time - m_left.front().time);
}

} // namespace ls::inspect
