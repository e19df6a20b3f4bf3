// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/ladder.h"

#include "engine/wire/packet_evidence.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ls::wire {

namespace {

using namespace std::chrono_literals;
using kernel::TcpState;

/// Within this an end answers, however busy the machine is; a later RST answers something else.
constexpr Nanoseconds kAtOnce = 100ms;
constexpr Nanoseconds kMaxTimeout = 120s; ///< TCP_RTO_MAX, include/net/tcp.h

End senderOf(const CapturedPacket& packet) {
    return isUp(packet) ? End::Client : End::Server;
}

End receiverOf(const CapturedPacket& packet) {
    return isUp(packet) ? End::Server : End::Client;
}

/// A packet leaves its sender, or comes to its receiver.
struct Happening {
    TimePoint when{};
    std::size_t packet = 0;
    bool isArrival = false;
};

std::vector<Happening> happeningsOf(std::span<const CapturedPacket> packets) {
    std::vector<Happening> all;
    all.reserve(2 * packets.size());
    for (std::size_t i = 0; i < packets.size(); ++i) {
        all.push_back({packets[i].arrived, i, false});
        if (packets[i].left) {
            all.push_back({*packets[i].left, i, true});
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Happening& a, const Happening& b) { return a.when < b.when; });
    return all;
}

std::vector<CapturedPacket> inOrderOfSending(std::span<const CapturedPacket> packets) {
    std::vector<CapturedPacket> sorted(packets.begin(), packets.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const CapturedPacket& a, const CapturedPacket& b) { return a.arrived < b.arrived; });
    return sorted;
}

/// What the ACK of its own FIN makes of an end (RFC 9293, 3.6).
TcpState afterAckOfFin(TcpState state) {
    switch (state) {
    case TcpState::FinWait1:
        return TcpState::FinWait2;
    case TcpState::Closing:
        return TcpState::TimeWait;
    case TcpState::LastAck:
        return TcpState::Close;
    default:
        return state;
    }
}

TcpState afterFin(TcpState state) {
    switch (state) {
    case TcpState::Established:
        return TcpState::CloseWait;
    case TcpState::FinWait1:
        return TcpState::Closing;
    case TcpState::FinWait2:
        return TcpState::TimeWait;
    default:
        return state;
    }
}

TcpState afterSendingFin(TcpState state) {
    return state == TcpState::Established ? TcpState::FinWait1
           : state == TcpState::CloseWait ? TcpState::LastAck
                                          : state;
}

/// Goes through a connection's packets in order of time and keeps the books of both ends (RFC 9293, 3.3.2).
class LadderMaker {
public:
    LadderMaker(std::span<const CapturedPacket> packets, TimePoint now)
        : m_packets(inOrderOfSending(packets))
        , m_evidence(m_packets)
        , m_now(now) {
        m_ladder.rungs.resize(m_packets.size());
    }

    Ladder make() {
        begin();
        for (const Happening& happening : happeningsOf(m_packets)) {
            forgetInSilence(happening.when);
            m_when = happening.when;
            if (happening.isArrival) {
                arrive(happening.packet);
            } else {
                send(happening.packet);
            }
        }
        forgetInSilence(m_now);
        completeInSilence();
        m_ladder.summary.trouble = troubleOf();
        return std::move(m_ladder);
    }

private:
    void begin() {
        ConnectionSummary& summary = m_ladder.summary;
        const CapturedPacket& first = m_packets.front();
        summary.id = idOf(first);
        summary.first = summary.last = m_when = first.arrived;
        summary.isPartial = !(isUp(first) && has(first, tcp_flag::kSyn));
        // Who is met in the middle of a conversation is most likely in it.
        m_wasEstablished = summary.isPartial;
        summary.client = {summary.isPartial ? TcpState::Established : TcpState::Close};
        summary.server = {summary.isPartial ? TcpState::Established : TcpState::Listen};
        m_ladder.states = {{m_when, End::Client, summary.client}, {m_when, End::Server, summary.server}};
    }

    [[nodiscard]] EndState& state(End end) {
        return end == End::Client ? m_ladder.summary.client : m_ladder.summary.server;
    }

    void become(End end, EndState to) {
        EndState& now = state(end);
        if (now != to) {
            now = to;
            m_ladder.states.push_back({m_when, end, to});
        }
    }

    /// To `to`, if that is another state; else a claim stays one.
    void move(End end, TcpState to) {
        if (state(end).state != to) {
            become(end, {to});
        }
    }

