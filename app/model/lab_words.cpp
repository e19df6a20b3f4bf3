// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lab_words.h"

#include "app/model/words.h"
#include "engine/base/parse.h"
#include "engine/base/version.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ls::model {

namespace {

using Mood = Situation::Mood;

class Lab {
    Q_DECLARE_TR_FUNCTIONS(Lab)
};

QString count(std::uint64_t n) {
    return countText(static_cast<double>(n));
}

server::AcceptPolicy policyOf(const lab::LiveSnapshot& s) {
    return s.setup.server.accept.empty() ? server::AcceptPolicy{} : s.setup.server.accept.front().policy;
}

bool isStopped(const lab::LiveSnapshot& s) {
    return policyOf(s).kind == server::AcceptPolicy::Kind::None;
}

bool isFull(const lab::LiveSnapshot& s) {
    return s.depth >= s.capacity;
}

bool hasLoad(const lab::LiveSnapshot& s) {
    return s.load.phase != lab::LoadPhase::None && s.load.phase != lab::LoadPhase::Ending;
}

QString tryLargerBacklog(const lab::LiveSnapshot& s) {
    if (cappingOf(s) == Capping::Somaxconn) {
        return Lab::tr("Try: raise net.core.somaxconn, which caps the backlog at %1.")
            .arg(count(static_cast<std::uint64_t>(s.somaxconn)));
    }
    return Lab::tr("Try: drag the backlog to 512.");
}

Situation unknownClients(const lab::LiveSnapshot& s) {
    return {
        Mood::Loss,
        Lab::tr("%1 clients are connected to a server that does not know them").arg(count(s.census.unknown)),
        Lab::tr("The last ACK of their handshake met a full accept queue, and SYN cookies keep no memory. They hear "
                "nothing until they send data."),
        tryLargerBacklog(s)};
}

Situation fullAndStopped(const lab::LiveSnapshot& s) {
    const QString many = count(s.depth);
    if (s.load.clients.pending == 0) {
        return {Mood::Warning, Lab::tr("The accept queue is full"),
                Lab::tr("%1 connections wait and the server does not call accept(). The next SYN will be dropped.")
                    .arg(many),
                Lab::tr("Try: accept all.")};
    }
    return {
        Mood::Loss, Lab::tr("The accept queue is full, and nobody is told"),
        Lab::tr("The server does not call accept(), so the queue stays full: %1 wait, one more than the limit. Every "
                "further SYN is dropped; its client tries again after %2.")
            .arg(many, retransmitTimes(s.model, 6)),
        tryLargerBacklog(s)};
}

Situation overflowing(const lab::LiveSnapshot& s) {
    return {Mood::Loss, Lab::tr("Connections come faster than they are accepted"),
            Lab::tr("%1 packets were dropped in the last second while %2 connections were accepted. Their clients wait "
                    "for a retransmit: at least a second each.")
                .arg(count(static_cast<std::uint64_t>(s.dropRate)), count(static_cast<std::uint64_t>(s.acceptRate))),
            policyOf(s).kind == server::AcceptPolicy::Kind::Paced
                ? Lab::tr("Try: accept faster. A longer queue only helps against bursts.")
                : tryLargerBacklog(s)};
}

Situation retransmitting(const lab::LiveSnapshot& s) {
    return {Mood::Warning,
            Lab::tr("%1 clients wait for their next SYN").arg(count(s.load.clients.pending)),
            Lab::tr("There is room in the queue now, but a client whose SYN was dropped notices only when its timer "
                    "runs out: after %1.")
                .arg(retransmitTimes(s.model, 6)),
            {}};
}

Situation waiting(const lab::LiveSnapshot& s) {
    return {
        Mood::Warning, Lab::tr("%1 connections wait for accept()").arg(count(s.depth)),
        Lab::tr("Their clients believe they are connected and may already send. The server does not call accept()."),
        Lab::tr("Try: accept all, and watch the queue empty.")};
}

Situation afterLoss(const lab::LiveSnapshot& s) {
    const auto slowest = s.connectLatency.max();
    return {Mood::Good, Lab::tr("Everybody is in, but not everybody at once"),
            Lab::tr("%1 packets were dropped on the way; the slowest connect took %2.")
                .arg(count(s.drops), slowest ? durationText(toSeconds(*slowest) * 1e6) : QStringLiteral("–")),
            Lab::tr("Try: restart with a larger backlog and compare.")};
}

Situation flowing(const lab::LiveSnapshot& s) {
    if (s.drops > 0) {
        return afterLoss(s);
    }
    return {Mood::Good, Lab::tr("Nothing is lost"),
            Lab::tr("%1 connections were accepted; at most %2 waited at once, of %3 that fit.")
                .arg(count(s.accepted), count(s.deepest), count(s.capacity)),
            Lab::tr("Try: stop accepting, or a smaller backlog.")};
}

Situation idle(const lab::LiveSnapshot& s) {
    return {
        Mood::Calm, Lab::tr("Ready"),
        Lab::tr("The server listens with a backlog of %1; Linux holds one connection more than the limit, so %2 fit.")
            .arg(count(static_cast<std::uint64_t>(s.backlogAsked)), count(s.capacity)),
        Lab::tr("Try: start the load with Ctrl+E.")};
}

/// The figures of an event's text, which the engine writes in English.
QStringList figures(const QString& text, const char* pattern) {
    const auto match = QRegularExpression(QString::fromLatin1(pattern)).match(text);
    return match.hasMatch() ? match.capturedTexts() : QStringList();
}

QString acceptText(const QString& text) {
    const QString policy = text.section(QLatin1Char(' '), 1);
    if (policy == QLatin1String("none")) {
        return Lab::tr("accept stopped");
    }
    return policy == QLatin1String("all") ? Lab::tr("accepting all") : Lab::tr("accepting %1").arg(policy);
}

QString sysctlText(const QString& text) {
    const QStringList parts = figures(text, "^(\\S+) (.*) -> ([^;]*)(;.*)?$");
    if (parts.isEmpty()) {
        return text;
    }
    const QString change = QStringLiteral("%1 %2 → %3").arg(parts[1].section(QLatin1Char('.'), -1), parts[2], parts[3]);
    const bool listened = parts.size() > 4 && !parts[4].isEmpty();
    return listened ? Lab::tr("%1, listen() called again").arg(change) : change;
}

QString loadText(const lab::RunEvent& event, const QString& text) {
    if (event.kind == lab::EventKind::LoadStarted) {
        const QStringList parts = figures(text, "^load (\\d+) started");
        return parts.isEmpty() ? text : Lab::tr("load %1 started").arg(parts[1]);
    }
    const QStringList parts = figures(text, "^load (\\d+) ended: (\\d+) of (\\d+) connected");
    return parts.isEmpty() ? text : Lab::tr("load %1 ended: %2 of %3 connected").arg(parts[1], parts[2], parts[3]);
}

} // namespace

