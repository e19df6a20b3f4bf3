// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/listener_facts.h"

#include "engine/inspect/alert_desk.h"

#include <algorithm>

namespace ls::inspect {

namespace {

std::optional<std::uint32_t> narrowed(const std::optional<std::int64_t>& value) {
    return value ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
}

} // namespace

ListenerFacts factsOf(const Listener& listener, const Snapshot& snapshot, std::optional<double> leavingRate) {
    const HostCounters& counters = *snapshot.counters;
    const auto moved = [&](const char* counter) {
        return static_cast<std::uint64_t>(std::max<std::int64_t>(0, kernel::counterValue(counters.movement, counter)));
    };
    ListenerFacts facts;
    facts.process = listener.owner->processes.empty() ? std::string() : listener.owner->processes.front().name;
    facts.unit = listener.owner->unit;
    facts.container = listener.owner->container;
    facts.endpoint = (listener.family == SocketFamily::Unix ? "unix:" : "") + listenerAddress(listener);
    facts.address = listener.address;
    facts.port = listener.family == SocketFamily::Unix ? std::nullopt : std::optional(listener.local.port);
    facts.limit = listener.limit.value_or(0);
    facts.somaxconn = narrowed(counters.somaxconn);
    facts.depth = listener.depth;
    facts.drops = std::min(listener.dropsSeen, moved("ListenDrops"));
    facts.acceptRate = leavingRate;
    facts.halfOpen = listener.halfOpen;
    facts.cookiesSent = moved("SyncookiesSent");
    facts.synQueueDrops = moved("TCPReqQFullDrop");
    facts.abortsOnOverflow = counters.abortOnOverflow.value_or(0) != 0;
    facts.syncookies = counters.syncookies ? std::optional(static_cast<int>(*counters.syncookies)) : std::nullopt;
    for (const Listener& each : snapshot.listeners) {
        if (listener.group != 0 && each.group == listener.group && !each.closed) {
            facts.group.push_back({each.depth, each.limit.value_or(0), each.dropsSeen});
        }
    }
    return facts;
}

std::optional<double> predictedWait(std::uint32_t depth, double leavingRate) {
    return leavingRate > 0 ? std::optional(depth / leavingRate) : std::nullopt;
}

} // namespace ls::inspect
