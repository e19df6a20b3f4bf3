// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/packet_log.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ls::wire {

namespace {

bool isWorse(const ConnectionSummary& a, const ConnectionSummary& b) {
    return std::tuple(a.trouble, b.retransmits, b.server.isClaim, a.first, a.id) <
           std::tuple(b.trouble, a.retransmits, a.server.isClaim, b.first, b.id);
}

} // namespace

PacketLog::PacketLog(std::vector<CapturedPacket> packets, TimePoint now)
    : m_packets(std::move(packets))
    , m_now(now) {
    std::sort(m_packets.begin(), m_packets.end(), [](const CapturedPacket& a, const CapturedPacket& b) {
        return std::tuple(idOf(a), a.number) < std::tuple(idOf(b), b.number);
    });
    for (auto first = m_packets.cbegin(); first != m_packets.cend();) {
        const auto isOther = [&](const CapturedPacket& each) { return idOf(each) != idOf(*first); };
        const auto end = std::find_if(first, m_packets.cend(), isOther);
        m_connections.push_back(makeLadder({first, end}, now).summary);
        first = end;
    }
    std::sort(m_connections.begin(), m_connections.end(), isWorse);
}

std::optional<Ladder> PacketLog::ladder(const ConnectionId& id) const {
    const auto first =
        std::lower_bound(m_packets.begin(), m_packets.end(), id,
                         [](const CapturedPacket& each, const auto& wanted) { return idOf(each) < wanted; });
    const auto end = std::find_if(first, m_packets.end(), [&](const CapturedPacket& each) { return idOf(each) != id; });
    return first == end ? std::nullopt : std::optional(makeLadder({first, end}, m_now));
}

} // namespace ls::wire
