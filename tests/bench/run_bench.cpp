// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs, through the same door as the programs use.
#include "engine/control/engine.h"
#include "engine/kernel/netlink.h"
#include "engine/lab/plan_options.h"
#include "engine/lab/socket_census.h"
#include "engine/netns/opener_location.h"
#include "tests/bench/bare_tcp.h"
#include "tests/bench/bench.h"
#include "tests/bench/connections.h"
#include "tests/bench/measure.h"

#include <fmt/format.h>

#include <poll.h>

namespace ls::bench {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kWindow{200};
constexpr std::uint32_t kPointClients = 400;
constexpr double kPointLimitMs = 15;
constexpr double kStatesLimit = 10;

Result<std::unique_ptr<control::Engine>> startEngine() {
    LS_TRY_ASSIGN(auto opener, netns::findOpener());
    return control::Engine::create(std::move(opener));
}

Result<std::vector<control::Event>> nextEvents(control::Engine& engine) {
    pollfd ready{engine.events().fd(), POLLIN, 0};
    if (::poll(&ready, 1, 20'000) <= 0) {
        return failure(ErrorCode::Timeout, "the engine said nothing for 20 s");
    }
    return engine.events().takeAll();
}

Result<lab::RunResult> runOnce(control::Engine& engine, lab::RunPlan plan) {
    engine.start(control::StartLab{std::move(plan)});
    LS_TRY_ASSIGN(auto events, nextEvents(engine));
    return std::move(std::get<control::LabFinished>(events.front()).result);
}

/// Milliseconds from one row to the next. The first point is left out: it also starts the opener.
Result<std::vector<double>> pointTimes(control::Engine& engine, sweep::SweepPlan plan) {
    engine.start(control::StartSweep{std::move(plan)});
    std::vector<double> times;
    for (std::optional<TimePoint> last;;) {
        LS_TRY_ASSIGN(const auto events, nextEvents(engine));
        const TimePoint now = Clock::now();
        for (const control::Event& event : events) {
            if (const auto* ended = std::get_if<control::SweepFinished>(&event)) {
                LS_TRY(ended->result.map([](const auto&) {}));
                return times;
            }
            if (last) {
                times.push_back(toSeconds(now - *last) * 1e3);
            }
            last = now;
        }
    }
}

/// Milliseconds for what no point can do without: a namespace, its connections and their end.
Result<double> barePointTime() {
    LS_TRY_ASSIGN(const auto net, enterNamespace());
    std::vector<double> times;
    for (int i = 0; i < 21; ++i) {
        const TimePoint begin = Clock::now();
        LS_TRY(net->freshen());
        const Nanoseconds fresh = Clock::now() - begin;
        LS_TRY_ASSIGN(const UniqueFd inside, net->openNamespace());
        LS_TRY_ASSIGN(const Nanoseconds took, runBareConnections(inside.get(), kPointClients));
        times.push_back(toSeconds(fresh + took) * 1e3);
    }
    return median(std::move(times));
}

/// CPU time of one count of the states of as many connections as a run has by default.
Result<Nanoseconds> stateCountCost(std::uint32_t clients) {
    LS_TRY_ASSIGN(const auto net, enterNamespace());
    LS_TRY_ASSIGN(const auto connections, holdConnections(*net, clients));
    LS_TRY_ASSIGN(UniqueFd socket, net->openSockDiag());
    kernel::SockDiag diag(std::make_unique<kernel::NetlinkSocket>(std::move(socket)));
    std::vector<double> costs;
    for (int i = 0; i < 51; ++i) {
        const Nanoseconds before = threadCpu();
        LS_TRY(lab::countStates(diag, connections->server().address()));
        costs.push_back(toSeconds(threadCpu() - before));
    }
    return Nanoseconds(static_cast<std::int64_t>(median(std::move(costs)) * 1e9));
}

} // namespace

Result<std::vector<Row>> benchSweepPoint() {
    LS_TRY_ASSIGN(const auto engine, startEngine());
    sweep::SweepPlan plan;
    plan.base = lab::defaultPlan();
    plan.base.load.clients = kPointClients;
    plan.base.duration = kWindow;
    LS_TRY_ASSIGN(sweep::Knob knob, sweep::parseKnob("backlog=400..420"));
    plan.knobs.push_back(std::move(knob));
    LS_TRY_ASSIGN(std::vector<double> times, pointTimes(*engine, std::move(plan)));
    const double point = median(std::move(times));
    const double beyond = point - toSeconds(kWindow) * 1e3;
    LS_TRY_ASSIGN(const double bare, barePointTime());
    return std::vector{Row{"sweep point beyond window", fmt::format("{:.1f} ms", beyond),
                           fmt::format("{:.1f} ms", bare), fmt::format("{:.3f}", beyond / bare),
                           fmt::format("<= {} ms", kPointLimitMs), beyond <= kPointLimitMs}};
}

Result<std::vector<Row>> benchHold() {
    LS_TRY(checkDescriptors(kManyConnections));
    LS_TRY_ASSIGN(const auto engine, startEngine());
    lab::RunPlan plan = lab::defaultPlan();
    plan.load.clients = kManyConnections;
    plan.server.backlog = kManyConnections;
    plan.sysctls.push_back({"net.core.somaxconn", fmt::to_string(kManyConnections)});
    LS_TRY_ASSIGN(const lab::RunResult result, runOnce(*engine, std::move(plan)));
    const bool all = result.clients.established == kManyConnections && result.server.accepted == kManyConnections;
    return std::vector{Row{"hold 9,000 connections", fmt::format("{} est.", result.clients.established),
                           fmt::format("{} acc.", result.server.accepted),
                           result.conservation.holds ? "books hold" : "books fail", "all, hold",
                           all && result.conservation.holds}};
}

Result<std::vector<Row>> benchStates() {
    LS_TRY_ASSIGN(const auto engine, startEngine());
    const lab::RunPlan plan = lab::defaultPlan();
    LS_TRY_ASSIGN(const lab::RunResult result, runOnce(*engine, plan));
    LS_TRY_ASSIGN(const Nanoseconds cost, stateCountCost(plan.load.clients));
    const double share = result.statesRateHz * toSeconds(cost) * 100;
    return std::vector{Row{"states of both ends", fmt::format("{:.1f} /s", result.statesRateHz),
                           fmt::format("{:.2f} ms each", toSeconds(cost) * 1e3), fmt::format("{:.1f} % core", share),
                           fmt::format("<= {} %", kStatesLimit), share <= kStatesLimit}};
}

} // namespace ls::bench
