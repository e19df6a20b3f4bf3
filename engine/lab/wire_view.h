// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/tcp_counters.h"
#include "engine/wire/captured_packet.h"
#include "engine/wire/wire_stats.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ls::lab {

/// The movement of ListenOverflows, by when the accept queue was found full. Counted in packets, as the kernel does.
struct OverflowAt {
    std::int64_t syn = 0; ///< a SYN came
    std::int64_t ack = 0; ///< the last ACK of a handshake came, or data or a FIN that could have stood for it
};

/// What a run's wire tells of it, read after the wire was stopped.
struct WireSummary {
    wire::WireStats stats;
    std::optional<OverflowAt> overflowAt; ///< nullopt where what the wire saw does not fit the kernel's counters
    /// Handshakes that the server ended by a reset which no client has got: lost, cut off, or still on the wire. The
    /// client believes itself connected, so it is counted unknown as well.
    std::uint64_t resetsUndelivered = 0;
    /// The same the other way: clients that closed by a reset of which the server has not heard.
    std::uint64_t closesUndelivered = 0;
    /// Clients whose SYNs the server answered by SYN/ACKs of different sequence numbers, as by a cookie first and by a
    /// remembered request then. The last ACK of one makes a child that finds the other in its place; the kernel counts
    /// it in PassiveOpens and throws it away (inet_ehash_nolisten() in tcp_v4_syn_recv_sock(), net/ipv4/tcp_ipv4.c).
    std::uint64_t answeredTwice = 0;
    bool sawAll = false; ///< the tap still holds every packet, so the last three are exact
};

/// The rule: the server answers every SYN that it does not drop, so the SYNs that came out at its side and got no
/// answer were dropped, and the kernel counted each in ListenDrops. Those it dropped for another reason than a full
/// accept queue are the drops that are not overflows; the rest are the overflows at a SYN, and the other overflows were
/// at an ACK. Repeated SYNs of a half-open connection are left out: they may go unanswered without a drop. Nothing is
/// said where packets came twice: the wire does not know what became of each copy.
[[nodiscard]] std::optional<OverflowAt> overflowAt(const wire::WireTotals& totals,
                                                   const kernel::CounterValues& movement);

/// What a wire did other than its plan says: "wire" (it lost packets of its own), "wire_late" (one packet in a hundred
/// came out more than a millisecond after its time), "wire_tun" (packets have the time when it read them, for no kernel
/// noted an earlier one: wire/tun_end.h), "capture" (frames are missing in the capture file).
[[nodiscard]] std::vector<std::string> limitsOf(const wire::WireStats& stats);

/// `packets`: what the tap still holds, oldest first.
[[nodiscard]] WireSummary summariseWire(const wire::WireStats& stats, std::span<const wire::CapturedPacket> packets,
                                        const kernel::CounterValues& movement);

} // namespace ls::lab
