// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/listener_columns.h"

#include "app/model/socket_words.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>
#include <string_view>

namespace ls::model {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(ListenerColumns)
};

} // namespace

QString ListenerColumns::title(int column) {
    return QStringList{Words::tr("Fill"),
                       Words::tr("Waiting"),
                       Words::tr("Limit"),
                       Words::tr("Capped by"),
                       Words::tr("Half-open"),
                       Words::tr("Drops"),
                       Words::tr("Drops/s"),
                       Words::tr("Address"),
                       Words::tr("Port"),
                       Words::tr("Owner"),
                       Words::tr("Unit / container"),
                       Words::tr("Last minute"),
                       Words::tr("Deepest"),
                       Words::tr("Family"),
                       Words::tr("User"),
                       Words::tr("Connections"),
                       Words::tr("Inode")}[column];
}

QString ListenerColumns::publicName(int column) {
    constexpr std::array<std::string_view, Columns> kNames{
        "fill",  "depth", "limit",       "capped_by", "half_open", "drops", "drops_per_second", "address", "port",
        "owner", "unit",  "last_minute", "deepest",   "family",    "user",  "connections",      "inode"};
    return textOf(kNames[static_cast<std::size_t>(column)]);
}

bool ListenerColumns::isFigure(int column) {
    switch (column) {
    case Waiting:
    case Limit:
    case HalfOpen:
    case Drops:
    case DropsPerSecond:
    case Port:
    case Deepest:
    case Connections:
    case Inode:
        return true;
    default:
        return false;
    }
}

bool ListenerColumns::isMonospaced(int column) {
    return isFigure(column) || column == Address;
}

QString ListenerColumns::help(int column) {
    switch (column) {
    case Waiting:
        return Words::tr("Connections waiting for accept(); ss: Recv-Q of a LISTEN row");
    case Limit:
        return Words::tr("The effective backlog; ss: Send-Q of a LISTEN row. The queue holds one more.");
    case CappedBy:
        return Words::tr("What set the limit: the backlog the program asked for, or net.core.somaxconn");
    case HalfOpen:
        return Words::tr("Handshakes under way to this address and port; ss: SYN-RECV");
    case Drops:
        return Words::tr(
            "Packets this socket dropped since it was made; ss: d of skmem. A packet sent again counts again, and "
            "stray packets count too.");
    case DropsPerSecond:
        return Words::tr("Over the last second");
    case Deepest:
        return Words::tr("The most that waited in any look since the socket was first seen");
    case Connections:
        return Words::tr("Sockets of this address and port, without the listeners");
    default:
        return {};
    }
}

} // namespace ls::model
