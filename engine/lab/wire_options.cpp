// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/wire_options.h"

#include "engine/base/parse.h"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace ls::lab {

using namespace std::chrono_literals;

namespace {

using Text = std::string_view;

constexpr std::int64_t kMost32 = std::numeric_limits<std::uint32_t>::max();

Result<> setDuration(RunPlan& plan, Nanoseconds& member, Text text, Nanoseconds max) {
    LS_TRY_ASSIGN(member, parseDuration(text, 0s, max));
    plan.wired = true;
    return {};
}

Result<> setShare(RunPlan& plan, double& member, Text text) {
    LS_TRY_ASSIGN(member, parsePercent(text));
    plan.wired = true;
    return {};
}

template <typename T>
Result<> setNumber(RunPlan& plan, T& member, Text text, std::int64_t min, std::int64_t max) {
    LS_TRY_ASSIGN(const std::int64_t value, parseInteger(text, min, max));
    member = static_cast<T>(value);
    plan.wired = true;
    return {};
}

/// A round trip is kept: what one way does not take is the other's, half of it each way where neither is given; of an
/// odd number of nanoseconds the way back takes one more. Without a round trip each way is what it is set to.
Result<> shareDelays(RunPlan& plan) {
    const WireAsked& asked = plan.wireAsked;
    if (!asked.rtt) {
        plan.wire.delayUp = asked.delayUp.value_or(plan.wire.delayUp);
        plan.wire.delayDown = asked.delayDown.value_or(plan.wire.delayDown);
        return {};
    }
    const Nanoseconds rtt = *asked.rtt;
    const Nanoseconds up = asked.delayUp ? *asked.delayUp : asked.delayDown ? rtt - *asked.delayDown : rtt / 2;
    const Nanoseconds down = asked.delayDown.value_or(rtt - up);
    if (up < 0s || down < 0s || up + down != rtt) {
        return failure(
            ErrorCode::BadInput, fmt::format("the delays do not add up to the rtt of {}", formatDuration(rtt)),
            "give an rtt and at most one of delay-up and delay-down, no longer than it; or both without rtt");
    }
    plan.wire.delayUp = up;
    plan.wire.delayDown = down;
    return {};
}

Result<> setDelay(RunPlan& plan, std::optional<Nanoseconds> WireAsked::*member, Text text, Nanoseconds max) {
    RunPlan changed = plan;
    Nanoseconds value{};
    LS_TRY(setDuration(changed, value, text, max));
    changed.wireAsked.*member = value;
    LS_TRY(shareDelays(changed));
    plan = std::move(changed);
    return {};
}

/// "200", "200@5000/s"
Result<> applyHalfOpen(RunPlan& plan, Text text) {
    const std::size_t at = text.find('@');
    wire::HalfOpen halfOpen;
    if (at != Text::npos) {
        LS_TRY_ASSIGN(halfOpen.perSecond, parsePerSecond(text.substr(at + 1), 1, wire::kMaxHalfOpenRate));
    }
    LS_TRY(setNumber(plan, halfOpen.count, text.substr(0, at), 0, wire::kMaxHalfOpen));
    plan.wire.halfOpen = halfOpen;
    if (!plan.clientsChosen) {
        plan.load.clients = 0;
    }
    return {};
}

Result<> applyCut(RunPlan& plan, Text text) {
    Nanoseconds at{};
    LS_TRY(setDuration(plan, at, text, 24h));
    plan.wire.cutAt = at;
    return {};
}

constexpr std::array kWireOptions{
    PlanOption{"rtt", "D",
               "a wire between clients and server: round-trip time, half each way unless one delay is given, 0s to 20s",
               false, [](RunPlan& p, Text t) { return setDelay(p, &WireAsked::rtt, t, 2 * wire::kMaxDelay); }},
    PlanOption{"delay-up", "D",
               "the wire's delay from the clients to the server, 0s to 10s; the rest of an rtt is the way back's",
               false, [](RunPlan& p, Text t) { return setDelay(p, &WireAsked::delayUp, t, wire::kMaxDelay); }},
    PlanOption{"delay-down", "D",
               "the wire's delay from the server to the clients, 0s to 10s; the rest of an rtt is the way there's",
               false, [](RunPlan& p, Text t) { return setDelay(p, &WireAsked::delayDown, t, wire::kMaxDelay); }},
    PlanOption{"jitter", "D", "each packet takes up to D longer, 0s to 10s; order within a connection is kept", false,
               [](RunPlan& p, Text t) { return setDuration(p, p.wire.jitter, t, wire::kMaxDelay); }},
    PlanOption{"loss", "P%", "share of packets the wire loses, 0% to 100%", false,
               [](RunPlan& p, Text t) { return setShare(p, p.wire.loss, t); }},
    PlanOption{"duplicate", "P%", "share of packets that arrive twice, 0% to 100%", false,
               [](RunPlan& p, Text t) { return setShare(p, p.wire.duplicate, t); }},
    PlanOption{"wire-seed", "N", "what chance on the wire starts from, 0 to 4294967295 (default 1)", false,
               [](RunPlan& p, Text t) { return setNumber(p, p.wire.seed, t, 0, kMost32); }},
    PlanOption{"late-ack", "D",
               "hold the last ACK of each handshake, and what the client sends after it, D longer, 0s to 60s", false,
               [](RunPlan& p, Text t) -> Result<> {
                   LS_TRY(setDuration(p, p.wire.lateAck.delay, t, wire::kMaxLateAck));
                   p.wireAsked.lateAck = true;
                   return {};
               }},
    PlanOption{"late-ack-first", "N", "with late-ack: only those of the first N connections, 0 = all (default 0)",
               false, [](RunPlan& p, Text t) { return setNumber(p, p.wire.lateAck.first, t, 0, kMost32); }},
    PlanOption{"drop-synack", "N", "drop every Nth SYN/ACK, 1 = each, 0 = none (default 0)", false,
               [](RunPlan& p, Text t) -> Result<> {
                   LS_TRY(setNumber(p, p.wire.dropSynAck.every, t, 0, kMost32));
                   p.wireAsked.dropSynAck = true;
                   return {};
               }},
    PlanOption{"drop-synack-first", "N", "with drop-synack: only those to the first N connections, 0 = all (default 0)",
               false, [](RunPlan& p, Text t) { return setNumber(p, p.wire.dropSynAck.first, t, 0, kMost32); }},
    PlanOption{"half-open", "N[@R/s]",
               "N SYNs, 0 to 100000, at 1000/s unless told, 1/s to 50000/s, from addresses where nobody answers, over "
               "the wire as "
               "all; no other clients unless asked for",
               false, applyHalfOpen},
    PlanOption{"wire-cut-at", "D", "from then on nothing comes through, 0s to before the end of the run", false,
               applyCut},
};

/// "first" of a rule that there is not would be left out silently.
Result<> checkFirst(std::string_view rule, std::uint32_t first, bool isGiven) {
    if (first == 0 || isGiven) {
        return {};
    }
    return failure(ErrorCode::BadInput, fmt::format("{}-first: no {} is given", rule, rule),
                   fmt::format("give {} too, or leave {}-first out", rule, rule));
}

} // namespace

std::span<const PlanOption> wireOptions() {
    return kWireOptions;
}

Result<> checkWire(const RunPlan& plan) {
    LS_TRY(wire::checkPlan(plan.wire));
    const WireAsked& asked = plan.wireAsked;
    LS_TRY(checkFirst("late-ack", plan.wire.lateAck.first, plan.wire.lateAck.delay > 0s || asked.lateAck));
    LS_TRY(checkFirst("drop-synack", plan.wire.dropSynAck.first, plan.wire.dropSynAck.every > 0 || asked.dropSynAck));
    if (plan.load.clients == 0 && !plan.clientsChosen && plan.wired && plan.wire.halfOpen.count == 0) {
        return failure(ErrorCode::BadInput, "half-open: 0, and no other clients are asked for",
                       fmt::format("give 1 to {}, or clients too", wire::kMaxHalfOpen));
    }
    if (plan.wire.cutAt && *plan.wire.cutAt >= plan.duration) {
        return failure(
            ErrorCode::BadInput, "wire-cut-at: the wire would be cut after the end of the run",
            fmt::format("the run lasts {}: make it longer or the cut earlier", formatDuration(plan.duration)));
    }
    return {};
}

} // namespace ls::lab
