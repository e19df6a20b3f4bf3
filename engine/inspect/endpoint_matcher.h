// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/listener.h"
#include "engine/kernel/inet_row.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace ls::inspect {

/// What listeners share that stand at the same place: an SO_REUSEPORT group.
using ListeningPlace = std::tuple<IpEndpoint, std::uint32_t>; ///< endpoint and interface

[[nodiscard]] inline ListeningPlace placeOf(const Listener& listener) {
    return {listener.local, listener.interface};
}

/// Which listener's place a connection came in by; the kernel does not tell. The most exact one wins, as in
/// inet_lookup_listener() (net/ipv4/inet_hashtables.c): its address before the wildcard, and for an IPv4 connection the
/// IPv4 wildcard before a dual-stack one.
class EndpointMatcher final {
public:
    explicit EndpointMatcher(std::span<const Listener> listeners);

    /// nullopt: nobody listens there now (an outgoing connection, or its listener has gone).
    [[nodiscard]] std::optional<ListeningPlace> find(const kernel::InetRow& connection) const;

private:
    struct Candidate {
        ListeningPlace place;
        bool isV6Only = false;
    };
    static int closeness(const Candidate& candidate, const kernel::InetRow& connection);

    std::unique_ptr<std::bitset<65536>> m_ports; ///< most connections are outgoing: one bit says so
    std::unordered_map<std::uint16_t, std::vector<Candidate>> m_byPort;
};

} // namespace ls::inspect
