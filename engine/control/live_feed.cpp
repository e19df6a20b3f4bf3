// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/live_feed.h"

#include <algorithm>
#include <utility>

namespace ls::control {

void LiveFeed::begin(RunId id) {
    m_next.with([id](LiveUpdate& next) {
        next = {};
        next.id = id;
    });
}

void LiveFeed::put(std::shared_ptr<const lab::LiveSnapshot> snapshot, const std::vector<Sample>& samples) {
    m_next.with([&](LiveUpdate& next) {
        next.snapshot = std::move(snapshot);
        next.samples.insert(next.samples.end(), samples.begin(), samples.end());
        if (next.samples.size() > kMaxSamples) {
            // A quarter at once, so that a reader who never comes does not cost a shift of the whole at every batch.
            const std::size_t surplus = next.samples.size() - kMaxSamples * 3 / 4;
            next.samples.erase(next.samples.begin(), next.samples.begin() + static_cast<std::ptrdiff_t>(surplus));
            next.samplesSkipped += surplus;
        }
    });
}

void LiveFeed::put(std::shared_ptr<const wire::PacketLog> packets) {
    m_next.with([&](LiveUpdate& next) { next.packets = std::move(packets); });
}

LiveUpdate LiveFeed::take() {
    return m_next.with([](LiveUpdate& next) {
        LiveUpdate taken = std::exchange(next, {});
        next.id = taken.id;
        return taken;
    });
}

} // namespace ls::control
