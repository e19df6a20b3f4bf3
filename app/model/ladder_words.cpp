// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/ladder_words.h"

#include "app/model/socket_words.h"
#include "app/model/words.h"
#include "engine/wire/packet_evidence.h"

#include <QCoreApplication>

namespace ls::model {

using kernel::TcpState;
using wire::Effect;
using wire::End;
using wire::Fate;
using wire::Rung;
using wire::Trouble;

namespace {

class Ladder {
    Q_DECLARE_TR_FUNCTIONS(Ladder)
};

QString momentText(Nanoseconds time) {
    return Ladder::tr("%1 s").arg(toSeconds(time), 0, 'f', 6);
}

QString spanText(Nanoseconds span) {
    return durationText(toSeconds(span) * 1e6);
}

/// Which queue dropped a SYN, where the counters leave no choice.
enum class Queue { Accept, Syn, Either };

Queue queueOf(const kernel::DropCauses& causes) {
    const bool accept = causes.acceptQueueFull > 0;
    const bool syn = causes.synQueueFull > 0 || causes.synQueueThreeQuarters > 0;
    return accept == syn ? Queue::Either : accept ? Queue::Accept : Queue::Syn;
}

QString fateText(Fate fate) {
    switch (fate) {
    case Fate::Held:
        return Ladder::tr("on the wire");
    case Fate::Lost:
        return Ladder::tr("lost");
    case Fate::DroppedByRule:
        return Ladder::tr("dropped by rule");
    case Fate::CutOff:
        return Ladder::tr("wire cut");
    case Fate::Swallowed:
        return Ladder::tr("nobody there");
    case Fate::DroppedByWire:
        return Ladder::tr("dropped by the wire itself");
    default:
        return {};
    }
}

QString fateSentence(Fate fate) {
    switch (fate) {
    case Fate::Held:
        return Ladder::tr("It is still on the wire.");
    case Fate::Lost:
        return Ladder::tr("Lost on the wire, as its loss rate wants it.");
    case Fate::DroppedByRule:
        return Ladder::tr("Dropped by the wire's rule for SYN/ACKs.");
    case Fate::CutOff:
        return Ladder::tr("The wire is cut: nothing comes out any more.");
    case Fate::Swallowed:
        return Ladder::tr("To a half-open client: nobody is there to get it.");
    case Fate::DroppedByWire:
        return Ladder::tr("The wire itself could not pass it on. That is a fault of this measurement.");
    default:
        return {};
    }
}

QString synIgnored(Queue queue) {
    switch (queue) {
    case Queue::Accept:
        return Ladder::tr("accept queue full");
    case Queue::Syn:
        return Ladder::tr("SYN queue full");
    default:
        return Ladder::tr("a queue is full");
    }
}

QString synIgnoredSentence(Queue queue) {
    switch (queue) {
    case Queue::Accept:
        return Ladder::tr(
            "The accept queue was full: the server dropped the SYN without a word, and the client sends it "
            "again.");
    case Queue::Syn:
        return Ladder::tr("The SYN queue was full: the server dropped the SYN without a word, and the client sends it "
                          "again.");
    default:
        return Ladder::tr(
            "The accept queue or the SYN queue was full: the server dropped the SYN without a word, and the "
            "client sends it again.");
    }
}

} // namespace

QString packetName(const Rung& rung) {
    const wire::CapturedPacket& packet = rung.packet;
    if (wire::has(packet, wire::tcp_flag::kRst)) {
        return QStringLiteral("RST");
    }
    if (wire::has(packet, wire::tcp_flag::kSyn)) {
        return wire::isSynAck(packet) ? QStringLiteral("SYN/ACK") : QStringLiteral("SYN");
    }
    const QString data = packet.length > 0 ? Ladder::tr("%1 B").arg(packet.length) : QString();
    if (wire::has(packet, wire::tcp_flag::kFin)) {
        return data.isEmpty() ? QStringLiteral("FIN") : data + QStringLiteral(" FIN");
    }
    return data.isEmpty() ? QStringLiteral("ACK") : data;
}

QString packetNumbers(const Rung& rung) {
    const bool isPlainSyn = wire::has(rung.packet, wire::tcp_flag::kSyn) && !rung.ack;
    if (isPlainSyn) {
        return {};
    }
    const QString ack = rung.ack ? QStringLiteral("ack %1").arg(*rung.ack) : QString();
    const bool isBareAck =
        wire::spanOf(rung.packet) == 0 && (rung.packet.flags & ~wire::tcp_flag::kPsh) == wire::tcp_flag::kAck;
    return isBareAck ? ack : QStringLiteral("seq %1 %2").arg(rung.seq).arg(ack).trimmed();
}

QString shortCause(const Rung& rung, const kernel::DropCauses& causes) {
    if (rung.packet.fate != Fate::Delivered) {
        return fateText(rung.packet.fate);
    }
    switch (rung.effect) {
    case Effect::Usual:
        return {};
    case Effect::SynUnanswered:
        return Ladder::tr("no answer yet");
    case Effect::SynIgnored:
        return synIgnored(queueOf(causes));
    case Effect::SynNotRepeated:
        return Ladder::tr("answered before");
    case Effect::AckIgnored:
        return Ladder::tr("accept queue full");
    case Effect::AckRefused:
        return Ladder::tr("refused");
    case Effect::DataIgnored:
        return Ladder::tr("ignored");
    case Effect::NotAcknowledged:
        return Ladder::tr("not acknowledged");
    }
    return {};
}

QString causeSentence(const Rung& rung, const kernel::DropCauses& causes) {
    if (rung.packet.fate != Fate::Delivered) {
        return fateSentence(rung.packet.fate);
    }
    switch (rung.effect) {
    case Effect::Usual:
        return {};
    case Effect::SynUnanswered:
        return Ladder::tr("The server has not answered so far.");
    case Effect::SynIgnored:
        return synIgnoredSentence(queueOf(causes));
    case Effect::SynNotRepeated:
        return Ladder::tr(
            "The server had answered an earlier SYN of this connection and repeats a SYN/ACK only now and "
            "then (tcp_invalid_ratelimit).");
    case Effect::AckIgnored:
        return Ladder::tr(
            "It should have completed the handshake. The accept queue was full, so the server dropped it and "
            "stayed half-open, or holds nothing at all; the client does not know.");
    case Effect::AckRefused:
        return Ladder::tr(
            "The server answered with a reset: the accept queue was full and tcp_abort_on_overflow is 1, or "
            "it knew this connection no longer.");
    case Effect::DataIgnored:
        return Ladder::tr("The client is connected, as it thinks. The server is not and drops what it sends.");
    case Effect::NotAcknowledged:
        return Ladder::tr("It came, but the client had to send it again before it heard from the server.");
    }
    return {};
}

QString stateText(const wire::EndState& state, End end, Trouble trouble) {
    if (end == End::Server && state.state == TcpState::Close && trouble == Trouble::Ghost) {
        return Ladder::tr("nothing");
    }
    const QString name = state.state == TcpState::Close ? QStringLiteral("CLOSED") : textOf(tcpStateName(state.state));
    return state.isClaim ? name + u'?' : name;
}

QString troubleName(const wire::ConnectionSummary& summary) {
    switch (summary.trouble) {
    case Trouble::Ghost:
        return Ladder::tr("ghost");
    case Trouble::Reset:
        return summary.resetBy == End::Server ? Ladder::tr("reset by server") : Ladder::tr("reset by client");
    case Trouble::Unanswered:
        return Ladder::tr("no answer");
    case Trouble::Retransmits:
        return Ladder::tr("sent again");
    case Trouble::HalfOpenClient:
        return Ladder::tr("half-open client");
    case Trouble::None:
        break;
    }
    return summary.server.isClaim ? Ladder::tr("unconfirmed") : Ladder::tr("fine");
}

QString troubleSentence(const wire::ConnectionSummary& summary) {
    switch (summary.trouble) {
    case Trouble::Ghost:
        return summary.server.state == TcpState::Close
                   ? Ladder::tr("Ghost: connected for the client, but the server holds nothing")
               : summary.server.isClaim
                   ? Ladder::tr("Ghost: connected for the client; half-open or nothing at the server")
                   : Ladder::tr("Ghost: connected for the client, still half-open at the server");
    case Trouble::Reset:
        return summary.resetBy == End::Server ? Ladder::tr("Aborted: the server reset the connection")
                                              : Ladder::tr("The client reset the connection");
    case Trouble::Unanswered:
        return Ladder::tr("The client asks again and again and gets no answer");
    case Trouble::Retransmits:
        return Ladder::tr("Some packets had to be sent again");
    case Trouble::HalfOpenClient:
        return Ladder::tr("A half-open client of the wire: it never answers");
    case Trouble::None:
        break;
    }
    return summary.server.isClaim ? Ladder::tr("Unconfirmed: connected for the client, no word from the server since")
                                  : Ladder::tr("Nothing unusual");
}

QStringList packetLines(const Rung& rung, TimePoint start, const kernel::DropCauses& causes) {
    const wire::CapturedPacket& packet = rung.packet;
    const bool isUp = wire::isUp(packet);
    QStringList lines;
    lines << (packetName(rung) + QLatin1Char(' ') + packetNumbers(rung)).trimmed() +
                 (packet.retransmit ? Ladder::tr(" · sent again") : QString()) +
                 (packet.origin == wire::Origin::Duplicate ? Ladder::tr(" · the wire's second copy") : QString());
    const QString sent = momentText(packet.arrived - start);
    lines << (isUp ? Ladder::tr("sent by the client at %1").arg(sent)
                   : Ladder::tr("sent by the server at %1").arg(sent));
    if (const auto onWire = rung.onWire()) {
        const QString came = momentText(*packet.left - start);
        lines << (packet.heldByRule ? Ladder::tr("came at %1, after %2 on the wire, where a rule held it")
                                    : Ladder::tr("came at %1, after %2 on the wire"))
                     .arg(came, spanText(*onWire));
    }
    lines << Ladder::tr("%1 B of data · window %2").arg(packet.length).arg(packet.window);
    if (const QString cause = causeSentence(rung, causes); !cause.isEmpty()) {
        lines << cause;
    }
    return lines;
}

} // namespace ls::model
