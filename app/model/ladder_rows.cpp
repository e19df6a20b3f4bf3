// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/ladder_rows.h"

#include "app/model/socket_words.h"
#include "engine/wire/ladder_text.h"

namespace ls::model {

namespace {

QString timeField(std::optional<TimePoint> time, TimePoint start) {
    return time ? QString::number(toSeconds(*time - start), 'f', 6) : QString();
}

QString yesNo(bool yes) {
    return yes ? QStringLiteral("1") : QStringLiteral("0");
}

} // namespace

QStringList ladderHeader() {
    return {QStringLiteral("packet"),     QStringLiteral("sent_s"),       QStringLiteral("arrived_s"),
            QStringLiteral("sender"),     QStringLiteral("flags"),        QStringLiteral("seq"),
            QStringLiteral("ack"),        QStringLiteral("length"),       QStringLiteral("window"),
            QStringLiteral("retransmit"), QStringLiteral("held"),         QStringLiteral("fate"),
            QStringLiteral("effect"),     QStringLiteral("sender_state"), QStringLiteral("receiver_state")};
}

QList<QStringList> ladderRows(const wire::Ladder& ladder) {
    QList<QStringList> rows;
    for (const wire::Rung& rung : ladder.rungs) {
        const wire::CapturedPacket& packet = rung.packet;
        rows << QStringList{QString::number(packet.number),
                            timeField(packet.arrived, ladder.summary.first),
                            timeField(packet.left, ladder.summary.first),
                            packet.direction == wire::Direction::Up ? QStringLiteral("client")
                                                                    : QStringLiteral("server"),
                            QString::fromStdString(wire::tcpdumpFlags(packet.flags)),
                            QString::number(rung.seq),
                            rung.ack ? QString::number(*rung.ack) : QString(),
                            QString::number(packet.length),
                            QString::number(packet.window),
                            yesNo(packet.retransmit),
                            yesNo(packet.heldByRule),
                            textOf(wire::toString(packet.fate)),
                            textOf(wire::toString(rung.effect)),
                            textOf(tcpStateName(rung.sender)),
                            rung.receiver ? textOf(tcpStateName(*rung.receiver)) : QString()};
    }
    return rows;
}

} // namespace ls::model
