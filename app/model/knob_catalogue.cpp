// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/knob_catalogue.h"

#include "engine/base/parse.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace ls::model {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Knob)
};

constexpr qint64 kMaxBacklog = 2147483647;
constexpr qint64 kDayMs = 24LL * 3600 * 1000;

using Kind = Knob::Kind;

std::vector<Knob> serverKnobs() {
    return {
        {QStringLiteral("backlog"), Words::tr("Backlog"), Words::tr("What the server asks listen() for."), Kind::Number,
         0, kMaxBacklog},
        {QStringLiteral("accept"), Words::tr("Accept rate"),
         Words::tr("How many connections the server accepts per second."), Kind::PerSecond, 1, 1'000'000},
        {QStringLiteral("accept-budget"), Words::tr("Accepts per wake-up"),
         Words::tr("How many connections the server accepts each time it wakes up; 0 means until none is left."),
         Kind::Number, 0, 1'000'000},
        {QStringLiteral("reactors"), Words::tr("Reactors"), Words::tr("Threads of the server that serve connections."),
         Kind::Number, 1, 64},
        {QStringLiteral("listeners"),
         Words::tr("Listeners"),
         Words::tr("One listening socket for all reactors, or one for each (SO_REUSEPORT)."),
         Kind::Word,
         0,
         0,
         {QStringLiteral("shared"), QStringLiteral("reuseport")}},
        {QStringLiteral("balance"),
         Words::tr("Balance"),
         Words::tr("Which reactor gets the next connection."),
         Kind::Word,
         0,
         0,
         {QStringLiteral("round-robin"), QStringLiteral("least-loaded")}},
        {QStringLiteral("trigger"),
         Words::tr("Epoll trigger"),
         Words::tr("Level-triggered or edge-triggered epoll; edge-once forgets what a budget left in the queue."),
         Kind::Word,
         0,
         0,
         {QStringLiteral("level"), QStringLiteral("edge"), QStringLiteral("edge-once")}},
        {QStringLiteral("server-close"),
         Words::tr("Server closes"),
         Words::tr(
             "What the server does with its connections: close after the client, close or reset at once, or never "
             "close."),
         Kind::Word,
         0,
         0,
         {QStringLiteral("answer"), QStringLiteral("fin"), QStringLiteral("rst"), QStringLiteral("never")}},
        {QStringLiteral("ipv6"),
         Words::tr("IPv6"),
         Words::tr("Whether clients and server speak over IPv6 or IPv4."),
         Kind::Word,
         0,
         0,
         {QStringLiteral("off"), QStringLiteral("on")}},
        {QStringLiteral("keepalive"),
         Words::tr("Keep-alive"),
         Words::tr("SO_KEEPALIVE on the server's connections."),
         Kind::Word,
         0,
         0,
         {QStringLiteral("off"), QStringLiteral("on")}},
    };
}

