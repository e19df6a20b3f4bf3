// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/prediction.h"

#include "engine/lab/wired_prediction.h"

#include <fmt/format.h>

#include <algorithm>

namespace ls::lab {

namespace {

/// Why the number of established clients cannot be told from the plan; empty when it can.
std::string_view obstacle(const RunPlan& plan) {
    using server::AcceptPolicy;
    if (plan.load.clients == 0) {
        return {};
    }
    const auto& accept = plan.server.accept;
    if (plan.server.listeners == server::ListenerMode::ReusePort) {
        return "with SO_REUSEPORT a secret hash decides which queue a connection meets";
    }
    if (accept.size() != 1 || accept.front().at > Nanoseconds::zero() ||
        accept.front().policy.kind != AcceptPolicy::Kind::None) {
        return "the server accepts while clients arrive: who finds room depends on timing";
    }
    if (!plan.server.backlogs.empty()) {
        return "the backlog changes during the run: what is let in at a retransmit depends on timing";
    }
    if (!plan.sysctlSteps.empty()) {
        return "sysctls change during the run: what is let in at a retransmit depends on timing";
    }
    if (plan.load.arrival != load::Arrival::Burst) {
        return "clients do not come at once";
    }
    if (plan.load.loops > 1) {
        return "several client threads race for the last place";
    }
    return {};
}

void foretell(const RunPlan& plan, const kernel::QueueModel& model, Prediction& prediction) {
    if (plan.isWired()) {
        predictWired(plan, model, prediction);
        return;
    }
    if (model.halfOpenCapacity == 0 && model.synBeyond != kernel::SynFate::Cookie) {
        prediction.established = 0;
        prediction.why = "this kernel's SYN queue of that limit holds nobody, and cookies are off: no handshake begins";
        return;
    }
    prediction.established = std::min<std::uint64_t>(plan.load.clients, model.capacity);
    prediction.why =
        fmt::format("nobody accepts, so the queue takes min(clients {}, limit {} + 1) and later SYNs are dropped",
                    plan.load.clients, model.limit);
}

/// On loopback a handshake is over before the next begins: one place is enough, and whether there is one may be
/// assumed.
bool restsOnSynQueue(const RunPlan& plan, const kernel::QueueModel& model, const Prediction& prediction) {
    const bool foretold = prediction.established || prediction.synRecv;
    const bool mayHoldNobody = model.limit == 0 && model.synBeyond != kernel::SynFate::Cookie;
    return foretold && (plan.isWired() || mayHoldNobody);
}

} // namespace

bool isForetold(const RunPlan& plan) {
    return obstacle(plan).empty();
}

Prediction predict(const RunPlan& plan, const kernel::QueueModel& model, std::uint32_t largestLimit, unsigned cpus) {
    const std::uint64_t listeners = plan.server.listenerCount();
    Prediction prediction;
    prediction.capacity = model.capacity * listeners;
    prediction.deepestAllowed = (std::uint64_t{largestLimit} + 1 + std::max(cpus, 1U) - 1) * listeners;
    if (const std::string_view why = obstacle(plan); !why.empty()) {
        prediction.why = why;
        return prediction;
    }
    foretell(plan, model, prediction);
    if (model.synCapacityAssumed && restsOnSynQueue(plan, model, prediction)) {
        prediction.why += "; how many the SYN queue holds is assumed";
    }
    return prediction;
}

std::optional<bool> matches(const Prediction& prediction, const Measured& measured) {
    if (measured.deepest > prediction.deepestAllowed) {
        return false;
    }
    std::optional<bool> all;
    const auto compare = [&all](const std::optional<std::uint64_t>& foretold, std::uint64_t found) {
        if (foretold) {
            all = all.value_or(true) && *foretold == found;
        }
    };
    compare(prediction.established, measured.established);
    compare(prediction.unknown, measured.unknown);
    compare(prediction.synRecv, measured.synRecv);
    return all;
}

} // namespace ls::lab
