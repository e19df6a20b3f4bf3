// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/socket_words.h"

#include "app/model/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace ls::model {

using inspect::Listener;
using inspect::Owner;
using inspect::OwnerKnowledge;
using inspect::SocketFamily;
using inspect::SocketRow;

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Socket)
};

QString portText(std::uint16_t port) {
    return port != 0 ? QString::number(port) : QStringLiteral("*");
}

QString processText(const inspect::ProcessName& process) {
    return QStringLiteral("%1 (%2)").arg(textOf(process.name)).arg(process.pid);
}

/// For a shell (sh(1)): between single quotes nothing has a meaning but the quote itself.
QString quoted(QString text) {
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

QString ssOptions(SocketFamily family) {
    switch (family) {
    case SocketFamily::Udp:
    case SocketFamily::Udp6:
        return QStringLiteral("ss -uanp ");
    case SocketFamily::Unix:
        return QStringLiteral("ss -xanp ");
    case SocketFamily::Tcp:
    case SocketFamily::Tcp6:
        break;
    }
    return QStringLiteral("ss -tanp ");
}

} // namespace

QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString endpointText(const IpEndpoint& end) {
    const QString address = QString::fromStdString(end.address.text());
    return (end.address.isV6 ? QLatin1Char('[') + address + QLatin1Char(']') : address) + QLatin1Char(':') +
           portText(end.port);
}

QString endpointKey(const IpEndpoint& end) {
    const auto bytes =
        QByteArray::fromRawData(reinterpret_cast<const char*>(end.address.bytes.data()), end.address.isV6 ? 16 : 4);
    return (end.address.isV6 ? QLatin1Char('6') : QLatin1Char('4')) + QString::fromLatin1(bytes.toHex()) +
           QStringLiteral("%1").arg(end.port, 5, 10, QLatin1Char('0'));
}

QString listenerPlace(const Listener& listener) {
    const QString address = QString::fromStdString(listener.address);
    switch (listener.family) {
    case SocketFamily::Unix:
        return address;
    case SocketFamily::Tcp6:
        return QStringLiteral("[%1]:%2").arg(address, portText(listener.local.port));
    default:
        return address + QLatin1Char(':') + portText(listener.local.port);
    }
}

QString listenerTitle(const Listener& listener) {
    const auto& processes = listener.owner->processes;
    return processes.empty() ? listenerPlace(listener)
                             : textOf(processes.front().name) + QLatin1Char(' ') + listenerPlace(listener);
}

QString ownerText(const Owner& owner) {
    switch (owner.knowledge) {
    case OwnerKnowledge::Known:
        break;
    case OwnerKnowledge::Pending:
        return QStringLiteral("…");
    case OwnerKnowledge::OtherUser:
        return owner.user.empty() ? Words::tr("other user") : Words::tr("other user: %1").arg(textOf(owner.user));
    case OwnerKnowledge::NoProcess:
        return QStringLiteral("–");
    }
    if (owner.processes.empty()) {
        return QStringLiteral("–");
    }
    const QString first = processText(owner.processes.front());
    return owner.processes.size() == 1 ? first : QStringLiteral("%1 +%2").arg(first).arg(owner.processes.size() - 1);
}

QString ownerDetail(const Owner& owner) {
    QStringList lines{Words::tr("User %1 (uid %2)").arg(textOf(owner.user)).arg(owner.uid)};
    for (const inspect::ProcessName& process : owner.processes) {
        lines << processText(process);
    }
    for (const std::string& each : {owner.unit, owner.container, owner.why}) {
        if (!each.empty()) {
            lines << QString::fromStdString(each);
        }
    }
    return lines.join(QLatin1Char('\n'));
}

QString placeText(const Owner& owner) {
    return textOf(owner.container.empty() ? owner.unit : owner.container);
}

LimitCause limitCause(const Listener& listener, std::optional<std::int64_t> somaxconn) {
    if (!listener.limit) {
        return {QStringLiteral("–"), Words::tr("The limit cannot be read here.")};
    }
    const std::int64_t limit = *listener.limit;
    const QString text = countText(static_cast<double>(limit));
    if (!somaxconn || limit < *somaxconn) {
        return {Words::tr("backlog %1").arg(text),
                Words::tr("The program asked for %1 with listen(); net.core.somaxconn was not below that when it did.")
                    .arg(text)};
    }
    if (limit == *somaxconn) {
        return {Words::tr("somaxconn %1").arg(text),
                Words::tr("The program asked for %1 or more with listen(); net.core.somaxconn, which is %1, caps it.")
                    .arg(text)};
    }
    return {Words::tr("earlier somaxconn"),
            Words::tr("The limit is above today's net.core.somaxconn (%1): it was larger when the program called "
                      "listen(). The next listen() gives %1 at most.")
                .arg(countText(static_cast<double>(*somaxconn)))};
}

QString ssCommand(const Listener& listener) {
    if (listener.family == SocketFamily::Unix) {
        return QStringLiteral("ss -xlnp ") + quoted(QStringLiteral("src unix:") + listenerPlace(listener));
    }
    return QStringLiteral("ss -tlnmp ") + quoted(QStringLiteral("src ") + listenerPlace(listener));
}

QString ssCommand(const SocketRow& socket, std::string_view path) {
    if (socket.family == SocketFamily::Unix) {
        return path.empty() ? QStringLiteral("ss -xanp | grep -w %1").arg(socket.id.inode)
                            : ssOptions(socket.family) + quoted(QStringLiteral("src unix:") + textOf(path));
    }
    QString ends = QStringLiteral("src ") + endpointText(socket.local);
    if (socket.remote.port != 0) {
        ends += QStringLiteral(" and dst ") + endpointText(socket.remote);
    }
    return ssOptions(socket.family) + quoted(ends.remove(QStringLiteral(":*")));
}

QString ageText(Nanoseconds age) {
    return timeLeftText(std::max(0.0, toSeconds(age)));
}

QString bytesText(std::uint64_t bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

} // namespace ls::model
