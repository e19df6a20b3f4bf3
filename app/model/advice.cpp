// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/advice.h"

#include "app/model/socket_words.h"
#include "app/model/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace ls::model {

using inspect::Change;
using inspect::Evidence;
using inspect::Finding;
using What = inspect::Evidence::What;
using Id = inspect::Finding::Id;

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Advisor)
};

QString number(double value) {
    return QLocale().toString(value, 'f', value < 10 && value != std::floor(value) ? 1 : 0);
}

/// Of a finding; every finding has the evidence its sentence names.
struct Figures {
    const Finding& finding;

    [[nodiscard]] QString of(What what) const { return number(finding.valueOf(what).value_or(0)); }
    [[nodiscard]] QString program() const {
        return finding.program.empty() ? Words::tr("The program") : textOf(finding.program);
    }
};

QString sentence(const Figures& f) {
    switch (f.finding.id) {
    case Id::CappedBySomaxconn:
        return Words::tr("%1 asked for more than %2: net.core.somaxconn caps it there.")
            .arg(f.program(), f.of(What::Limit));
    case Id::ProgramAsksForThis:
        return Words::tr("%1 asked for %2 itself; net.core.somaxconn would allow %3.")
            .arg(f.program(), f.of(What::Limit), f.of(What::Somaxconn));
    case Id::NotListenedAgain:
        return Words::tr("net.core.somaxconn was raised to %1, but this socket has not listened again: its limit is "
                         "still %2.")
            .arg(f.of(What::Somaxconn), f.of(What::Limit));
    case Id::OriginUnknown:
        return Words::tr("The limit is %1, below net.core.somaxconn (%2): the program asked for that, or somaxconn was "
                         "%1 when it last called listen().")
            .arg(f.of(What::Limit), f.of(What::Somaxconn));
    case Id::SomaxconnLowered:
        return Words::tr("net.core.somaxconn is %1 now: the next listen() lowers the limit from %2 to that.")
            .arg(f.of(What::Somaxconn), f.of(What::Limit));
    case Id::SlowAccepter:
        return Words::tr("%1 wait and about %2 are accepted per second, so the last one waits %3 s. A larger backlog "
                         "only makes everyone wait longer: accept faster.")
            .arg(f.of(What::Depth), f.of(What::AcceptRate), f.of(What::PredictedWait));
    case Id::NobodyAccepts:
        return Words::tr("%1 wait and nobody accepts them. No backlog is large enough for that: look at the program.")
            .arg(f.of(What::Depth));
    case Id::UnevenGroup:
        return Words::tr(
                   "%1 of %2 sockets of this SO_REUSEPORT group overflow while others have room: the kernel picks "
                   "one by a hash of the addresses, whatever its queue.")
            .arg(f.of(What::FullMembers), f.of(What::Members));
    case Id::SynQueueFull:
        return Words::tr("%1 handshakes are half-open, and the SYN queue holds %2 + 1. A short queue does that with "
                         "honest clients too; it is no proof of an attack.")
            .arg(f.of(What::HalfOpen), f.of(What::Limit));
    case Id::AbortsOnOverflow:
        break;
    }
    return Words::tr("tcp_abort_on_overflow is on: some of %1 lost attempts were reset instead of being tried again.")
        .arg(f.of(What::Drops));
}

QString name(What what) {
    switch (what) {
    case What::Asked:
        return Words::tr("asked %1");
    case What::Limit:
        return Words::tr("limit %1");
    case What::Somaxconn:
        return Words::tr("somaxconn %1");
    case What::Depth:
        return Words::tr("%1 waiting");
    case What::Drops:
        return Words::tr("%1 packets of attempts dropped");
    case What::AcceptRate:
        return Words::tr("%1 left the queue per second");
    case What::PredictedWait:
        return Words::tr("predicted wait %1 s");
    case What::ProgramDefault:
        return Words::tr("its default is %1");
    case What::HalfOpen:
        return Words::tr("%1 half-open");
    case What::CookiesSent:
        return Words::tr("%1 SYN cookies sent");
    case What::SynQueueDrops:
        return Words::tr("%1 SYNs dropped");
    case What::FullMembers:
        return Words::tr("%1 full");
    case What::Members:
        break;
    }
    return Words::tr("%1 sockets in the group");
}

QString placeName(const Change& change) {
    const QString where = QString::fromStdString(change.where);
    switch (change.place) {
    case Change::Place::SysctlD:
        return where;
    case Change::Place::Docker:
        return QStringLiteral("Docker");
    case Change::Place::Compose:
        return where.isEmpty() ? QStringLiteral("Docker Compose") : QStringLiteral("Docker Compose · ") + where;
    case Change::Place::Kubernetes:
        return QStringLiteral("Kubernetes");
    case Change::Place::Systemd:
        return where;
    case Change::Place::Program:
        break;
    }
    return where.isEmpty() ? Words::tr("The program") : where;
}

} // namespace

Advice wordsFor(const Finding& finding) {
    Advice advice;
    advice.severity = finding.severity;
    advice.text = sentence({finding});
    if (finding.certainty == Finding::Certainty::Probable) {
        advice.text = Words::tr("Probably: %1").arg(advice.text);
    }
    for (const Evidence& each : finding.evidence) {
        advice.evidence << name(each.what).arg(number(each.value));
    }
    for (const Change& each : finding.changes) {
        advice.changes.push_back(
            {placeName(each), QString::fromStdString(each.text).trimmed(), QString::fromStdString(each.apply)});
    }
    return advice;
}

} // namespace ls::model
