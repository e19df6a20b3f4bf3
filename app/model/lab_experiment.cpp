// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lab_experiment.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace ls::model {

namespace {

using Kind = server::AcceptPolicy::Kind;

constexpr double kLogRange = 16; // of backlog + 1, to the base of two

Nanoseconds milliseconds(double count) {
    return Nanoseconds(std::llround(count * 1e6));
}

template <typename T>
void take(const QVariantMap& map, const char* name, T& value, double least, double most) {
    bool isNumber = false;
    const double found = map.value(QString::fromLatin1(name)).toDouble(&isNumber);
    if (isNumber && found >= least && found <= most) {
        value = static_cast<T>(found);
    }
}

template <typename T>
void put(QVariantMap& map, const char* name, T value) {
    map.insert(QString::fromLatin1(name), static_cast<double>(value));
}

QString sysctlsKey() {
    return QStringLiteral("sysctls");
}

/// A power of two where one is within a pixel or two of the slider.
int roundNumber(int backlog) {
    constexpr int kExactBelow = 64;
    constexpr double kNear = 0.012;
    if (backlog < kExactBelow) {
        return backlog;
    }
    const int power = 1 << std::lround(std::log2(backlog));
    return std::min(std::abs(power - backlog) <= backlog * kNear ? power : backlog, kMostBacklog);
}

} // namespace

server::AcceptPolicy LabExperiment::policy() const {
    return {accept, accept == Kind::Paced ? acceptRate : 0};
}

wire::WirePlan LabExperiment::wirePlan() const {
    wire::WirePlan plan;
    const double up = std::min(upMs < 0 ? roundTripMs / 2 : upMs, roundTripMs);
    plan.delayUp = milliseconds(up);
    plan.delayDown = std::min(milliseconds(roundTripMs - up), wire::kMaxDelay);
    plan.jitter = milliseconds(jitterMs);
    plan.loss = lossPercent / 100;
    plan.lateAck = {milliseconds(lateAckMs), lateAckFirst};
    plan.halfOpen = {halfOpen, halfOpenRate};
    return plan;
}

lab::LabSetup LabExperiment::setup() const {
    lab::LabSetup setup;
    setup.server.backlog = backlog;
    setup.server.reactors = reactors;
    setup.server.listeners = listeners;
    setup.server.trigger = trigger;
    setup.server.acceptBudget = acceptBudget;
    setup.server.close = serverClose;
    setup.server.keepAlive = keepAlive;
    setup.server.accept = {{Nanoseconds::zero(), policy()}};
    setup.sysctls = sysctls;
    setup.family = family;
    setup.wired = wired;
    setup.wire = wired ? wirePlan() : wire::WirePlan();
    return setup;
}

load::LoadPlan LabExperiment::plan() const {
    load::LoadPlan plan;
    plan.clients = clients;
    plan.arrival = arrival;
    plan.perSecond = arrival == load::Arrival::Rate ? arrivalRate : 0;
    plan.concurrency = arrival == load::Arrival::ClosedLoop ? std::min(inFlight, clients) : 0;
    plan.payload = payload;
    plan.close = close;
    return plan;
}

std::optional<Nanoseconds> LabExperiment::repeatEvery() const {
    if (repeatSeconds <= 0) {
        return std::nullopt;
    }
    return Nanoseconds(static_cast<std::int64_t>(repeatSeconds * 1e9));
}