Situation situationOf(const lab::LiveSnapshot& s) {
    if (s.census.unknown > 0) {
        return unknownClients(s);
    }
    if (isFull(s) && isStopped(s)) {
        return fullAndStopped(s);
    }
    if (s.dropRate >= 1 && !isStopped(s)) {
        return overflowing(s);
    }
    if (hasLoad(s) && s.load.phase != lab::LoadPhase::Preparing && s.load.clients.pending > 0 && !isFull(s) &&
        s.drops > 0) {
        return retransmitting(s);
    }
    if (s.depth > 0 && isStopped(s)) {
        return waiting(s);
    }
    return hasLoad(s) || s.accepted > 0 ? flowing(s) : idle(s);
}

QString eventText(const lab::RunEvent& event) {
    using lab::EventKind;
    const QString text = QString::fromStdString(event.text);
    switch (event.kind) {
    case EventKind::BacklogChanged:
        return Lab::tr("backlog %1").arg(text.section(QLatin1Char(' '), 1));
    case EventKind::SysctlChanged:
        return sysctlText(text);
    case EventKind::AcceptChanged:
        return acceptText(text);
    case EventKind::LoadStarted:
    case EventKind::LoadEnded:
        return loadText(event, text);
    case EventKind::FirstDrop:
        return Lab::tr("first drop");
    case EventKind::OpenerGone:
        return Lab::tr("laboratory closed from outside");
    case EventKind::WireChanged:
        return Lab::tr("wire changed");
    case EventKind::Marker:
    case EventKind::Trouble:
        break;
    }
    return text;
}

