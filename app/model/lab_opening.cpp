// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lab_opening.h"

#include "app/model/socket_words.h"
#include "engine/base/parse.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ls::model {

namespace {

using Kind = server::AcceptPolicy::Kind;

class Words {
    Q_DECLARE_TR_FUNCTIONS(LabOpening)
};

// What the panels of the laboratory reach to.
constexpr double kMostClients = 1e6;
constexpr double kMostInFlight = 1e5;
constexpr double kMostPayload = 1 << 20;
constexpr double kMostRate = 1e6;

constexpr std::uint32_t kMostLimit = 65535;
constexpr std::uint32_t kFewestClients = 200;
constexpr std::uint32_t kMostAtOnce = 4000; ///< what a laboratory opens at once without waiting for it

QString text(double value) {
    return QString::number(value, 'g', 10);
}

/// The nearest whole number that a panel can hold; a difference is named.
double fitted(LabOpening& opening, const char* option, double value, double least, double most) {
    const double fits = std::clamp(std::round(value), least, most);
    if (fits != value) {
        opening.leftOut << Words::tr("%1 %2: it begins with %3").arg(QLatin1String(option), text(value), text(fits));
    }
    return fits;
}

QString scheduleText(const std::vector<server::AcceptStep>& steps) {
    QStringList parts;
    for (const server::AcceptStep& step : steps) {
        parts << QString::fromStdString(server::toString(step.policy) + "@" + formatDuration(step.at));
    }
    return parts.join(QLatin1Char(','));
}

void takeAccept(LabOpening& opening, const server::ServerPlan& server) {
    const auto& steps = server.accept;
    const bool fromTheStart = !steps.empty() && steps.front().at == Nanoseconds::zero();
    const server::AcceptPolicy first = fromTheStart ? steps.front().policy : server::AcceptPolicy{};
    opening.experiment.accept = first.kind;
    if (steps.size() > 1 || (!steps.empty() && !fromTheStart)) {
        opening.leftOut << Words::tr("accept %1: it begins with %2, the later steps are yours to make")
                               .arg(scheduleText(steps), QString::fromStdString(server::toString(first)));
    }
    if (first.kind == Kind::Paced) {
        opening.experiment.acceptRate = fitted(opening, "accept", first.perSecond, 1, kMostRate);
    }
}

void takeServer(LabOpening& opening, const server::ServerPlan& server) {
    LabExperiment& experiment = opening.experiment;
    experiment.backlog = static_cast<int>(fitted(opening, "backlog", server.backlog, 0, kMostBacklog));
    experiment.reactors = server.reactors;
    experiment.listeners = server.listeners;
    experiment.trigger = server.trigger;
    experiment.acceptBudget = server.acceptBudget;
    experiment.serverClose = server.close;
    experiment.keepAlive = server.keepAlive;
    takeAccept(opening, server);
    for (const server::BacklogStep& step : server.backlogs) {
        opening.leftOut << QStringLiteral("backlog-at %1=%2")
                               .arg(QString::fromStdString(formatDuration(step.at)))
                               .arg(step.backlog);
    }
    if (server.balance != server::Balance::RoundRobin) {
        opening.leftOut << QStringLiteral("balance least-loaded");
    }
}

void takeLoad(LabOpening& opening, const load::LoadPlan& load) {
    LabExperiment& experiment = opening.experiment;
    experiment.clients = static_cast<std::uint32_t>(fitted(opening, "clients", load.clients, 1, kMostClients));
    experiment.arrival = load.arrival;
    if (load.arrival == load::Arrival::Rate) {
        experiment.arrivalRate = fitted(opening, "rate", load.perSecond, 1, kMostRate);
    }
    if (load.arrival == load::Arrival::ClosedLoop) {
        experiment.inFlight =
            static_cast<std::uint32_t>(fitted(opening, "concurrency", load.concurrency, 1, kMostInFlight));
    }
    experiment.payload = static_cast<std::uint32_t>(fitted(opening, "payload", load.payload, 0, kMostPayload));
    experiment.close = load.close;
    if (load.ports == load::PortChoice::Kernel) {
        opening.leftOut << QStringLiteral("ports kernel");
    }
    if (load.loops != 1) {
        opening.leftOut << QStringLiteral("load-loops %1").arg(load.loops);
    }
}

double milliseconds(Nanoseconds time) {
    return toSeconds(time) * 1e3;
}

/// What the panel has no field for.
QStringList wireLeftOut(const wire::WirePlan& plan) {
    QStringList rest;
    const auto duration = [](Nanoseconds time) { return QString::fromStdString(formatDuration(time)); };
    if (plan.duplicate > 0) {
        rest << QStringLiteral("duplicate %1%").arg(text(plan.duplicate * 100));
    }
    if (plan.dropSynAck.every > 0) {
        rest << QStringLiteral("drop-synack %1").arg(plan.dropSynAck.every);
    }
    if (plan.cutAt) {
        rest << QStringLiteral("wire-cut-at %1").arg(duration(*plan.cutAt));
    }
    return rest;
}

void takeWire(LabOpening& opening, const lab::LabSetup& setup) {
    if (!setup.isWired()) {
        return;
    }
    LabExperiment& experiment = opening.experiment;
    experiment.wired = true;
    experiment.roundTripMs = milliseconds(setup.wire.delayUp + setup.wire.delayDown);
    experiment.upMs = setup.wire.delayUp == setup.wire.delayDown ? kHalfEachWay : milliseconds(setup.wire.delayUp);
    experiment.jitterMs = milliseconds(setup.wire.jitter);
    experiment.lossPercent = setup.wire.loss * 100;
    experiment.lateAckMs = milliseconds(setup.wire.lateAck.delay);
    experiment.lateAckFirst = std::min(setup.wire.lateAck.first, kMostLateAcks);
    experiment.halfOpen = setup.wire.halfOpen.count;
    if (experiment.halfOpen > 0) {
        experiment.halfOpenRate =
            fitted(opening, "half-open rate", setup.wire.halfOpen.perSecond, 1, wire::kMaxHalfOpenRate);
    }
    opening.leftOut << wireLeftOut(setup.wire);
}

} // namespace

