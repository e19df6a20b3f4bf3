// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/wire_plan.h"

#include "engine/base/parse.h"

#include <fmt/format.h>

#include <string_view>

namespace ls::wire {

namespace {

using namespace std::chrono_literals;

Result<> checkDuration(std::string_view name, Nanoseconds value, Nanoseconds max) {
    if (value >= 0ns && value <= max) {
        return {};
    }
    return failure(ErrorCode::BadInput, fmt::format("{}: {}s", name, toSeconds(value)),
                   fmt::format("give 0s to {}", formatDuration(max)));
}

Result<> checkProbability(std::string_view name, double value) {
    if (value >= 0 && value <= 1) { // not a number is refused too
        return {};
    }
    return failure(ErrorCode::BadInput, fmt::format("{}: {}%", name, value * 100), "give 0% to 100%");
}

Result<> checkHalfOpen(const HalfOpen& halfOpen) {
    if (halfOpen.count > kMaxHalfOpen) {
        return failure(ErrorCode::BadInput, fmt::format("half-open: {} clients", halfOpen.count),
                       fmt::format("give at most {}", kMaxHalfOpen));
    }
    if (!(halfOpen.perSecond >= 1 && halfOpen.perSecond <= kMaxHalfOpenRate)) {
        return failure(ErrorCode::BadInput, fmt::format("half-open: {}/s", halfOpen.perSecond),
                       fmt::format("give 1/s to {}/s", kMaxHalfOpenRate));
    }
    return {};
}

} // namespace

bool WirePlan::isOn() const {
    return delayUp > 0ns || delayDown > 0ns || jitter > 0ns || loss > 0 || duplicate > 0 || lateAck.delay > 0ns ||
           dropSynAck.every > 0 || halfOpen.count > 0 || cutAt.has_value();
}

Result<> checkPlan(const WirePlan& plan) {
    LS_TRY(checkDuration("delay-up", plan.delayUp, kMaxDelay));
    LS_TRY(checkDuration("delay-down", plan.delayDown, kMaxDelay));
    LS_TRY(checkDuration("jitter", plan.jitter, kMaxDelay));
    LS_TRY(checkProbability("loss", plan.loss));
    LS_TRY(checkProbability("duplicate", plan.duplicate));
    LS_TRY(checkDuration("late-ack", plan.lateAck.delay, kMaxLateAck));
    LS_TRY(checkHalfOpen(plan.halfOpen));
    if (plan.cutAt && *plan.cutAt < 0ns) {
        return failure(ErrorCode::BadInput, fmt::format("wire-cut-at: {}s", toSeconds(*plan.cutAt)), "give 0s or more");
    }
    return {};
}

} // namespace ls::wire