QString retransmitTimes(const kernel::QueueModel& model, std::size_t most) {
    QStringList times;
    for (std::size_t i = 0; i < std::min(most, model.synRetransmits.size()); ++i) {
        times << QString::number(toSeconds(model.synRetransmits[i]), 'g', 3);
    }
    return Lab::tr("%1 s").arg(times.join(QStringLiteral(", ")));
}

std::string arrivalText(const load::LoadPlan& plan) {
    switch (plan.arrival) {
    case load::Arrival::Rate:
        return fmt::format("{:g}/s", plan.perSecond);
    case load::Arrival::ClosedLoop:
        return fmt::format("closed loop, {} at a time", plan.concurrency);
    case load::Arrival::Burst:
        break;
    }
    return "burst";
}

std::string wireText(const wire::WirePlan& plan) {
    std::string text = fmt::format("{} up, {} down", formatDuration(plan.delayUp), formatDuration(plan.delayDown));
    if (plan.jitter > Nanoseconds::zero()) {
        text += fmt::format(", jitter {}", formatDuration(plan.jitter));
    }
    if (plan.loss > 0) {
        text += fmt::format(", loss {:g} %", plan.loss * 100);
    }
    if (plan.lateAck.delay > Nanoseconds::zero()) {
        text += fmt::format(", late ACK {}", formatDuration(plan.lateAck.delay));
    }
    if (plan.lateAck.delay > Nanoseconds::zero() && plan.lateAck.first > 0) {
        text += fmt::format(" for the first {}", plan.lateAck.first);
    }
    if (plan.halfOpen.count > 0) {
        text += fmt::format(", {} half-open clients", plan.halfOpen.count);
    }
    return text;
}

record::CsvPreamble settingsOf(const lab::LiveSnapshot& s) {
    record::CsvPreamble lines{
        {"version", kVersion},
        {"kernel", s.kernel},
        {"backlog", std::to_string(s.backlogAsked)},
        {"limit", std::to_string(s.limit)},
        {"accept", server::toString(policyOf(s))},
        {"reactors", std::to_string(s.setup.server.reactors)},
        {"clients", std::to_string(s.load.plan.clients)},
        {"arrival", arrivalText(s.load.plan)},
        {"sampling", fmt::format("{:g} Hz asked, {:.0f} Hz effective", s.sampleRateAsked, s.sampling.realRateHz)}};
    if (s.setup.family == IpFamily::V6) {
        lines.emplace_back("ipv6", "on");
    }
    if (s.setup.isWired()) {
        lines.emplace_back("wire", wireText(s.setup.wire));
    }
    for (const auto& [key, row] : *s.sysctls) {
        if (row.value != row.initial) {
            lines.emplace_back(key, row.value);
        }
    }
    lines.emplace_back("units", "_s seconds; _per_s per second; all others counts");
    return lines;
}

Capping cappingOf(const lab::LiveSnapshot& s) {
    return s.backlogAsked > s.somaxconn ? Capping::Somaxconn : Capping::Asked;
}

QString waitText(const lab::LiveSnapshot& s) {
    if (!s.predictedWait) {
        return Lab::tr("never: nobody accepts");
    }
    return durationText(toSeconds(*s.predictedWait) * 1e6);
}

} // namespace ls::model