    void send(std::size_t index) {
        const CapturedPacket& packet = m_packets[index];
        Rung& rung = m_ladder.rungs[index];
        rung.packet = packet;
        number(rung);
        count(packet);
        const End end = senderOf(packet);
        if (has(packet, tcp_flag::kRst)) {
            move(end, TcpState::Close);
            m_ladder.summary.resetBy = m_ladder.summary.resetBy.value_or(end);
        } else if (end == End::Server) {
            sendFromServer(packet);
        } else if (has(packet, tcp_flag::kSyn) && state(end).state == TcpState::Close) {
            move(end, TcpState::SynSent);
        }
        if (has(packet, tcp_flag::kFin)) {
            m_finEnd[static_cast<std::size_t>(end)] = rung.seq + spanOf(packet);
            move(end, afterSendingFin(state(end).state));
        }
        rung.sender = state(end).state;
    }

    void number(Rung& rung) {
        const CapturedPacket& packet = rung.packet;
        auto& own = m_firstNumber[static_cast<std::size_t>(senderOf(packet))];
        auto& other = m_firstNumber[static_cast<std::size_t>(receiverOf(packet))];
        if (has(packet, tcp_flag::kSyn)) {
            own = packet.seq; // of SYN/ACKs the newest: cookies change it
        }
        if (!own) {
            own = packet.seq - 1;
        }
        rung.seq = packet.seq - *own;
        if (has(packet, tcp_flag::kAck)) {
            if (!other) {
                other = packet.ack - 1;
            }
            rung.ack = packet.ack - *other;
        }
    }

    void count(const CapturedPacket& packet) {
        ConnectionSummary& summary = m_ladder.summary;
        ++summary.packets;
        summary.retransmits += packet.retransmit && packet.origin != Origin::Duplicate ? 1 : 0;
        summary.bytes += packet.origin == Origin::Duplicate ? 0 : packet.length;
        summary.lost += packet.fate != Fate::Held && packet.fate != Fate::Delivered ? 1 : 0;
        summary.last = std::max(summary.last, packet.left.value_or(packet.arrived));
    }

    void sendFromServer(const CapturedPacket& packet) {
        if (isSynAck(packet)) {
            ++m_synAcks;
            m_lastSynAck = packet.arrived;
            if (!m_wasEstablished) {
                m_isRemembered = m_isRemembered || m_wasIgnored; // a cookie is never repeated
                become(End::Server, {TcpState::SynRecv});
            }
        } else if (state(End::Server).isClaim) {
            become(End::Server, {TcpState::Established}); // its own word
        }
    }

    void arrive(std::size_t index) {
        const CapturedPacket& packet = m_packets[index];
        Rung& rung = m_ladder.rungs[index];
        const End end = receiverOf(packet);
        if (has(packet, tcp_flag::kRst)) {
            move(end, TcpState::Close);
        } else if (end == End::Server) {
            rung.effect = arriveAtServer(index);
        } else if (state(end).state == TcpState::SynSent && isSynAck(packet)) {
            move(end, TcpState::Established);
        }
        const bool isTaken = rung.effect == Effect::Usual && !has(packet, tcp_flag::kSyn);
        if (isTaken && !has(packet, tcp_flag::kRst)) {
            close(end, rung);
        }
        rung.receiver = state(end).state;
    }

    /// What an ACK of the own FIN, and the other's FIN, do to an end.
    void close(End end, const Rung& rung) {
        const auto finEnd = m_finEnd[static_cast<std::size_t>(end)];
        if (finEnd && rung.ack && *rung.ack >= *finEnd) {
            move(end, afterAckOfFin(state(end).state));
        }
        if (has(rung.packet, tcp_flag::kFin)) {
            move(end, afterFin(state(end).state));
        }
    }

    [[nodiscard]] Effect arriveAtServer(std::size_t index) {
        const CapturedPacket& packet = m_packets[index];
        if (has(packet, tcp_flag::kSyn)) {
            return effectOfSyn(index);
        }
        if (!m_wasEstablished && has(packet, tcp_flag::kAck)) {
            const Effect effect = complete(index);
            m_wasIgnored = m_wasIgnored || effect != Effect::Usual;
            return effect;
        }
        return m_evidence.isUnheard(index) ? Effect::NotAcknowledged : Effect::Usual;
    }

    [[nodiscard]] Effect effectOfSyn(std::size_t index) const {
        const CapturedPacket* answer = m_evidence.nextFromServer(*m_packets[index].left);
        const CapturedPacket* again = m_evidence.nextSyn(index);
        if (answer != nullptr && (again == nullptr || answer->arrived <= again->left.value_or(again->arrived))) {
            return Effect::Usual;
        }
        return again == nullptr ? Effect::SynUnanswered : m_synAcks > 0 ? Effect::SynNotRepeated : Effect::SynIgnored;
    }

