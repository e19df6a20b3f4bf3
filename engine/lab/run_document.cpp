// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/run_document.h"

#include "engine/base/version.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace ls::lab {

using Json = nlohmann::ordered_json;

namespace {

Json microseconds(const std::optional<Nanoseconds>& value) {
    return value ? Json(std::chrono::round<std::chrono::microseconds>(*value).count()) : Json(nullptr);
}

template <typename T>
Json orNull(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json byErrno(const std::map<int, std::uint64_t>& counts) {
    Json object = Json::object();
    for (const auto& [err, n] : counts) {
        object[errnoName(err)] = n;
    }
    return object;
}

/// Clients whose turn never came are named by why the run ended before it.
std::string_view notReachedWhy(EndReason end) {
    switch (end) {
    case EndReason::Interrupted:
        return "interrupted";
    case EndReason::OpenerGone:
        return "opener";
    default:
        return "duration";
    }
}

Json listenerJson(const RunResult& r) {
    return {{"address", r.address},     {"backlog_requested", r.backlogRequested},
            {"somaxconn", r.somaxconn}, {"limit", r.listeners.front().limit},
            {"capacity", r.capacity()}, {"drops", r.listenerDrops()}};
}

Json listenersJson(const RunResult& r) {
    Json list = Json::array();
    for (const ListenerSummary& l : r.listeners) {
        list.push_back({{"limit", l.limit}, {"depth_max", l.deepest}, {"accepted", l.accepted}, {"drops", l.drops}});
    }
    return list;
}

Json clientsJson(const RunResult& r) {
    const load::OutcomeCounts& c = r.clients;
    Json notStarted = byErrno(c.notStarted);
    if (c.notReached > 0) {
        notStarted[std::string(notReachedWhy(r.end))] = c.notReached;
    }
    return {{"planned", c.planned},
            {"attempted", c.attempted()},
            {"not_started", std::move(notStarted)},
            {"established", c.established},
            {"refused", c.refused},
            {"reset", c.reset},
            {"timed_out", c.timedOut},
            {"failed", byErrno(c.failed)},
            {"pending", c.pending},
            {"echoed", c.echoed},
            {"established_at_once", c.establishedAtOnce}};
}

Json serverJson(const ServerSummary& s) {
    return {{"accepted", s.accepted},  {"per_reactor", s.perReactor}, {"queued", s.queued}, {"discarded", s.discarded},
            {"half_open", s.halfOpen}, {"unknown", s.unknown},        {"shed", s.shed},     {"given_up", s.givenUp}};
}

Json acceptQueueJson(const RunResult& r) {
    return {{"max", r.deepest},
            {"samples", r.sampling.samples},
            {"gaps", r.sampling.gaps},
            {"sample_rate_hz", r.sampling.realRateHz},
            {"late_us_p99", microseconds(r.sampling.latenessP99)}};
}

Json statesJson(const kernel::TcpStateCounts& counts) {
    Json object = Json::object();
    for (std::size_t state = 1; state < counts.size(); ++state) {
        if (counts[state] > 0) {
            object[std::string(kernel::tcpStateName(static_cast<kernel::TcpState>(state)))] = counts[state];
        }
    }
    return object;
}

Json causesJson(const kernel::DropCauses& causes) {
    return {{"accept_queue_full", causes.acceptQueueFull},
            {"syn_queue_full", causes.synQueueFull},
            {"syn_queue_three_quarters", causes.synQueueThreeQuarters},
            {"unattributed", causes.unattributed}};
}

Json connectLatencyJson(const RunResult& r) {
    const std::uint64_t attempted = r.clients.attempted();
    const HistogramSnapshot& h = r.connectLatency;
    return {{"count", h.count()},
            {"pending", r.clients.pending},
            {"p50", microseconds(h.percentile(0.50, attempted))},
            {"p90", microseconds(h.percentile(0.90, attempted))},
            {"p99", microseconds(h.percentile(0.99, attempted))},
            {"max", microseconds(h.percentile(1.0, attempted))},
            {"error", histogram::kError}};
}

Json waitJson(const HistogramSnapshot& h) {
    return {{"count", h.count()},
            {"p50", microseconds(h.percentile(0.50))},
            {"p90", microseconds(h.percentile(0.90))},
            {"p99", microseconds(h.percentile(0.99))},
            {"max", microseconds(h.max())}};
}

Json predictionJson(const RunResult& r) {
    Json prediction{{"capacity", r.prediction.capacity},
                    {"established", orNull(r.prediction.established)},
                    {"matches", orNull(r.predictionMatches)},
                    {"why", r.prediction.why}};
    if (r.wire) {
        prediction["unknown"] = orNull(r.prediction.unknown);
        prediction["syn_recv"] = orNull(r.prediction.synRecv);
    }
    return prediction;
}

/// What the queues should do, from the sysctls and the kernel's version alone.
Json modelJson(const kernel::QueueModel& model) {
    Json retransmits = Json::array();
    for (const Nanoseconds& when : model.synRetransmits) {
        retransmits.push_back(toSeconds(when));
    }
    return {{"limit", model.limit},
            {"capacity", model.capacity},
            {"syn_capacity", model.synCapacity},
            {"three_quarter_capacity", orNull(model.threeQuarterCapacity)},
            {"syn_retransmits_s", std::move(retransmits)},
            {"connect_gives_up_s", toSeconds(model.connectGivesUp)}};
}

Json problemsJson(const std::vector<Error>& problems) {
    Json list = Json::array();
    for (const Error& problem : problems) {
        list.push_back(problem.text);
    }
    return list;
}

Json wireJson(const wire::WireStats& s) {
    return {{"packets", s.packets()},
            {"lost", s.lost},
            {"held", s.held},
            {"timing_p99_us", microseconds(s.timingError.percentile(0.99))},
            {"duplicated", s.duplicated},
            {"dropped_by_rule", s.droppedByRule},
            {"cut_off", s.cutOff},
            {"retransmits", s.retransmits},
            {"in_flight", s.inFlight},
            {"dropped_by_itself", s.droppedByItself()},
            {"half_open_sent", s.halfOpen.sent},
            {"half_open_answered", s.halfOpen.answered},
            {"missing_in_pcap", s.missingInPcap()},
            {"link", s.link == wire::LinkKind::Tun ? "tun" : "veth"}};
}

/// Only a wired run has them; without a wire the document is as it was.
void addWire(Json& document, const RunResult& r) {
    if (!r.wire) {
        return;
    }
    document["wire"] = wireJson(r.wire->stats);
    const std::optional<OverflowAt>& at = r.wire->overflowAt;
    document["overflow_at"] = {{"syn", at ? Json(at->syn) : Json(nullptr)},
                               {"ack", at ? Json(at->ack) : Json(nullptr)}};
}

} // namespace

nlohmann::ordered_json runDocument(const RunResult& r) {
    Json counters = Json::object();
    for (const auto& [name, moved] : r.counters) {
        counters[name] = moved;
    }
    Json document{{"version", kVersion},
                  {"kernel", r.kernel},
                  {"interrupted", r.end == EndReason::Interrupted},
                  {"duration_s", toSeconds(r.duration)},
                  {"listener", listenerJson(r)},
                  {"listeners", listenersJson(r)},
                  {"clients", clientsJson(r)},
                  {"server", serverJson(r.server)},
                  {"accept_queue", acceptQueueJson(r)},
                  {"states_rate_hz", r.statesRateHz},
                  {"states", {{"server", statesJson(r.serverStates)}, {"client", statesJson(r.clientStates)}}},
                  {"counters", std::move(counters)},
                  {"causes", causesJson(r.causes)},
                  {"connect_latency_us", connectLatencyJson(r)},
                  {"queue_wait_us", waitJson(r.queueWait)},
                  {"model", modelJson(r.model)},
                  {"prediction", predictionJson(r)},
                  {"conservation", {{"holds", r.conservation.holds}, {"detail", r.conservation.detail}}},
                  {"limits", r.limits},
                  {"sysctls", r.sysctls},
                  {"sysctls_requested", r.sysctlsRequested},
                  {"problems", problemsJson(r.problems)}};
    addWire(document, r);
    return document;
}

} // namespace ls::lab