QVariantMap LabExperiment::toMap() const {
    QVariantMap map;
    put(map, "backlog", backlog);
    put(map, "accept", accept);
    put(map, "accept_rate", acceptRate);
    put(map, "reactors", reactors);
    put(map, "listeners", listeners);
    put(map, "trigger", trigger);
    put(map, "ipv6", family);
    put(map, "accept_budget", acceptBudget);
    put(map, "server_close", serverClose);
    put(map, "keep_alive", keepAlive);
    put(map, "clients", clients);
    put(map, "arrival", arrival);
    put(map, "arrival_rate", arrivalRate);
    put(map, "in_flight", inFlight);
    put(map, "payload", payload);
    put(map, "close", close);
    put(map, "repeat", repeatSeconds);
    put(map, "wired", wired);
    put(map, "round_trip_ms", roundTripMs);
    put(map, "up_ms", upMs);
    put(map, "jitter_ms", jitterMs);
    put(map, "loss_percent", lossPercent);
    put(map, "late_ack_ms", lateAckMs);
    put(map, "late_ack_first", lateAckFirst);
    put(map, "half_open", halfOpen);
    put(map, "half_open_rate", halfOpenRate);
    QVariantMap asked;
    for (const lab::SysctlSetting& each : sysctls) {
        asked.insert(QString::fromStdString(each.key), QString::fromStdString(each.value));
    }
    map.insert(sysctlsKey(), asked);
    return map;
}

LabExperiment LabExperiment::fromMap(const QVariantMap& map) {
    LabExperiment experiment;
    take(map, "backlog", experiment.backlog, 0, kMostBacklog);
    take(map, "accept", experiment.accept, 0, 2);
    take(map, "accept_rate", experiment.acceptRate, 1, 1e6);
    take(map, "reactors", experiment.reactors, 1, 64);
    take(map, "listeners", experiment.listeners, 0, 1);
    take(map, "ipv6", experiment.family, 0, 1);
    take(map, "trigger", experiment.trigger, 0, 2);
    take(map, "accept_budget", experiment.acceptBudget, 0, kMostAcceptBudget);
    take(map, "server_close", experiment.serverClose, 0, 3);
    take(map, "keep_alive", experiment.keepAlive, 0, 1);
    take(map, "clients", experiment.clients, 1, 1e6);
    take(map, "arrival", experiment.arrival, 0, 2);
    take(map, "arrival_rate", experiment.arrivalRate, 1, 1e6);
    take(map, "in_flight", experiment.inFlight, 1, 1e5);
    take(map, "payload", experiment.payload, 0, 1 << 20);
    take(map, "close", experiment.close, 0, 4);
    take(map, "repeat", experiment.repeatSeconds, 0, 3600);
    take(map, "wired", experiment.wired, 0, 1);
    take(map, "round_trip_ms", experiment.roundTripMs, 0, kMostRoundTripMs);
    take(map, "up_ms", experiment.upMs, kHalfEachWay, kMostDelayMs);
    take(map, "jitter_ms", experiment.jitterMs, 0, kMostJitterMs);
    take(map, "loss_percent", experiment.lossPercent, 0, 100);
    take(map, "late_ack_ms", experiment.lateAckMs, 0, kMostLateAckMs);
    take(map, "late_ack_first", experiment.lateAckFirst, 0, kMostLateAcks);
    take(map, "half_open", experiment.halfOpen, 0, wire::kMaxHalfOpen);
    take(map, "half_open_rate", experiment.halfOpenRate, 1, wire::kMaxHalfOpenRate);
    const QVariantMap sysctls = map.value(sysctlsKey()).toMap();
    for (auto each = sysctls.begin(); each != sysctls.end(); ++each) {
        experiment.sysctls.push_back({each.key().toStdString(), each.value().toString().toStdString()});
    }
    return experiment;
}

int backlogAt(int sliderPosition) {
    const double share = static_cast<double>(std::clamp(sliderPosition, 0, kSliderSteps)) / kSliderSteps;
    return roundNumber(static_cast<int>(std::lround(std::exp2(share * kLogRange))) - 1);
}

int sliderPositionOf(int backlog) {
    const double share = std::log2(std::clamp(backlog, 0, kMostBacklog) + 1.0) / kLogRange;
    return static_cast<int>(std::lround(share * kSliderSteps));
}

int backlogAfter(int backlog, int steps) {
    for (; steps > 0; --steps) {
        backlog = std::max(backlog + 1, static_cast<int>(std::lround(backlog * std::exp2(0.125))));
    }
    for (; steps < 0; ++steps) {
        backlog = std::min(backlog - 1, static_cast<int>(std::lround(backlog * std::exp2(-0.125))));
    }
    return std::clamp(backlog, 0, kMostBacklog);
}

} // namespace ls::model
