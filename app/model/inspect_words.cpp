// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/inspect_words.h"

#include "app/model/socket_words.h"
#include "app/model/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace ls::model {

using inspect::Alert;
using inspect::AlertCause;
using inspect::AlertKind;
using inspect::Listener;

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Inspect)
};

constexpr std::size_t kMostNames = 2;

QString count(std::uint64_t n) {
    return countText(static_cast<double>(n));
}

const Listener* find(const inspect::Snapshot& snapshot, const inspect::SocketIdentity& id) {
    const auto found = std::find_if(snapshot.listeners.begin(), snapshot.listeners.end(),
                                    [&](const Listener& each) { return each.id == id; });
    return found == snapshot.listeners.end() ? nullptr : &*found;
}

/// "128", "128, the most net.core.somaxconn allows"
QString limitText(const Listener& listener, const inspect::HostCounters& counters) {
    if (!listener.limit) {
        return QStringLiteral("–");
    }
    const bool isCapped = listener.family != inspect::SocketFamily::Unix && counters.somaxconn == *listener.limit;
    return isCapped ? Words::tr("%1, the most net.core.somaxconn allows").arg(count(*listener.limit))
                    : count(*listener.limit);
}

QString dropText(const Alert& alert, const QString& who, const QString& limit) {
    const bool isOne = alert.packets == 1;
    const QString packets = isOne ? Words::tr("1 packet") : Words::tr("%1 packets").arg(count(alert.packets));
    const QString stray = isOne ? Words::tr("1 stray packet") : Words::tr("%1 stray packets").arg(count(alert.packets));
    const QString seconds = QLocale().toString(toSeconds(alert.window), 'f', 0);
    switch (alert.cause) {
    case AlertCause::AcceptQueueFull:
        return Words::tr("%1 dropped %2 of connection attempts in %3 s: accept queue full, limit %4")
            .arg(who, packets, seconds, limit);
    case AlertCause::SynQueueFull:
        return Words::tr("%1 dropped %2 of connection attempts in %3 s: SYN queue full, limit %4")
            .arg(who, packets, seconds, limit);
    case AlertCause::OtherDrop:
        return Words::tr("%1 dropped %2 of connection attempts in %3 s, and neither queue was full")
            .arg(who, packets, seconds);
    case AlertCause::StrayPackets:
    case AlertCause::None:
        break;
    }
    return Words::tr("%1 dropped %2 in %3 s; no connection was lost").arg(who, stray, seconds);
}

} // namespace

std::vector<DropCause> dropCauses(const kernel::DropCauses& causes) {
    return {{Words::tr("accept queue full"),
             Words::tr("Somebody was to be let in while limit + 1 were waiting for accept(): ListenOverflows"),
             causes.acceptQueueFull},
            {Words::tr("SYN queue full"),
             Words::tr("Too many handshakes were under way and SYN cookies were off: TCPReqQFullDrop"),
             causes.synQueueFull},
            {Words::tr("SYN queue ¾ full"),
             Words::tr("SYN cookies are off, and of tcp_max_syn_backlog only a quarter was left, which is kept for "
                       "peers that are known"),
             causes.synQueueThreeQuarters},
            {Words::tr("something else"),
             Words::tr("ListenDrops moved for none of these reasons: no memory, or a security module or filter"),
             causes.unattributed}};
}

QString alertText(const Alert& alert, const inspect::Snapshot& snapshot) {
    const Listener* listener = find(snapshot, alert.listener);
    if (listener == nullptr) {
        return QString::fromStdString(alert.text);
    }
    const QString who = listenerTitle(*listener);
    const QString limit = limitText(*listener, *snapshot.counters);
    return alert.kind == AlertKind::Drops
               ? dropText(alert, who, limit)
               : Words::tr("%1 is filling: %2 wait, limit %3").arg(who, count(listener->depth), limit);
}

QString namespaceName(const inspect::NetNamespaceInfo& net) {
    QString name = !net.name.empty() ? textOf(net.name)
                   : net.isOwn       ? Words::tr("own namespace")
                                     : QString::number(net.inode);
    if (net.isOwn || net.processes.empty()) {
        return name;
    }
    QStringList names;
    for (const inspect::ProcessName& process : net.processes) {
        if (names.size() < static_cast<qsizetype>(kMostNames) && !names.contains(textOf(process.name))) {
            names << textOf(process.name);
        }
    }
    const std::size_t more = net.processCount - std::min(net.processCount, net.processes.size());
    return name + QStringLiteral(" (%1%2)").arg(names.join(QStringLiteral(", ")),
                                                more > 0 ? QStringLiteral(" +%1").arg(more) : QString());
}

QString statesText(const kernel::TcpStateCounts& counts) {
    std::vector<std::size_t> order;
    for (std::size_t i = 1; i < counts.size(); ++i) {
        if (counts[i] > 0) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    QStringList parts;
    for (const std::size_t i : order) {
        parts << QStringLiteral("%1 %2").arg(textOf(kernel::tcpStateName(static_cast<kernel::TcpState>(i))),
                                             count(counts[i]));
    }
    return parts.join(QStringLiteral(" · "));
}

QString qualityText(const inspect::LookingQuality& quality) {
    return Words::tr("%1 Hz (really %2) · %3 % of a core")
        .arg(countText(quality.rateAskedHz))
        .arg(quality.rateHz, 0, 'f', 1)
        .arg(quality.cpuShare * 100, 0, 'f', 1);
}

} // namespace ls::model
