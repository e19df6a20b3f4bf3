// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/endpoint_matcher.h"

#include <algorithm>

namespace ls::inspect {

EndpointMatcher::EndpointMatcher(std::span<const Listener> listeners)
    : m_ports(std::make_unique<std::bitset<65536>>()) {
    for (const Listener& listener : listeners) {
        if (listener.family == SocketFamily::Unix || listener.closed) {
            continue;
        }
        m_ports->set(listener.local.port);
        auto& candidates = m_byPort[listener.local.port];
        const bool isKnown = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
            return candidate.place == placeOf(listener);
        });
        if (!isKnown) {
            candidates.push_back({placeOf(listener), listener.isV6Only});
        }
    }
}

int EndpointMatcher::closeness(const Candidate& candidate, const kernel::InetRow& connection) {
    const auto& [endpoint, interface] = candidate.place;
    if (interface != 0 && connection.interface != 0 && interface != connection.interface) {
        return 0;
    }
    const IpAddress& address = connection.local.address;
    const bool isV4 = !address.isV6 || address.isV4Mapped();
    if (!endpoint.address.isAny()) {
        return endpoint.address.unmapped() == address.unmapped() ? 4 : 0;
    }
    if (!endpoint.address.isV6) {
        return isV4 && !address.isV6 ? 3 : 0;
    }
    return isV4 && candidate.isV6Only ? 0 : 2;
}

std::optional<ListeningPlace> EndpointMatcher::find(const kernel::InetRow& connection) const {
    if (!m_ports->test(connection.local.port)) {
        return std::nullopt;
    }
    const Candidate* best = nullptr;
    int bestCloseness = 0;
    for (const Candidate& candidate : m_byPort.at(connection.local.port)) {
        if (const int near = closeness(candidate, connection); near > bestCloseness) {
            best = &candidate;
            bestCloseness = near;
        }
    }
    return best != nullptr ? std::optional(best->place) : std::nullopt;
}

} // namespace ls::inspect
