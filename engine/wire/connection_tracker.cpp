// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/connection_tracker.h"

#include <cstring>
#include <utility>

namespace ls::wire {

namespace {

/// Whether `a` comes before `b` in sequence space, which wraps (RFC 9293, 3.4).
bool isBefore(std::uint32_t a, std::uint32_t b) {
    return static_cast<std::int32_t>(a - b) < 0;
}

/// Notes how far the packet reaches; true when it begins before what was seen.
bool advance(Connection::Way& way, const TcpPacket& packet) {
    if (packet.span() == 0) {
        return false;
    }
    const std::uint32_t end = packet.seq + packet.span();
    const bool repeats = way.next && isBefore(packet.seq, *way.next);
    way.next = repeats && isBefore(end, *way.next) ? *way.next : end;
    return repeats;
}

} // namespace

ConnectionTracker::ConnectionTracker(std::size_t capacity)
    : m_capacity(capacity) {
}

std::size_t ConnectionTracker::KeyHash::operator()(const ConnectionKey& key) const {
    std::array<std::uint64_t, 2> halves{};
    std::memcpy(halves.data(), key.client.address.bytes.data(), sizeof halves);
    const std::uint64_t ports = std::uint64_t{key.client.port} << 16 | key.server.port;
    // Multiplying spreads neighbouring addresses and ports over all bits (2^64 / golden ratio).
    constexpr std::uint64_t kSpread = 0x9e37'79b9'7f4a'7c15;
    const std::uint64_t mixed = ((halves[0] * kSpread) ^ halves[1]) * kSpread ^ ports;
    return mixed * kSpread >> 16;
}

Connection& ConnectionTracker::find(const ConnectionKey& key) {
    if (const auto known = m_byKey.find(key); known != m_byKey.end()) {
        m_connections.splice(m_connections.begin(), m_connections, known->second);
        return m_connections.front();
    }
    if (m_connections.size() == m_capacity) {
        m_byKey.erase(m_connections.back().key);
        m_connections.pop_back();
    }
    m_connections.push_front({.key = key});
    m_byKey.emplace(key, m_connections.begin());
    return m_connections.front();
}

PacketPlace ConnectionTracker::arrived(const TcpPacket& packet, Direction direction, TimePoint when) {
    const bool isUp = direction == Direction::Up;
    Connection& connection = find(isUp ? ConnectionKey{packet.source, packet.destination}
                                       : ConnectionKey{packet.destination, packet.source});
    PacketPlace place{.connection = &connection};
    place.part = isUp ? fromClient(connection, packet) : fromServer(connection, packet, when);
    place.retransmit = advance(connection.way(direction), packet);
    m_view.synAckRetransmits += place.part == HandshakePart::SynAck && place.retransmit ? 1 : 0;
    return place;
}

HandshakePart ConnectionTracker::fromClient(Connection& connection, const TcpPacket& packet) {
    if (packet.has(tcp_flag::kRst)) {
        return HandshakePart::None;
    }
    if (packet.has(tcp_flag::kSyn)) {
        if (connection.number == 0 || packet.seq != connection.clientIsn) { // a new one, maybe on used ports
            Connection begun{.key = connection.key, .number = ++m_view.connections, .clientIsn = packet.seq};
            for (const Direction direction : {Direction::Up, Direction::Down}) {
                begun.way(direction).lastDue = connection.way(direction).lastDue;
            }
            connection = begun;
        }
        return HandshakePart::Syn;
    }
    const bool answersSynAck = packet.has(tcp_flag::kAck) && packet.seq == connection.clientIsn + 1;
    if (connection.number == 0 || !connection.synAckSeen || connection.thirdAckSeen || !answersSynAck) {
        return HandshakePart::None;
    }
    connection.thirdAckSeen = true;
    return HandshakePart::ThirdAck;
}

HandshakePart ConnectionTracker::fromServer(Connection& connection, const TcpPacket& packet, TimePoint when) {
    const bool isSynAck = packet.has(tcp_flag::kSyn | tcp_flag::kAck);
    const bool isRst = packet.has(tcp_flag::kRst);
    if (isSynAck || isRst) {
        closeOpenSyn(connection);
    }
    // What was under way when the ACK came out is no answer to it.
    if (connection.thirdAckOpenSince && when > *connection.thirdAckOpenSince) {
        connection.thirdAckOpenSince.reset();
        ++(isSynAck ? m_view.thirdAcksAnsweredBySynAck
           : isRst  ? m_view.thirdAcksAnsweredByRst
                    : m_view.thirdAcksAnsweredByOther);
    }
    if (!isSynAck) {
        return HandshakePart::None;
    }
    ++m_view.synAcks;
    if (packet.seq != connection.serverIsn) {
        connection.way(Direction::Down).next.reset(); // a cookie, or another handshake: not a repetition
    }
    connection.serverIsn = packet.seq;
    connection.synAckSeen = true;
    return HandshakePart::SynAck;
}

void ConnectionTracker::closeOpenSyn(Connection& connection) {
    if (std::exchange(connection.isSynOpen, false)) {
        ++(connection.isRepeatedSyn ? m_synsAnsweredAgain : m_synsAnswered);
    }
}

void ConnectionTracker::deliveredToServer(const CapturedPacket& packet) {
    const bool counts = packet.part == HandshakePart::Syn || packet.part == HandshakePart::ThirdAck;
    if (!counts || packet.origin != Origin::Kernel) {
        return;
    }
    const auto known = m_byKey.find({packet.client, packet.server});
    if (known == m_byKey.end() || known->second->number != packet.connection) {
        return;
    }
    Connection& connection = *known->second;
    if (packet.part == HandshakePart::ThirdAck) {
        ++m_view.thirdAcksDelivered;
        connection.thirdAckOpenSince = packet.left;
        return;
    }
    ++m_view.synsDelivered;
    connection.isSynOpen = true;
    connection.isRepeatedSyn = connection.synAckSeen;
    m_synsDeliveredAgain += connection.synAckSeen ? 1 : 0;
}

HandshakeView ConnectionTracker::view() const {
    HandshakeView view = m_view;
    view.synsUnansweredAgain = m_synsDeliveredAgain - m_synsAnsweredAgain;
    view.synsUnanswered = view.synsDelivered - m_synsAnswered - m_synsAnsweredAgain;
    view.thirdAcksUnanswered = view.thirdAcksDelivered - view.thirdAcksAnsweredBySynAck - view.thirdAcksAnsweredByRst -
                               view.thirdAcksAnsweredByOther;
    return view;
}

} // namespace ls::wire
