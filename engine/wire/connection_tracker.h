// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/wire/captured_packet.h"
#include "engine/wire/tcp_packet.h"
#include "engine/wire/wire_stats.h"

#include <array>
#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>

namespace ls::wire {

struct ConnectionKey {
    IpEndpoint client;
    IpEndpoint server;

    friend bool operator==(const ConnectionKey&, const ConnectionKey&) = default;
};

/// What the wire knows of a connection.
struct Connection {
    ConnectionKey key;
    std::uint64_t number = 0; ///< 1 = the first; 0: its SYN was not seen
    std::uint32_t clientIsn = 0;
    std::uint32_t serverIsn = 0; ///< of the newest SYN/ACK
    bool synAckSeen = false;
    bool thirdAckSeen = false;
    bool isSynOpen = false;                     ///< a SYN came out and has no answer yet
    bool isRepeatedSyn = false;                 ///< the open SYN came out after a SYN/ACK had come
    std::optional<TimePoint> thirdAckOpenSince; ///< the third ACK came out then; the server has sent nothing since

    /// By Direction. `next`: the sequence number after the last one seen. `lastDue`: no packet may leave before it.
    struct Way {
        std::optional<std::uint32_t> next;
        TimePoint lastDue{};
    };
    std::array<Way, 2> ways{};

    [[nodiscard]] Way& way(Direction direction) { return ways[static_cast<std::size_t>(direction)]; }
};

/// Where a packet stands in its connection.
struct PacketPlace {
    Connection* connection = nullptr; ///< valid until the next packet
    HandshakePart part = HandshakePart::None;
    bool retransmit = false;
};

/// Follows the handshakes of the connections that pass; one thread. Bounded: the connection that was silent longest is
/// forgotten for a new one, its packets still to come then count as those of an unknown connection.
class ConnectionTracker final {
public:
    explicit ConnectionTracker(std::size_t capacity = kCapacity);

    /// A packet came to the wire at `when`.
    [[nodiscard]] PacketPlace arrived(const TcpPacket& packet, Direction direction, TimePoint when);
    /// A packet came out at the server's side. Duplicates say nothing new.
    void deliveredToServer(const CapturedPacket& packet);

    [[nodiscard]] HandshakeView view() const;
    [[nodiscard]] std::size_t size() const { return m_connections.size(); }

private:
    static constexpr std::size_t kCapacity = 100'000; ///< some 25 MB when full

    struct KeyHash {
        std::size_t operator()(const ConnectionKey& key) const;
    };

    [[nodiscard]] Connection& find(const ConnectionKey& key);
    [[nodiscard]] HandshakePart fromClient(Connection& connection, const TcpPacket& packet);
    [[nodiscard]] HandshakePart fromServer(Connection& connection, const TcpPacket& packet, TimePoint when);
    void closeOpenSyn(Connection& connection);

    std::size_t m_capacity;
    std::list<Connection> m_connections; ///< the one heard of last in front
    std::unordered_map<ConnectionKey, std::list<Connection>::iterator, KeyHash> m_byKey;
    HandshakeView m_view; ///< the unanswered ones are worked out in view()
    std::uint64_t m_synsAnswered = 0;
    std::uint64_t m_synsDeliveredAgain = 0; ///< of connections that had had a SYN/ACK
    std::uint64_t m_synsAnsweredAgain = 0;
};

} // namespace ls::wire
