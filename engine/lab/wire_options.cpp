// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/wire_options.h"

#include "engine/base/parse.h"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <string_view>

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

/// Half of it each way; of an odd number of nanoseconds the way back takes one more.
Result<> applyRtt(RunPlan& plan, Text text) {
    Nanoseconds rtt{};
    LS_TRY(setDuration(plan, rtt, text, 2 * wire::kMaxDelay));
    plan.wire.delayUp = rtt / 2;
    plan.wire.delayDown = rtt - plan.wire.delayUp;
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
    PlanOption{"rtt", "D", "a wire between clients and server: round-trip time, half each way, 0s to 20s", false,
               applyRtt},
    PlanOption{"delay-up", "D", "the wire's delay from the clients to the server, 0s to 10s", false,
               [](RunPlan& p, Text t) { return setDuration(p, p.wire.delayUp, t, wire::kMaxDelay); }},
    PlanOption{"delay-down", "D", "the wire's delay from the server to the clients, 0s to 10s", false,
               [](RunPlan& p, Text t) { return setDuration(p, p.wire.delayDown, t, wire::kMaxDelay); }},
    PlanOption{"jitter", "D", "each packet takes up to D longer, 0s to 10s; order within a connection is kept", false,
               [](RunPlan& p, Text t) { return setDuration(p, p.wire.jitter, t, wire::kMaxDelay); }},
    PlanOption{"loss", "P%", "share of packets the wire loses, 0% to 100%", false,
               [](RunPlan& p, Text t) { return setShare(p, p.wire.loss, t); }},
    PlanOption{"duplicate", "P%", "share of packets that arrive twice, 0% to 100%", false,
               [](RunPlan& p, Text t) { return setShare(p, p.wire.duplicate, t); }},
    PlanOption{"wire-seed", "N", "what chance on the wire starts from, 0 to 4294967295 (default 1)", false,
               [](RunPlan& p, Text t) { return setNumber(p, p.wire.seed, t, 0, kMost32); }},
    PlanOption{"late-ack", "D", "hold the last ACK of each handshake, and what the client sends after it, D longer",
               false, [](RunPlan& p, Text t) { return setDuration(p, p.wire.lateAck.delay, t, wire::kMaxLateAck); }},
    PlanOption{"late-ack-first", "N", "only those of the first N connections, 0 = all (default 0)", false,
               [](RunPlan& p, Text t) { return setNumber(p, p.wire.lateAck.first, t, 0, kMost32); }},
    PlanOption{"drop-synack", "N", "drop every Nth SYN/ACK, 1 = each, 0 = none (default 0)", false,
               [](RunPlan& p, Text t) { return setNumber(p, p.wire.dropSynAck.every, t, 0, kMost32); }},
    PlanOption{"drop-synack-first", "N", "only those to the first N connections, 0 = all (default 0)", false,
               [](RunPlan& p, Text t) { return setNumber(p, p.wire.dropSynAck.first, t, 0, kMost32); }},
    PlanOption{"half-open", "N[@R/s]",
               "N SYNs, 1 to 100000, at 1000/s unless told, 1/s to 50000/s, from addresses where nobody answers, over "
               "the wire as "
               "all; no other clients unless asked for",
               false, applyHalfOpen},
    PlanOption{"wire-cut-at", "D", "from then on nothing comes through", false, applyCut},
};

} // namespace

std::span<const PlanOption> wireOptions() {
    return kWireOptions;
}

Result<> checkWire(const RunPlan& plan) {
    LS_TRY(wire::checkPlan(plan.wire));
    if (plan.wire.cutAt && *plan.wire.cutAt >= plan.duration) {
        return failure(
            ErrorCode::BadInput, "wire-cut-at: the wire would be cut after the end of the run",
            fmt::format("the run lasts {}: make it longer or the cut earlier", formatDuration(plan.duration)));
    }
    return {};
}

} // namespace ls::lab
