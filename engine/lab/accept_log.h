// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/load/source_addresses.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

namespace ls::lab {

/// When each client's connection was accepted. The client is found by its address alone, so neither side of the
/// measurement knows of the other. record() on any acceptor's thread, the rest on any thread.
class AcceptLog final {
public:
    AcceptLog(const load::SourceAddresses& addresses, std::size_t clients)
        : m_addresses(addresses)
        , m_times(clients) {}

    void record(const sockaddr_in& peer, TimePoint when) {
        const auto client = m_addresses.clientAt(peer);
        if (client && *client < m_times.size()) {
            m_times[*client].store(when.time_since_epoch().count(), std::memory_order_relaxed);
        }
    }

    [[nodiscard]] std::optional<TimePoint> acceptedAt(std::uint64_t client) const {
        const std::int64_t time = m_times[client].load(std::memory_order_relaxed);
        return time != 0 ? std::optional(TimePoint(Nanoseconds(time))) : std::nullopt;
    }

private:
    load::SourceAddresses m_addresses;
    std::vector<std::atomic<std::int64_t>> m_times;
};

} // namespace ls::lab
