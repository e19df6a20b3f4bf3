// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/summarise.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>

namespace ls::lab {

using namespace std::chrono_literals;

namespace {

// An open loop whose clients begin later than this after their time, one in a hundred, does not keep its rate.
constexpr Nanoseconds kLate = 10ms;

std::vector<ListenerSummary> summariseListeners(const Apparatus& lab, const Cut& cut) {
    std::vector<ListenerSummary> listeners;
    for (std::size_t i = 0; i < cut.listeners.size(); ++i) {
        listeners.push_back({cut.listeners[i].limit,
                             std::max(lab.sampler->probe().deepestOfEach()[i], cut.listeners[i].depth),
                             lab.server->listenerCounts(i).accepted, cut.listeners[i].drops});
    }
    return listeners;
}

ServerSummary summariseServer(const Apparatus& lab, const Cut& cut) {
    ServerSummary summary;
    summary.accepted = cut.accepted;
    summary.perReactor = lab.server->perReactor();
    summary.discarded = cut.discarded;
    summary.halfOpen = cut.census.halfOpen;
    summary.unknown = cut.census.unknown;
    summary.givenUp = cut.givenUp;
    for (std::size_t i = 0; i < cut.listeners.size(); ++i) {
        summary.queued += cut.listeners[i].depth;
        summary.shed += lab.server->listenerCounts(i).shed;
    }
    return summary;
}

Verdict conservation(const RunPlan& plan, const Apparatus& lab, const Cut& cut, Nanoseconds duration) {
    if (!cut.quiet) {
        return {false, "no quiet cut"};
    }
    BookTerms terms = bookTerms(cut);
    terms.planned = plan.load.clients;
    terms.clientRowsGone = plan.load.close == load::CloseMode::Rst;
    const bool serverMayReset = plan.server.close == server::ServerClose::Rst || plan.server.keepAlive;
    terms.onlyHandshakes = plan.load.close == load::CloseMode::Hold && terms.reset == 0 && !serverMayReset;
    terms.requestsMayExpire = duration >= lab.model.requestLifetime;
    if (cut.wire) {
        addWireTerms(WireRules::of(plan.wire, lab.model), *cut.wire, terms);
    }
    return checkBooks(terms);
}

} // namespace

std::uint64_t RunResult::capacity() const {
    return std::accumulate(listeners.begin(), listeners.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const ListenerSummary& listener) { return sum + listener.limit + 1; });
}

std::uint64_t RunResult::listenerDrops() const {
    return std::accumulate(listeners.begin(), listeners.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const ListenerSummary& listener) { return sum + listener.drops; });
}

std::vector<std::string> limitsOf(const load::OutcomeCounts& clients, std::uint64_t shed,
                                  const std::optional<HistogramSnapshot>& lateness) {
    const auto& why = clients.notStarted;
    std::vector<std::string> limits;
    if (why.contains(EMFILE) || why.contains(ENFILE) || shed > 0) {
        limits.emplace_back("descriptors");
    }
    if (why.contains(EADDRNOTAVAIL) || why.contains(EADDRINUSE) || why.contains(EAGAIN)) {
        limits.emplace_back("ports");
    }
    if (lateness && lateness->percentile(0.99).value_or(0ns) > kLate) {
        limits.emplace_back("late");
    }
    return limits;
}

std::vector<std::string> limitsOf(const RunPlan& plan, const RunResult& result) {
    std::vector<std::string> limits = limitsOf(result.clients, result.server.shed, result.lateness);
    // The clients of a burst are due at once: a window that ends before the last has begun was the generator's fault.
    const bool burstCutOff = plan.load.arrival == load::Arrival::Burst && result.end == EndReason::WindowOver &&
                             result.clients.notReached > 0;
    if (burstCutOff) {
        limits.emplace_back("late");
    }
    if (result.wire) {
        const std::vector<std::string> ofWire = limitsOf(result.wire->stats);
        limits.insert(limits.end(), ofWire.begin(), ofWire.end());
    }
    if (result.model.synCapacityAssumed) {
        limits.emplace_back("syn_queue_assumed");
    }
    return limits;
}

RunResult summarise(const RunPlan& plan, const Prediction& prediction, const Apparatus& lab, const Cut& cut,
                    RunEnd end) {
    RunResult result;
    result.kernel = kernel::runningKernelRelease();
    result.end = end.reason;
    result.duration = end.duration;
    result.address = lab.server->address().text();
    result.backlogRequested = server::lastBacklog(plan.server, end.duration);
    result.somaxconn = somaxconnOf(lab.sysctls);
    result.listeners = summariseListeners(lab, cut);
    result.clients = cut.load.counts;
    result.server = summariseServer(lab, cut);

    result.sampling = lab.sampler->quality();
    result.deepest =
        std::max<std::uint32_t>(lab.sampler->probe().deepest(), static_cast<std::uint32_t>(result.server.queued));
    result.statesRateHz = static_cast<double>(end.stateCounts) / std::max(toSeconds(end.duration), 1e-9);
    result.serverStates = cut.census.server;
    result.clientStates = cut.census.client;

    result.counters = cut.movement;
    result.model = lab.model;
    result.causes = kernel::decodeDrops(cut.movement, lab.model);
    result.connectLatency = cut.load.connectLatency;
    result.lateness = cut.load.lateness;
    result.wire = cut.wire;
    result.queueWait = lab.waits->histogram();

    result.prediction = prediction;
    result.predictionMatches =
        matches(prediction, {result.clients.established, result.deepest, result.server.unknown,
                             result.serverStates[static_cast<std::size_t>(kernel::TcpState::SynRecv)]});
    result.conservation = conservation(plan, lab, cut, end.duration);

    result.limits = limitsOf(plan, result);
    result.sysctls = lab.sysctls;
    for (const SysctlSetting& setting : plan.sysctls) {
        result.sysctlsRequested[setting.key] = setting.value;
    }
    for (const SysctlStep& step : plan.sysctlSteps) {
        result.sysctlsRequested[step.setting.key] = step.setting.value;
    }
    result.problems = std::move(end.problems);
    if (cut.load.problem) {
        result.problems.push_back(*cut.load.problem);
    }
    return result;
}

} // namespace ls::lab
