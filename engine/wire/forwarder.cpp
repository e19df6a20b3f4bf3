// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/forwarder.h"

#include <algorithm>
#include <utility>

#include <net/ethernet.h>

namespace ls::wire {

namespace {

using namespace std::chrono_literals;

constexpr unsigned kTakenPerTurn = 256; ///< of each end, so that neither direction nor what is due waits long
constexpr unsigned kSentPerTurn = 512;

// A frame gets its stamp before it lies in the ring; a busy kernel lets it wait in between, on this machine up to a
// few milliseconds. The capture file's order is held open for much longer than that.
constexpr Nanoseconds kStampedToRing = 100ms;

void fill(CapturedPacket& packet, const TcpPacket& tcp) {
    const bool isUp = packet.direction == Direction::Up;
    packet.client = isUp ? tcp.source : tcp.destination;
    packet.server = isUp ? tcp.destination : tcp.source;
    packet.seq = tcp.seq;
    packet.ack = tcp.ack;
    packet.length = tcp.length;
    packet.window = tcp.window;
    packet.flags = tcp.flags;
}

} // namespace

Forwarder::Forwarder(const WirePlan& plan, Ends ends, std::size_t budget, const Outputs& outputs)
    : m_plan(plan)
    , m_ends(std::move(ends))
    , m_outputs(outputs)
    , m_rules(plan)
    , m_queue(budget)
    , m_halfOpen(plan.seed, m_ends.serverEndpoint) {
    readClocks();
    if (m_outputs.pcap != nullptr) {
        m_outputs.pcap->beginShare();
    }
}

void Forwarder::startClock(TimePoint zero) {
    m_zero = zero;
    m_halfOpen.begin(m_plan.halfOpen, zero);
}

void Forwarder::change(const WirePlan& plan) {
    if (m_zero && plan.halfOpen != m_plan.halfOpen) {
        m_halfOpen.begin(plan.halfOpen, Clock::now());
    }
    m_plan = plan;
    m_rules = PacketRules(plan);
}

bool Forwarder::isCut(TimePoint when) const {
    return m_zero && m_plan.cutAt && when - *m_zero >= *m_plan.cutAt;
}

LinkEnd& Forwarder::source(Direction direction) {
    return direction == Direction::Up ? *m_ends.clients : *m_ends.server;
}

LinkEnd& Forwarder::target(Direction direction) {
    return direction == Direction::Up ? *m_ends.server : *m_ends.clients;
}

std::optional<TimePoint> Forwarder::turn() {
    readClocks();
    m_hasMore = false;
    const TimePoint began = m_now;
    receive(Direction::Up);
    if (receive(Direction::Down)) {
        m_seenDown = began;
    }
    takeHalfOpen();
    sendDue();
    flushPcap();
    const auto packet = m_queue.nextDue();
    const auto halfOpen = m_halfOpen.nextDue();
    return packet && halfOpen ? std::min(packet, halfOpen) : packet ? packet : halfOpen;
}

void Forwarder::takeRest() {
    readClocks();
    do {
        m_hasMore = false;
        receive(Direction::Up);
        receive(Direction::Down);
    } while (m_hasMore);
}

void Forwarder::readClocks() {
    m_realtime = realtimeAhead();
    m_now = Clock::now();
}

TimePoint Forwarder::arrivalOf(const LinkFrame& frame) {
    if (!frame.stamp) {
        m_now = Clock::now();
        return m_now;
    }
    if (TimePoint(*frame.stamp - m_realtime) > m_now) { // it came during this turn
        readClocks();
    }
    const TimePoint arrived(*frame.stamp - m_realtime);
    // CLOCK_REALTIME can be set while a frame lies in the ring; then the time of looking is the better one.
    return arrived > m_now || arrived < m_now - 1s ? m_now : arrived;
}

bool Forwarder::receive(Direction direction) {
    LinkEnd& end = source(direction);
    unsigned taken = 0;
    for (; taken < kTakenPerTurn; ++taken) {
        const auto frame = end.front();
        if (!frame) {
            return true;
        }
        take(direction, *frame);
        end.release();
    }
    m_hasMore = true;
    return false;
}

void Forwarder::take(Direction direction, const LinkFrame& frame) {
    ++(direction == Direction::Up ? m_totals.packetsUp : m_totals.packetsDown);
    m_totals.bytes += frame.bytes.size();
    if (!isWhole(frame)) {
        return;
    }
    CapturedPacket packet;
    packet.direction = direction;
    packet.arrived = arrivalOf(frame);
    if (direction == Direction::Down) {
        m_seenDown = packet.arrived;
        writePcap(packet.arrived, frame.bytes);
    }
    if (const auto tcp = parseTcp(frame.bytes)) {
        packet.number = ++m_lastNumber;
        fill(packet, *tcp);
        takeTcp(packet, *tcp, frame.bytes);
    } else {
        ++m_totals.notTcp;
        takeOther(packet, frame.bytes);
    }
}

bool Forwarder::isWhole(const LinkFrame& frame) {
    if (frame.isTruncated || frame.bytes.size() < sizeof(ether_header)) {
        ++m_totals.truncated;
        return false;
    }
    if (frame.hasUnfinishedChecksum) {
        ++m_totals.unfinishedChecksums;
        return false;
    }
    return true;
}

void Forwarder::takeTcp(CapturedPacket packet, const TcpPacket& tcp, std::span<const std::byte> frame) {
    if (packet.direction == Direction::Down && m_halfOpen.owns(tcp.destination)) {
        swallow(packet, tcp, frame);
        return;
    }
    const PacketPlace place = m_tracker.arrived(tcp, packet.direction, packet.arrived);
    packet.connection = place.connection->number;
    packet.part = place.part;
    packet.retransmit = place.retransmit;
    m_totals.retransmits += place.retransmit ? 1 : 0;
    const Verdict verdict = m_rules.judge(packet.direction, &place);
    enter(packet, verdict, place.connection->way(packet.direction).lastDue, frame);
}

void Forwarder::takeOther(CapturedPacket packet, std::span<const std::byte> frame) {
    const Verdict verdict = m_rules.judge(packet.direction, nullptr);
    enter(packet, verdict, m_otherDue[static_cast<std::size_t>(packet.direction)], frame);
}

void Forwarder::swallow(CapturedPacket packet, const TcpPacket& tcp, std::span<const std::byte> frame) {
    packet.fate = Fate::Swallowed;
    packet.part = tcp.has(tcp_flag::kSyn | tcp_flag::kAck) ? HandshakePart::SynAck : HandshakePart::None;
    packet.retransmit = m_halfOpen.swallow(tcp);
    m_outputs.tap.note(packet, frame);
}

void Forwarder::enter(CapturedPacket packet, const Verdict& verdict, TimePoint& lastDue,
                      std::span<const std::byte> frame) {
    packet.fate = isCut(packet.arrived) ? Fate::CutOff : verdict.fate;
    if (packet.number != 0) {
        m_outputs.tap.note(packet, frame);
    }
    switch (packet.fate) {
    case Fate::CutOff:
        ++m_totals.cutOff;
        return;
    case Fate::Lost:
        ++m_totals.lost;
        return;
    case Fate::DroppedByRule:
        ++m_totals.droppedByRule;
        return;
    default:
        break;
    }
    packet.heldByRule = verdict.heldByRule;
    m_totals.held += verdict.heldByRule ? 1 : 0;
    lastDue = std::max(lastDue, packet.arrived + verdict.delay);
    queue(packet, lastDue, frame);
    if (verdict.isDuplicated) {
        ++m_totals.duplicated;
        packet.origin = Origin::Duplicate;
        if (packet.number != 0) {
            packet.number = ++m_lastNumber;
            m_outputs.tap.note(packet, frame);
        }
        queue(packet, lastDue, frame);
    }
}

void Forwarder::queue(const CapturedPacket& packet, TimePoint due, std::span<const std::byte> frame) {
    Parcel parcel{packet, due, {frame.begin(), frame.end()}};
    if (!m_queue.push(std::move(parcel))) {
        CapturedPacket dropped = packet;
        settle(dropped, Fate::DroppedByWire, m_totals.overBudget);
    }
}

void Forwarder::settle(CapturedPacket& packet, Fate fate, std::uint64_t& count) {
    ++count;
    packet.fate = fate;
    if (packet.number != 0) {
        m_outputs.tap.settle(packet);
    }
}

void Forwarder::sendDue() {
    for (unsigned sent = 0; sent < kSentPerTurn; ++sent) {
        m_now = Clock::now();
        const auto parcel = m_queue.popDue(m_now);
        if (!parcel) {
            return;
        }
        deliver(*parcel);
    }
    m_hasMore = true;
}

void Forwarder::deliver(Parcel& parcel) {
    CapturedPacket& packet = parcel.packet;
    if (isCut(parcel.due)) {
        settle(packet, Fate::CutOff, m_totals.cutOff);
        return;
    }
    // Before send(): on a veth pair the receiver works inside it, and its answer must not seem older than the question.
    packet.left = m_now;
    if (!target(packet.direction).send(parcel.frame)) {
        packet.left.reset();
        settle(packet, Fate::DroppedByWire, m_totals.sendFailures);
        return;
    }
    settle(packet, Fate::Delivered, m_totals.delivered);
    m_outputs.timingError.record(m_now - parcel.due);
    if (packet.origin == Origin::HalfOpen) {
        m_halfOpen.delivered();
    }
    if (packet.direction == Direction::Up) {
        m_tracker.deliveredToServer(packet);
        writePcap(m_now, parcel.frame);
    }
}

/// Half-open clients' SYNs that are due come to the wire like the other clients' frames.
void Forwarder::takeHalfOpen() {
    for (unsigned taken = 0; taken < kTakenPerTurn; ++taken) {
        const auto due = m_halfOpen.nextDue();
        if (!due || *due > m_now) {
            return;
        }
        if (isCut(*due)) {
            m_halfOpen.end();
            return;
        }
        takeOneHalfOpen(*due);
    }
    m_hasMore = true;
}

void Forwarder::takeOneHalfOpen(TimePoint due) {
    const std::vector<std::byte> frame = m_halfOpen.makeNext(due);
    m_halfOpen.sent();
    CapturedPacket packet;
    packet.number = ++m_lastNumber;
    packet.arrived = due;
    packet.origin = Origin::HalfOpen;
    packet.part = HandshakePart::Syn;
    fill(packet, parseTcp(frame).value());
    TimePoint lastDue{}; // each is a connection of its own
    enter(packet, m_rules.judge(Direction::Up, nullptr), lastDue, frame);
}

void Forwarder::writePcap(TimePoint when, std::span<const std::byte> frame) {
    if (m_outputs.pcap != nullptr) {
        m_outputs.pcap->note(when, frame);
    }
}

/// Frames up come out in the order of time; those down are noted by their stamps, so some lie before what came out in
/// the meantime.
void Forwarder::flushPcap() {
    if (m_outputs.pcap != nullptr) {
        m_outputs.pcap->flush(m_seenDown - kStampedToRing);
    }
}

Result<> Forwarder::takeError() {
    auto clients = m_ends.clients->takeError();
    auto server = m_ends.server->takeError();
    return clients ? server : clients;
}

void Forwarder::countOverruns() {
    m_totals.ringOverruns += m_ends.clients->takeOverruns() + m_ends.server->takeOverruns();
}

WireTotals Forwarder::totals() const {
    WireTotals totals = m_totals;
    totals.inFlight = m_queue.size();
    totals.halfOpen = m_halfOpen.view();
    totals.handshakes = m_tracker.view();
    if (m_outputs.pcap != nullptr) {
        totals.pcap = m_outputs.pcap->share();
    }
    return totals;
}

} // namespace ls::wire
