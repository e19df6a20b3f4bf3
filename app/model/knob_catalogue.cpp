// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/knob_catalogue.h"

#include "engine/base/parse.h"

#include <QCoreApplication>
#include <QLocale>

#include <chrono>

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
         Words::tr("Spread over 127.0.0.0/8, or chosen by connect() from net.ipv4.ip_local_port_range."),
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

QString withoutUnit(const QString& value, const QString& unit) {
    return !unit.isEmpty() && value.endsWith(unit) ? value.chopped(unit.size()) : value;
}

} // namespace

QString Knob::unit() const {
    return kind == Kind::PerSecond ? QStringLiteral("/s") : kind == Kind::Duration ? QStringLiteral("ms") : QString();
}

QString Knob::accepted() const {
    const QLocale locale;
    switch (kind) {
    case Kind::Number:
        return Words::tr("a whole number from %1 to %2").arg(locale.toString(min), locale.toString(max));
    case Kind::PerSecond:
        return Words::tr("a rate from %1 to %2 per second").arg(locale.toString(min), locale.toString(max));
    case Kind::Duration:
        return Words::tr("a time from 1 ms to 24 h, such as 900ms or 2s");
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
    case Kind::PerSecond: {
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
    for (Knob& knob : loadKnobs()) {
        knobs.push_back(std::move(knob));
    }
    for (const kernel::SysctlEntry& entry : sysctls.entries()) {
        if (entry.scope == kernel::SysctlScope::Namespace) {
            knobs.push_back(knobOf(entry));
        }
    }
    return knobs;
}

} // namespace ls::model
