// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/wired_prediction.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace ls::lab {

using namespace std::chrono_literals;
using kernel::QueueModel;
using kernel::SynFate;

namespace {

// A burst's SYNs leave one after the other; each takes less than this, and a pause of the machine in between less than
// the other. A wire slower than both together holds the first ACK back until the last SYN is there.
constexpr Nanoseconds kPerSyn = 100us;
constexpr Nanoseconds kPause = 10ms;

bool changesPackets(const wire::WirePlan& wire) {
    return wire.loss > 0 || wire.duplicate > 0 || wire.dropSynAck.every > 0 || wire.cutAt.has_value();
}

std::string_view beyondText(const QueueModel& model) {
    switch (model.synBeyond) {
    case SynFate::Cookie:
        return "SYNs beyond are answered by a cookie";
    case SynFate::DroppedQueueFull:
        return "SYNs beyond are dropped";
    case SynFate::DroppedThreeQuarters:
        break;
    }
    return "SYNs beyond are dropped by the three-quarter rule";
}

void predictHalfOpen(const RunPlan& plan, const QueueModel& model, Prediction& prediction) {
    const wire::HalfOpen& clients = plan.wire.halfOpen;
    const Nanoseconds lastSent(static_cast<std::int64_t>(1e9 * clients.count / clients.perSecond));
    if (changesPackets(plan.wire)) {
        prediction.why = "the wire loses packets or doubles them";
    } else if (plan.load.clients > 0) {
        prediction.why = "half-open clients and others race for places in the SYN queue";
    } else if (lastSent + plan.wire.delayUp + plan.wire.jitter >= plan.duration) {
        prediction.why = "the run ends before the last half-open client's SYN is there";
    } else if (plan.duration >= model.requestLifetime) {
        prediction.why = "the run is long enough for the server to forget half-open connections";
    } else {
        prediction.synRecv = std::min<std::uint64_t>(clients.count, model.halfOpenCapacity);
        prediction.why = fmt::format("the SYN queue remembers min(half-open clients {}, {}); {}", clients.count,
                                     model.halfOpenCapacity, beyondText(model));
    }
}

/// Every SYN at the server before the first last ACK, and every ACK there before the end.
std::string_view burstObstacle(const RunPlan& plan) {
    const wire::WirePlan& wire = plan.wire;
    const Nanoseconds rtt = wire.delayUp + wire.delayDown;
    if (changesPackets(wire) || wire.jitter > 0ns || wire.lateAck.delay > 0ns) {
        return "the wire does more than delay packets: who finds room depends on which";
    }
    if (rtt < kPause + kPerSyn * plan.load.clients) {
        return "the burst lasts about as long as the wire's round trip: who finds room depends on timing";
    }
    if (rtt + wire.delayUp + kPause + kPerSyn * plan.load.clients >= plan.duration) {
        return "the run ends before the handshakes do";
    }
    return {};
}

void predictBurst(const RunPlan& plan, const QueueModel& model, Prediction& prediction) {
    if (const std::string_view obstacle = burstObstacle(plan); !obstacle.empty()) {
        prediction.why = obstacle;
        return;
    }
    const std::uint64_t clients = plan.load.clients;
    const std::uint64_t remembered = std::min(clients, model.halfOpenCapacity);
    const std::uint64_t answered = model.synBeyond == SynFate::Cookie ? clients : remembered;
    // Who was dropped comes again after a second, and is let in then if the accept queue has room left.
    const bool comesAgain = answered < clients && answered < model.capacity;
    if (comesAgain && plan.duration > model.synRetransmits.front()) {
        prediction.why = "dropped SYNs come again and find room: how many depends on timing";
        return;
    }
    prediction.established = answered;
    prediction.unknown = answered > model.capacity ? answered - model.capacity : 0;
    prediction.why = fmt::format("nobody accepts; of {} SYNs at once the SYN queue remembers {}, {}; the accept queue "
                                 "takes {} of the {} last ACKs",
                                 clients, remembered, beyondText(model), std::min(answered, model.capacity), answered);
}

} // namespace

void predictWired(const RunPlan& plan, const QueueModel& model, Prediction& prediction) {
    if (plan.wire.halfOpen.count > 0) {
        predictHalfOpen(plan, model, prediction);
    } else {
        predictBurst(plan, model, prediction);
    }
}

} // namespace ls::lab
