// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/metrics/latency_histogram.h"

#include <cstdint>
#include <optional>

namespace ls::wire {

/// What joins the namespaces to the wire: see netns::protocol::Link.
enum class LinkKind : std::uint8_t { Veth, Tun };

/// What the wire saw of handshakes; half-open clients' packets are not in it. "Delivered" is: came out at the server's
/// side. Together with the kernel's counters it tells a SYN that met a full queue from a third ACK that did.
struct HandshakeView {
    std::uint64_t connections = 0; ///< first SYNs that came to the wire

    std::uint64_t synsDelivered = 0; ///< retransmitted ones included
    /// Of those: the server answered neither with a SYN/ACK nor with an RST before the next SYN of the connection, or
    /// until now. A SYN on its way to its answer counts too, so read it when the wire is quiet.
    std::uint64_t synsUnanswered = 0;
    /// Of the unanswered: the connection had had a SYN/ACK before. The kernel answers a repeated SYN of a half-open
    /// connection at most every tcp_invalid_ratelimit ms (tcp_check_req()), so these say nothing about a full queue.
    std::uint64_t synsUnansweredAgain = 0;

    std::uint64_t synAcks = 0;            ///< came from the server, retransmitted ones included
    std::uint64_t synAckRetransmits = 0;  ///< of those
    std::uint64_t thirdAcksDelivered = 0; ///< at most one a connection
    /// Of those, by what the server sent first after it got one:
    std::uint64_t thirdAcksAnsweredBySynAck = 0; ///< it stayed half-open: the accept queue was full
    std::uint64_t thirdAcksAnsweredByRst = 0;    ///< tcp_abort_on_overflow, or nobody knew the connection any more
    std::uint64_t thirdAcksAnsweredByOther = 0;  ///< data, ACK of data, FIN: the connection lives
    std::uint64_t thirdAcksUnanswered = 0;       ///< nothing, so far: usual where nobody sends data
};

/// What became of the wire's own half-open clients.
struct HalfOpenView {
    std::uint64_t sent = 0;      ///< SYNs that came to the wire, which does to them what it does to all packets
    std::uint64_t delivered = 0; ///< of those: came out at the server's side; second copies not counted
    std::uint64_t answered = 0;  ///< clients that got at least one SYN/ACK
    std::uint64_t reset = 0;     ///< clients that got an RST
    std::uint64_t swallowed = 0; ///< packets to them, retransmitted SYN/ACKs included
};

/// What a capture file has of one wire's frames.
struct PcapShare {
    std::uint64_t before = 0; ///< frames that the file had already
    std::uint64_t frames = 0;
    std::uint64_t missing = 0; ///< the file's disk or reader was too slow for them

    friend bool operator==(const PcapShare&, const PcapShare&) = default;
};

/// Counts of a wire since it started; packets() + halfOpen.sent + duplicated = fates() + inFlight.
struct WireTotals {
    std::uint64_t packetsUp = 0; ///< frames that came to the wire from the clients
    std::uint64_t packetsDown = 0;
    std::uint64_t bytes = 0;       ///< of those, link-layer headers included
    std::uint64_t notTcp = 0;      ///< of those: passed on by the same delay and loss, but not in the tap
    std::uint64_t duplicated = 0;  ///< second copies made
    std::uint64_t held = 0;        ///< packets that a late-ACK rule held
    std::uint64_t retransmits = 0; ///< by the kernels

    std::uint64_t inFlight = 0; ///< on the wire at this moment
    std::uint64_t delivered = 0;
    std::uint64_t lost = 0; ///< by the plan's loss
    std::uint64_t droppedByRule = 0;
    std::uint64_t cutOff = 0;

    // Faults of the wire: where droppedByItself() is not 0 the run was not what the plan says.
    std::uint64_t overBudget = 0;          ///< more bytes in flight than the wire may keep
    std::uint64_t sendFailures = 0;        ///< send() refused
    std::uint64_t unfinishedChecksums = 0; ///< checksum offload is on: such frames cannot be passed on
    std::uint64_t truncated = 0;           ///< larger than a slot of the ring: segmentation offload is on
    std::uint64_t ringOverruns = 0; ///< came faster than the wire read (LinkEnd::takeOverruns()); not in packets()

    HalfOpenView halfOpen;
    HandshakeView handshakes;
    std::optional<PcapShare> pcap; ///< null: nothing is recorded

    [[nodiscard]] std::uint64_t missingInPcap() const { return pcap ? pcap->missing : 0; }
    [[nodiscard]] std::uint64_t packets() const { return packetsUp + packetsDown; }
    [[nodiscard]] std::uint64_t faults() const { return overBudget + sendFailures + unfinishedChecksums + truncated; }
    /// Frames whose fate is known.
    [[nodiscard]] std::uint64_t fates() const {
        return delivered + lost + droppedByRule + cutOff + halfOpen.swallowed + faults();
    }
    [[nodiscard]] std::uint64_t droppedByItself() const { return faults() + ringOverruns; }
};

struct WireStats : WireTotals {
    /// How late packets came out, against arrival + delay. Packets in flight are missing in it.
    HistogramSnapshot timingError;
    LinkKind link = LinkKind::Veth;
};

} // namespace ls::wire
