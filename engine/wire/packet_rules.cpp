// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/packet_rules.h"

namespace ls::wire {

namespace {

/// 0 ≤ x < 1 in steps of 2^-53. Not std::uniform_real_distribution: what that makes of a generator is the library's
/// own affair, and a seed shall mean the same everywhere.
double unit(std::mt19937_64& generator) {
    return static_cast<double>(generator() >> 11) * 0x1p-53;
}

bool isAmongFirst(const Connection& connection, std::uint32_t first) {
    return first == 0 || (connection.number != 0 && connection.number <= first);
}

} // namespace

PacketRules::PacketRules(const WirePlan& plan)
    : m_plan(plan)
    , m_chances{seeded(plan.seed, Direction::Up), seeded(plan.seed, Direction::Down)} {
}

PacketRules::Chances PacketRules::seeded(std::uint64_t seed, Direction direction) {
    const auto generator = [&](std::uint32_t use) {
        std::seed_seq words{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                            static_cast<std::uint32_t>(direction), use};
        return Generator(words);
    };
    return {generator(0), generator(1), generator(2)};
}

Verdict PacketRules::judge(Direction direction, const PacketPlace* place) {
    Chances& chances = m_chances[static_cast<std::size_t>(direction)];
    Verdict verdict;
    if (m_plan.loss > 0 && unit(chances.loss) < m_plan.loss) {
        verdict.fate = Fate::Lost;
        return verdict;
    }
    if (place != nullptr && isDroppedSynAck(*place)) {
        verdict.fate = Fate::DroppedByRule;
        return verdict;
    }
    verdict.delay = direction == Direction::Up ? m_plan.delayUp : m_plan.delayDown;
    if (m_plan.jitter > Nanoseconds(0)) {
        const double longer = unit(chances.jitter) * static_cast<double>(m_plan.jitter.count());
        verdict.delay += Nanoseconds(static_cast<std::int64_t>(longer));
    }
    if (place != nullptr && isLateAck(direction, *place)) {
        verdict.delay += m_plan.lateAck.delay;
        verdict.heldByRule = true;
    }
    verdict.isDuplicated = m_plan.duplicate > 0 && unit(chances.duplicate) < m_plan.duplicate;
    return verdict;
}

bool PacketRules::isDroppedSynAck(const PacketPlace& place) {
    if (m_plan.dropSynAck.every == 0 || place.part != HandshakePart::SynAck ||
        !isAmongFirst(*place.connection, m_plan.dropSynAck.first)) {
        return false;
    }
    return ++m_synAcks % m_plan.dropSynAck.every == 0;
}

bool PacketRules::isLateAck(Direction direction, const PacketPlace& place) const {
    return direction == Direction::Up && m_plan.lateAck.delay > Nanoseconds(0) && place.connection->thirdAckSeen &&
           isAmongFirst(*place.connection, m_plan.lateAck.first);
}

} // namespace ls::wire
