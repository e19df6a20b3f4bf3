// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/load/client_pool.h"
#include "engine/load/source_addresses.h"
#include "engine/metrics/latency_histogram.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdint>
#include <optional>
#include <vector>

namespace ls::lab {

/// How long connections wait in the accept queue: from ESTABLISHED at the client to accept(). The client is found by
/// the address accept() reports, so neither side of the measurement knows of the other. A connection accepted before
/// its client got to look at the clock waited less than can be measured: 0.
///
/// The times of the newest kMostRemembered clients are kept, in a ring; who waits until so many others have come after
/// it is left out. Any thread.
class QueueWaits final : public load::ClientObserver {
public:
    static constexpr std::size_t kMostRemembered = std::size_t{1} << 18;

    /// `clients`: how many will come; without it as many are remembered as can be.
    explicit QueueWaits(const load::SourceAddresses& addresses, std::size_t clients = kMostRemembered)
        : m_addresses(addresses)
        , m_ring(std::bit_ceil(std::clamp<std::size_t>(clients, 1, kMostRemembered))) {}

    void onEstablished(std::uint64_t client, TimePoint when) override {
        m_ring[client % m_ring.size()].store(pack(client, when), std::memory_order_relaxed);
    }

    void onAccepted(const IpEndpoint& peer, TimePoint when) {
        if (const auto client = m_addresses.clientAt(peer)) {
            if (const auto wait = waitOf(*client, when)) {
                m_waits.recordShared(*wait);
            }
        }
    }

    [[nodiscard]] HistogramSnapshot histogram() const { return m_waits.snapshot(); }

private:
    // One word holds the time and which turn of the ring it belongs to, so that it is never half another client's.
    static constexpr unsigned kTimeBits = 48; // 78 hours of nanoseconds
    static constexpr std::uint64_t kTimeMask = (std::uint64_t{1} << kTimeBits) - 1;

    [[nodiscard]] std::uint64_t pack(std::uint64_t client, TimePoint when) const {
        const auto since = static_cast<std::uint64_t>((when - m_epoch).count());
        return ((client / m_ring.size() + 1) << kTimeBits) | (since & kTimeMask);
    }

    /// nullopt: forgotten.
    [[nodiscard]] std::optional<Nanoseconds> waitOf(std::uint64_t client, TimePoint accepted) const {
        const std::uint64_t noted = m_ring[client % m_ring.size()].load(std::memory_order_relaxed);
        const std::uint64_t now = pack(client, accepted);
        const std::uint64_t turn = noted >> kTimeBits;
        if (turn != now >> kTimeBits) {
            // An earlier turn's time: this client has not looked at the clock yet.
            return turn < now >> kTimeBits ? std::optional(Nanoseconds::zero()) : std::nullopt;
        }
        const auto wait = static_cast<std::int64_t>(now & kTimeMask) - static_cast<std::int64_t>(noted & kTimeMask);
        return Nanoseconds(std::max<std::int64_t>(wait, 0));
    }

    load::SourceAddresses m_addresses;
    TimePoint m_epoch = Clock::now();
    std::vector<std::atomic<std::uint64_t>> m_ring;
    LatencyHistogram m_waits;
};

} // namespace ls::lab
