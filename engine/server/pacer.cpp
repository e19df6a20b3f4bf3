// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/pacer.h"

#include <algorithm>

namespace ls::server {

Pacer::Pacer(double perSecond, TimePoint firstTurn)
    : m_interval(static_cast<std::int64_t>(1e9 / perSecond))
    , m_next(firstTurn) {
}

void Pacer::take() {
    m_next += m_interval;
}

void Pacer::foundNothing(TimePoint now) {
    m_next = std::max(m_next, now);
}

} // namespace ls::server
