// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/wire/captured_packet.h"

#include <cstddef>
#include <vector>

namespace ls::wire {

/// Keeps the newest packets of a wire: 50,000 of them take 13 MB. The wire's thread notes them, any thread copies.
class Tap final {
public:
    static constexpr std::size_t kPackets = 50'000;

    explicit Tap(std::size_t capacity = kPackets);

    /// A packet came; its number must be the one after the last.
    void note(const CapturedPacket& packet, std::span<const std::byte> frame);
    /// What became of it; forgotten if it has been pushed out since.
    void settle(const CapturedPacket& packet);

    /// Oldest first. Copied in small pieces, so that the wire's thread never waits for a whole copy; a packet in it is
    /// as it stood when its piece was copied.
    [[nodiscard]] std::vector<CapturedPacket> packets() const;
    /// The same with what is kept of the frames.
    [[nodiscard]] CapturedFrames frames() const;

private:
    struct Ring {
        std::vector<CapturedFrame> places; ///< of packet n: n % capacity
        std::uint64_t last = 0;            ///< number of the newest
    };

    /// Takes a value from each slot.
    template <typename Take>
    [[nodiscard]] auto copy(Take take) const;

    std::size_t m_capacity;
    Guarded<Ring> m_ring;
};

} // namespace ls::wire
