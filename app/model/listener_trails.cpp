// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/listener_trails.h"

#include <algorithm>

namespace ls::model {

void ListenerTrails::append(const inspect::Snapshot& snapshot) {
    const Nanoseconds now = snapshot.time - snapshot.began;
    for (const inspect::Listener& listener : snapshot.listeners) {
        Kept& kept = m_trails[listener.id];
        kept.snapshot = snapshot.number;
        if (listener.closed) {
            continue;
        }
        kept.trail.push_back({now, listener.depth, std::max(listener.depth, listener.deepestSinceLast),
                              listener.limit.value_or(0), listener.halfOpen, listener.dropsPerSecond});
        while (kept.trail.front().time < now - kSpan) {
            kept.trail.pop_front();
        }
    }
    std::erase_if(m_trails, [&](const auto& each) { return each.second.snapshot != snapshot.number; });
}

const ListenerTrails::Trail& ListenerTrails::of(const inspect::SocketIdentity& id) const {
    static const Trail kNone;
    const auto found = m_trails.find(id);
    return found == m_trails.end() ? kNone : found->second.trail;
}

QList<int> ListenerTrails::peaks(const Trail& trail, Nanoseconds now) {
    QList<int> peaks(kColumns, -1);
    for (const Moment& moment : trail) {
        const auto age = std::chrono::floor<std::chrono::seconds>(now - moment.time).count();
        if (age >= 0 && age < kColumns) {
            int& peak = peaks[kColumns - 1 - static_cast<int>(age)];
            peak = std::max(peak, static_cast<int>(moment.deepest));
        }
    }
    return peaks;
}

} // namespace ls::model
