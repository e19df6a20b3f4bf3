// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/connection_tracker.h"
#include "engine/wire/wire_plan.h"

#include <array>
#include <random>

namespace ls::wire {

/// What shall become of a packet that came to the wire.
struct Verdict {
    Fate fate = Fate::Held; ///< Held: it passes; Lost; DroppedByRule
    Nanoseconds delay{};    ///< from its arrival; of one that passes
    bool heldByRule = false;
    bool isDuplicated = false;
};

/// The plan's rules, packet by packet; one thread. The same plan and the same packets in the same order of each
/// direction get the same verdicts: every chance has a generator of its own, so one does not shift the others.
class PacketRules final {
public:
    explicit PacketRules(const WirePlan& plan);

    /// `place`: where the packet stands in its connection; nullptr for what is not TCP and for half-open clients.
    [[nodiscard]] Verdict judge(Direction direction, const PacketPlace* place);

private:
    using Generator = std::mt19937_64;

    struct Chances {
        Generator loss;
        Generator duplicate;
        Generator jitter;
    };

    [[nodiscard]] bool isDroppedSynAck(const PacketPlace& place);
    [[nodiscard]] bool isLateAck(Direction direction, const PacketPlace& place) const;
    [[nodiscard]] static Chances seeded(std::uint64_t seed, Direction direction);

    WirePlan m_plan;
    std::array<Chances, 2> m_chances; ///< by Direction
    std::uint64_t m_synAcks = 0;      ///< seen by the rule
};

} // namespace ls::wire