std::vector<Knob> loadKnobs() {
    return {
        {QStringLiteral("clients"), Words::tr("Clients"), Words::tr("Connections planned in one run."), Kind::Number, 1,
         10'000'000},
        {QStringLiteral("rate"), Words::tr("Arrival rate"),
         Words::tr("Clients that start per second, whatever became of the ones before (open loop)."), Kind::PerSecond,
         1, 1'000'000},
        {QStringLiteral("concurrency"), Words::tr("Clients in flight"),
         Words::tr("How many clients are at work at a time; the next starts when one is done (closed loop)."),
         Kind::Number, 1, 1'000'000},
        {QStringLiteral("load-loops"), Words::tr("Client threads"),
         Words::tr("Threads that start clients; more than one race for the last place."), Kind::Number, 1, 64},
        {QStringLiteral("payload"), Words::tr("Payload"),
         Words::tr("Bytes sent and echoed per connection; 0 means none."), Kind::Number, 0, 16 * 1024 * 1024},
        {QStringLiteral("close"),
         Words::tr("Close"),
         Words::tr(
             "What a client does when it is done: keep the connection, close it, reset it, shut down its side, or "
             "close after the server."),
         Kind::Word,
         0,
         0,
         {QStringLiteral("hold"), QStringLiteral("fin"), QStringLiteral("rst"), QStringLiteral("half"),
          QStringLiteral("answer")}},
        {QStringLiteral("ports"),
         Words::tr("Source ports"),
         Words::tr("Spread over many addresses, or chosen by connect() from net.ipv4.ip_local_port_range."),
         Kind::Word,
         0,
         0,
         {QStringLiteral("spread"), QStringLiteral("kernel")}},
        {QStringLiteral("duration"), Words::tr("Window"), Words::tr("How long one run is measured."), Kind::Duration, 1,
         kDayMs},
        {QStringLiteral("sample-rate"), Words::tr("Sample rate"), Words::tr("Looks at the queue per second."),
         Kind::Number, 1, 10'000},
        {QStringLiteral("sysctls"),
         Words::tr("Kernel settings"),
         Words::tr("Start from the kernel's defaults or from this machine's values."),
         Kind::Word,
         0,
         0,
         {QStringLiteral("defaults"), QStringLiteral("host")}},
    };
}

/// What the wire between clients and server does; each of them lays one.
std::vector<Knob> wireKnobs() {
    constexpr qint64 kMaxDelayMs = 10'000;
    constexpr qint64 kMost32 = 4294967295;
    return {
        {QStringLiteral("rtt"), Words::tr("Round-trip time"),
         Words::tr("A wire between clients and server, half of it each way."), Kind::Duration, 0, 2 * kMaxDelayMs},
        {QStringLiteral("delay-up"), Words::tr("Delay to the server"),
         Words::tr("How long the wire takes from the clients to the server."), Kind::Duration, 0, kMaxDelayMs},
        {QStringLiteral("delay-down"), Words::tr("Delay to the clients"),
         Words::tr("How long the wire takes from the server to the clients."), Kind::Duration, 0, kMaxDelayMs},
        {QStringLiteral("jitter"), Words::tr("Jitter"),
         Words::tr("Each packet takes up to that much longer; order within a connection is kept."), Kind::Duration, 0,
         kMaxDelayMs},
        {QStringLiteral("loss"), Words::tr("Loss"), Words::tr("Share of packets that the wire loses."), Kind::Percent,
         0, 100},
        {QStringLiteral("duplicate"), Words::tr("Duplicates"), Words::tr("Share of packets that arrive twice."),
         Kind::Percent, 0, 100},
        {QStringLiteral("wire-seed"), Words::tr("Seed of the wire"),
         Words::tr("What chance on the wire starts from: the same seed loses the same packets."), Kind::Number, 0,
         kMost32},
        {QStringLiteral("late-ack"), Words::tr("Late ACK"),
         Words::tr("How much longer the wire holds the last ACK of each handshake and what follows it."),
         Kind::Duration, 0, 60'000},
        {QStringLiteral("late-ack-first"), Words::tr("Late ACKs"),
         Words::tr("Only those of the first so many connections; 0 means all."), Kind::Number, 0, kMost32},
        {QStringLiteral("drop-synack"), Words::tr("SYN/ACKs dropped"),
         Words::tr("The wire drops every nth SYN/ACK; 1 means each, 0 none."), Kind::Number, 0, kMost32},
        {QStringLiteral("drop-synack-first"), Words::tr("SYN/ACKs counted"),
         Words::tr("Only those to the first so many connections; 0 means all."), Kind::Number, 0, kMost32},
        {QStringLiteral("half-open"), Words::tr("Half-open clients"),
         Words::tr("SYNs from addresses where nobody answers, 1000 a second."), Kind::Number, 0, 100'000},
        {QStringLiteral("wire-cut-at"), Words::tr("Wire cut"),
         Words::tr("When the wire is cut; from then on nothing comes through."), Kind::Duration, 0, kDayMs},
    };
}

Knob knobOf(const kernel::SysctlEntry& entry) {
    using kernel::SysctlType;
    const bool number = entry.type == SysctlType::Integer || entry.type == SysctlType::Switch;
    const QString key = QString::fromStdString(entry.key);
    return {key,
            key,
            QCoreApplication::translate("Sysctl", entry.meaning.c_str()),
            number ? Kind::Number : Kind::Text,
            entry.min,
            entry.max};
}

QString durationText(qint64 milliseconds) {
    return QString::fromStdString(formatDuration(std::chrono::milliseconds(milliseconds)));
}

QString withoutUnit(const QString& value, const QString& unit) {
    return !unit.isEmpty() && value.endsWith(unit) ? value.chopped(unit.size()) : value;
}

} // namespace

QString Knob::unit() const {
    switch (kind) {
    case Kind::PerSecond:
        return QStringLiteral("/s");
    case Kind::Percent:
        return QStringLiteral("%");
    case Kind::Duration:
        return QStringLiteral("ms");
    case Kind::Number:
    case Kind::Word:
    case Kind::Text:
        break;
    }
    return {};
}

QString Knob::accepted() const {
    const QLocale locale;
    switch (kind) {
    case Kind::Number:
        return Words::tr("a whole number from %1 to %2").arg(locale.toString(min), locale.toString(max));
    case Kind::PerSecond:
        return Words::tr("a rate from %1 to %2 per second").arg(locale.toString(min), locale.toString(max));
    case Kind::Percent:
        return Words::tr("a share from %1 % to %2 %").arg(min).arg(max);
    case Kind::Duration:
        return Words::tr("a time from %1 to %2, such as 900ms or 2s").arg(durationText(min), durationText(max));
    case Kind::Word:
        return Words::tr("one of: %1").arg(words.join(QStringLiteral(", ")));
    case Kind::Text:
        break;
    }
    return Words::tr("a value the kernel accepts");
}

QString Knob::problemWith(const QString& value) const {
    bool ok = false;
    switch (kind) {
    case Kind::Number: {
        const qint64 number = value.toLongLong(&ok);
        ok = ok && number >= min && number <= max && !value.startsWith(QLatin1Char('+'));
        break;
    }
    case Kind::PerSecond:
    case Kind::Percent: {
        const double rate = withoutUnit(value, unit()).toDouble(&ok);
        ok = ok && rate >= static_cast<double>(min) && rate <= static_cast<double>(max);
        break;
    }
    case Kind::Duration:
        ok = parseDuration(value.toStdString(), std::chrono::milliseconds(min), std::chrono::milliseconds(max))
                 .has_value();
        break;
    case Kind::Word:
        ok = words.contains(value);
        break;
    case Kind::Text:
        ok = !value.isEmpty();
        break;
    }
    if (ok) {
        return {};
    }
    return value.isEmpty() ? Words::tr("Give %1.").arg(accepted())
                           : Words::tr("“%1” cannot be used: give %2.").arg(value, accepted());
}

std::vector<Knob> knobCatalogue(const kernel::SysctlCatalogue& sysctls) {
    std::vector<Knob> knobs = serverKnobs();
    for (std::vector<Knob> more : {loadKnobs(), wireKnobs()}) {
        std::move(more.begin(), more.end(), std::back_inserter(knobs));
    }
    for (const kernel::SysctlEntry& entry : sysctls.entries()) {
        if (entry.scope == kernel::SysctlScope::Namespace) {
            knobs.push_back(knobOf(entry));
        }
    }
    return knobs;
}

} // namespace ls::model
