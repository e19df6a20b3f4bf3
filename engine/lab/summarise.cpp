// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/summarise.h"

#include <algorithm>
#include <charconv>
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
    summary.accepted = lab.server->accepted();
    summary.perReactor = lab.server->perReactor();
    summary.discarded = lab.server->discarded();
    summary.halfOpen = cut.census.halfOpen;
    summary.unknown = cut.census.unknown;
    for (std::size_t i = 0; i < cut.listeners.size(); ++i) {
        summary.queued += cut.listeners[i].depth;
        summary.shed += lab.server->listenerCounts(i).shed;
    }
    return summary;
}

/// From the client's ESTABLISHED to accept(). A connection accepted before its client got to look at the clock waited
/// less than can be measured: 0.
HistogramSnapshot queueWait(const Apparatus& lab) {
    HistogramSnapshot waits;
    lab.load->visitCompleted([&](std::uint64_t client, TimePoint established) {
        if (const auto accepted = lab.accepts->acceptedAt(client)) {
            waits.record(std::max(*accepted - established, Nanoseconds::zero()));
        }
    });
    return waits;
}

/// The clients of a burst are due at once: a window that ends before the last has begun was the generator's fault.
bool isLate(const RunPlan& plan, const RunResult& result) {
    const bool unfinishedBurst = plan.load.arrival == load::Arrival::Burst && result.end == EndReason::WindowOver &&
                                 result.clients.notReached > 0;
    return unfinishedBurst || (result.lateness && result.lateness->percentile(0.99).value_or(0ns) > kLate);
}

std::int64_t somaxconnOf(const SysctlValues& sysctls) {
    std::int64_t value = 0;
    if (const auto found = sysctls.find("net.core.somaxconn"); found != sysctls.end()) {
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
    }
    return value;
}

/// The backlog of the last listen() that took place before the run ended.
int lastBacklog(const RunPlan& plan, Nanoseconds duration) {
    int backlog = plan.server.backlog;
    Nanoseconds latest{-1};
    for (const server::BacklogStep& step : plan.server.backlogs) {
        if (step.at <= duration && step.at >= latest) {
            latest = step.at;
            backlog = step.backlog;
        }
    }
    return backlog;
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

std::vector<std::string> limitsOf(const RunPlan& plan, const RunResult& result) {
    const auto& why = result.clients.notStarted;
    std::vector<std::string> limits;
    if (why.contains(EMFILE) || why.contains(ENFILE) || result.server.shed > 0) {
        limits.emplace_back("descriptors");
    }
    if (why.contains(EADDRNOTAVAIL) || why.contains(EADDRINUSE) || why.contains(EAGAIN)) {
        limits.emplace_back("ports");
    }
    if (isLate(plan, result)) {
        limits.emplace_back("late");
    }
    return limits;
}

RunResult summarise(const RunPlan& plan, const Apparatus& lab, const Cut& cut, RunEnd end) {
    RunResult result;
    result.kernel = kernel::runningKernelRelease();
    result.end = end.reason;
    result.duration = end.duration;
    result.address = server::toString(lab.server->address());
    result.backlogRequested = lastBacklog(plan, end.duration);
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
    result.queueWait = queueWait(lab);

    result.prediction = lab.prediction;
    result.predictionMatches = matches(lab.prediction, result.clients.established, result.deepest);
    result.conservation =
        cut.quiet ? checkBooks(bookTerms(plan, lab, cut, end.duration)) : Verdict{false, "no quiet cut"};

    result.limits = limitsOf(plan, result);
    result.sysctls = lab.sysctls;
    for (const SysctlSetting& setting : plan.sysctls) {
        result.sysctlsRequested[setting.key] = setting.value;
    }
    result.problems = std::move(end.problems);
    if (cut.load.problem) {
        result.problems.push_back(*cut.load.problem);
    }
    return result;
}

} // namespace ls::lab