    /// A packet that should complete the handshake came. Whether it did is told by what the server sent next.
    [[nodiscard]] Effect complete(std::size_t index) {
        const CapturedPacket& packet = m_packets[index];
        const Effect ignored = spanOf(packet) > 0 ? Effect::DataIgnored : Effect::AckIgnored;
        const CapturedPacket* next = m_evidence.nextFromServer(*packet.left);
        if (next != nullptr && isSynAck(*next)) {
            return ignored;
        }
        const bool isReset = next != nullptr && has(*next, tcp_flag::kRst);
        if (isReset && next->arrived - *packet.left < kAtOnce) {
            return Effect::AckRefused;
        }
        const auto heardAt = next != nullptr ? std::optional(next->arrived) : std::nullopt;
        // Or nothing speaks for another fate than that of the ones before.
        if (isReset || m_evidence.isUnheardFrom(index, heardAt) || (next == nullptr && m_wasIgnored)) {
            doubtHalfOpen();
            return ignored;
        }
        become(End::Server, {TcpState::Established, next == nullptr});
        m_wasEstablished = true;
        return Effect::Usual;
    }

    /// It ignored what should have completed the handshake, and no SYN/ACK has shown since that it remembers it.
    void doubtHalfOpen() {
        if (!m_isRemembered && state(End::Server).state == TcpState::SynRecv) {
            become(End::Server, {TcpState::SynRecv, true});
        }
    }

    /// A half-open server repeats its SYN/ACK 1, 2, 4 … s after the one before (reqsk_timer_handler(),
    /// net/ipv4/inet_connection_sock.c). One that has been silent for longer by `now` is not half-open any more.
    [[nodiscard]] bool isSilent(TimePoint now) {
        if (m_wasEstablished || !m_wasIgnored || m_synAcks == 0 || state(End::Server).state != TcpState::SynRecv) {
            return false;
        }
        const Nanoseconds due = std::min<Nanoseconds>(1s * (1U << std::min(m_synAcks - 1, 16U)), kMaxTimeout);
        m_due = m_lastSynAck + due + 500ms;
        return m_lastSynAck == m_evidence.lastSynAck() && now >= m_due;
    }

    /// The server holds nothing of a connection whose data it never took.
    void forgetInSilence(TimePoint now) {
        constexpr unsigned kSynAcks = 6; // tcp_synack_retries is 5, and the first
        if (isSilent(now) && (m_synAcks >= kSynAcks || m_evidence.isUnheardFrom(0, std::nullopt))) {
            m_when = m_due;
            become(End::Server, {TcpState::Close});
        }
    }

    /// What speaks for nothing else: the ACK was taken in the end.
    void completeInSilence() {
        if (isSilent(m_now)) {
            m_when = m_due;
            become(End::Server, {TcpState::Established, true});
            m_wasEstablished = true;
        }
    }

    [[nodiscard]] Trouble troubleOf() const {
        const ConnectionSummary& summary = m_ladder.summary;
        if (m_packets.front().origin == Origin::HalfOpen) {
            return Trouble::HalfOpenClient;
        }
        if (isGhost()) {
            return Trouble::Ghost;
        }
        if (summary.resetBy) {
            return Trouble::Reset;
        }
        if (summary.client.state == TcpState::SynSent && summary.retransmits > 0) {
            return Trouble::Unanswered;
        }
        return summary.retransmits > 0 ? Trouble::Retransmits : Trouble::None;
    }

    [[nodiscard]] bool isGhost() const {
        const TcpState client = m_ladder.summary.client.state;
        if (m_wasEstablished || client == TcpState::Close || client == TcpState::SynSent) {
            return false;
        }
        // While its ACK is on the way nothing is wrong.
        return std::any_of(m_packets.begin(), m_packets.end(), [](const CapturedPacket& packet) {
            return isUp(packet) && !has(packet, tcp_flag::kSyn) && packet.fate != Fate::Held;
        });
    }

    std::vector<CapturedPacket> m_packets; ///< in order of sending
    PacketEvidence m_evidence;
    TimePoint m_now;
    Ladder m_ladder;
    TimePoint m_when{};
    std::array<std::optional<std::uint32_t>, 2> m_firstNumber; ///< by End: of its SYN
    std::array<std::optional<std::uint32_t>, 2> m_finEnd;      ///< by End: relative, after its FIN
    unsigned m_synAcks = 0;
    TimePoint m_lastSynAck{};
    TimePoint m_due{};             ///< the next SYN/ACK of a half-open server, with some patience
    bool m_wasIgnored = false;     ///< something that should have completed the handshake
    bool m_isRemembered = false;   ///< the handshake, by the server: it repeated its SYN/ACK after that
    bool m_wasEstablished = false; ///< the server, at least by a claim
};

} // namespace

ConnectionId idOf(const CapturedPacket& packet) {
    return {packet.connection, packet.client, packet.server};
}

std::optional<Nanoseconds> Rung::onWire() const {
    return packet.left ? std::optional(*packet.left - packet.arrived) : std::nullopt;
}

Ladder makeLadder(std::span<const CapturedPacket> packets, TimePoint now) {
    return packets.empty() ? Ladder() : LadderMaker(packets, now).make();
}

} // namespace ls::wire
