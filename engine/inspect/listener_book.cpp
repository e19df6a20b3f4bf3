// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/listener_book.h"

#include "engine/inspect/endpoint_matcher.h"

#include <algorithm>
#include <tuple>

namespace ls::inspect {

namespace {

constexpr std::chrono::seconds kRateWindow{1};

bool isBefore(const Listener& a, const Listener& b) {
    return std::tie(a.family, a.local, a.address, a.id.inode, a.id.cookie) <
           std::tie(b.family, b.local, b.address, b.id.inode, b.id.cookie);
}

void numberGroups(std::vector<Listener>& listeners) {
    std::map<ListeningPlace, std::uint32_t> sizes;
    for (const Listener& listener : listeners) {
        if (listener.family != SocketFamily::Unix && !listener.closed) {
            ++sizes[placeOf(listener)];
        }
    }
    std::map<ListeningPlace, std::uint32_t> numbers;
    for (Listener& listener : listeners) {
        const auto size = sizes.find(placeOf(listener));
        if (listener.family == SocketFamily::Unix || listener.closed || size->second < 2) {
            continue;
        }
        listener.groupSize = size->second;
        const auto next = static_cast<std::uint32_t>(numbers.size() + 1);
        listener.group = numbers.try_emplace(size->first, next).first->second;
    }
}

} // namespace

void ListenerBook::update(std::span<const ListenerReading> look, std::span<const OwnerRef> owners, bool overflowsMoved,
                          TimePoint time) {
    m_time = time;
    for (std::size_t i = 0; i < look.size(); ++i) {
        const ListenerReading& reading = look[i];
        const auto [found, isNew] = m_tracked.try_emplace(reading.row.id);
        Tracked& tracked = found->second;
        if (isNew) {
            tracked.row = reading.row;
            tracked.row.firstSeen = tracked.row.changed = time;
            tracked.row.owner = owners[i];
        }
        refresh(tracked, reading, overflowsMoved, time);
        // A look at the processes again must not make a known owner unknown for a moment.
        if (owners[i] != tracked.row.owner && owners[i]->knowledge != OwnerKnowledge::Pending) {
            tracked.row.changed = *owners[i] == *tracked.row.owner ? tracked.row.changed : time;
            tracked.row.owner = owners[i];
        }
    }
    closeMissing(time);
}

void ListenerBook::refresh(Tracked& tracked, const ListenerReading& reading, bool overflowsMoved, TimePoint time) {
    Listener& row = tracked.row;
    const Listener& now = reading.row;
    if (row.depth != now.depth || row.limit != now.limit || row.drops != now.drops) {
        row.changed = time;
    }
    row.depth = now.depth;
    row.limit = now.limit;
    row.capacity = now.capacity;
    row.deepest = std::max(row.deepest, now.depth);
    row.deepestSinceLast = std::max(row.deepestSinceLast, now.depth);
    row.closed.reset(); // /proc tells no cookie: the same socket may come back
    countDrops(tracked, now, overflowsMoved, time);
    row.drops = now.drops;
    tracked.row.isV6Only = now.isV6Only;
    // The time of this look, so that the next can tell who is missing.
    tracked.dropsSeen.emplace_back(time, row.dropsSeen);
    while (tracked.dropsSeen.size() > 2 && tracked.dropsSeen[1].first <= time - kRateWindow) {
        tracked.dropsSeen.pop_front();
    }
    const auto& [since, before] = tracked.dropsSeen.front();
    const double span = toSeconds(time - since);
    row.dropsPerSecond = span > 0 ? static_cast<double>(row.dropsSeen - before) / span : 0;
}

void ListenerBook::countDrops(Tracked& tracked, const Listener& now, bool overflowsMoved, TimePoint time) {
    Listener& row = tracked.row;
    const std::uint32_t before = std::exchange(tracked.lastDepth, now.depth);
    if (row.drops && now.drops && *row.drops != *now.drops) {
        // The kernel counts in 32 bits (SK_MEMINFO_DROPS).
        row.dropsSeen += static_cast<std::uint32_t>(*now.drops - *row.drops);
        if (overflowsMoved && now.limit && std::max(before, now.depth) < *now.limit) {
            tracked.burstAt = time;
        }
    }
    row.burstBetweenSamples = tracked.burstAt != TimePoint{} && time - tracked.burstAt < Listener::kLinger;
}

void ListenerBook::closeMissing(TimePoint time) {
    for (auto at = m_tracked.begin(); at != m_tracked.end();) {
        Tracked& tracked = at->second;
        if (tracked.dropsSeen.back().first != time && !tracked.row.closed) {
            tracked.row.closed = tracked.row.changed = time;
            tracked.row.depth = 0;
            tracked.row.dropsPerSecond = 0;
        }
        const bool over = tracked.row.closed && time - *tracked.row.closed >= Listener::kLinger;
        at = over ? m_tracked.erase(at) : std::next(at);
    }
}

std::vector<Listener> ListenerBook::snapshot() {
    std::vector<Listener> rows;
    rows.reserve(m_tracked.size());
    for (auto& [id, tracked] : m_tracked) {
        rows.push_back(tracked.row);
        tracked.row.deepestSinceLast = tracked.row.depth;
    }
    std::sort(rows.begin(), rows.end(), isBefore);
    numberGroups(rows);
    return rows;
}

} // namespace ls::inspect