LabOpening labOpeningOf(const lab::RunPlan& plan, const QString& name) {
    LabOpening opening;
    opening.name = name;
    opening.experiment.sysctls = plan.sysctls;
    takeServer(opening, plan.server);
    takeLoad(opening, plan.load);
    opening.experiment.family = plan.family;
    takeWire(opening, plan);
    if (plan.hostSysctls) {
        opening.leftOut << QStringLiteral("sysctls host");
    }
    for (const lab::SysctlStep& step : plan.sysctlSteps) {
        opening.leftOut << QStringLiteral("sysctl-at %1=%2=%3")
                               .arg(QString::fromStdString(formatDuration(step.at)),
                                    QString::fromStdString(step.setting.key),
                                    QString::fromStdString(step.setting.value));
    }
    const lab::LabSetup live = opening.experiment.setup();
    if (plan.sampleRateHz != live.sampleRateHz) {
        opening.leftOut << QStringLiteral("sample-rate %1").arg(plan.sampleRateHz);
    }
    opening.leftOut << Words::tr("duration %1: a live laboratory has no end")
                           .arg(QString::fromStdString(formatDuration(plan.duration)));
    return opening;
}

LabOpening labOpeningOf(const inspect::Listener& listener, const std::optional<double>& acceptsPerSecond) {
    LabOpening opening;
    opening.name = listenerTitle(listener);
    const std::uint32_t limit = listener.limit.value_or(0);
    opening.experiment.backlog = static_cast<int>(std::min(limit, kMostLimit));
    opening.experiment.clients = std::clamp(2 * limit, kFewestClients, kMostAtOnce);
    if (acceptsPerSecond && *acceptsPerSecond >= 1) {
        opening.experiment.accept = Kind::Paced;
        opening.experiment.acceptRate = std::round(*acceptsPerSecond);
    }
    return opening;
}

} // namespace ls::model
