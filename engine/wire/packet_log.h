// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/ladder.h"

#include <optional>
#include <span>
#include <vector>

namespace ls::wire {

/// The packets of a tap sorted into connections. A value; never changes.
class PacketLog final {
public:
    PacketLog() = default;
    /// `packets`: of a Tap. `now`: see makeLadder(). 50,000 packets take some tens of milliseconds.
    PacketLog(std::vector<CapturedPacket> packets, TimePoint now);

    /// Worst first; among equals those with more retransmits, then those that the server has not
    /// confirmed, then the older ones.
    [[nodiscard]] const std::vector<ConnectionSummary>& connections() const { return m_connections; }
    /// nullopt: none of that name.
    [[nodiscard]] std::optional<Ladder> ladder(const ConnectionId& id) const;
    [[nodiscard]] std::size_t packetCount() const { return m_packets.size(); }
    [[nodiscard]] TimePoint now() const { return m_now; }

private:
    std::vector<CapturedPacket> m_packets; ///< by connection, then by number
    std::vector<ConnectionSummary> m_connections;
    TimePoint m_now{};
};

} // namespace ls::wire
