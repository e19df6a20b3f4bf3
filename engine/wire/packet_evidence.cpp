// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/packet_evidence.h"

#include <algorithm>
#include <tuple>

namespace ls::wire {

bool has(const CapturedPacket& packet, std::uint8_t flags) {
    return (packet.flags & flags) == flags;
}

bool isSynAck(const CapturedPacket& packet) {
    return has(packet, tcp_flag::kSyn | tcp_flag::kAck);
}

bool isUp(const CapturedPacket& packet) {
    return packet.direction == Direction::Up;
}

std::uint32_t spanOf(const CapturedPacket& packet) {
    return packet.length + (has(packet, tcp_flag::kFin) ? 1U : 0U);
}

PacketEvidence::PacketEvidence(std::span<const CapturedPacket> packets)
    : m_packets(packets) {
    for (std::size_t i = 0; i < packets.size(); ++i) {
        const CapturedPacket& packet = packets[i];
        if (packet.origin == Origin::Duplicate) {
            continue;
        }
        if (!isUp(packet)) {
            m_fromServer.push_back(i);
            m_lastSynAck = isSynAck(packet) ? packet.arrived : m_lastSynAck;
        } else if (has(packet, tcp_flag::kSyn)) {
            m_syns.push_back(i);
        } else if (packet.retransmit) {
            m_repetitions.push_back({packet.seq, packet.arrived});
        }
    }
    std::sort(m_repetitions.begin(), m_repetitions.end(), [](const Repetition& a, const Repetition& b) {
        return std::tie(a.seq, a.when) < std::tie(b.seq, b.when);
    });
    for (std::size_t i = 0; i < packets.size(); ++i) {
        if (findUnheard(packets[i])) {
            m_unheard.push_back(i);
        }
    }
}

const CapturedPacket* PacketEvidence::nextFromServer(TimePoint time) const {
    const auto next = std::upper_bound(m_fromServer.begin(), m_fromServer.end(), time,
                                       [&](TimePoint when, std::size_t i) { return when < m_packets[i].arrived; });
    return next == m_fromServer.end() ? nullptr : &m_packets[*next];
}

const CapturedPacket* PacketEvidence::nextSyn(std::size_t index) const {
    const auto next = std::upper_bound(m_syns.begin(), m_syns.end(), index);
    return next == m_syns.end() ? nullptr : &m_packets[*next];
}

bool PacketEvidence::findUnheard(const CapturedPacket& packet) const {
    if (!isUp(packet) || spanOf(packet) == 0 || has(packet, tcp_flag::kSyn) || !packet.left) {
        return false;
    }
    const Repetition came{packet.seq, *packet.left};
    const auto again = std::upper_bound(
        m_repetitions.begin(), m_repetitions.end(), came,
        [](const Repetition& a, const Repetition& b) { return std::tie(a.seq, a.when) < std::tie(b.seq, b.when); });
    if (again == m_repetitions.end() || again->seq != packet.seq) {
        return false;
    }
    const CapturedPacket* answer = nextFromServer(*packet.left);
    return answer == nullptr || answer->arrived > again->when;
}

bool PacketEvidence::isUnheard(std::size_t index) const {
    return std::binary_search(m_unheard.begin(), m_unheard.end(), index);
}

bool PacketEvidence::isUnheardFrom(std::size_t index, std::optional<TimePoint> until) const {
    const auto first = std::lower_bound(m_unheard.begin(), m_unheard.end(), index);
    return first != m_unheard.end() && (!until || *m_packets[*first].left < *until);
}

} // namespace ls::wire
