// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_json.h"

#include "engine/base/version.h"
#include "engine/kernel/kernel_version.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <optional>

namespace ls::cli {

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
std::string_view notReachedWhy(lab::EndReason end) {
    switch (end) {
    case lab::EndReason::Interrupted:
        return "interrupted";
    case lab::EndReason::OpenerGone:
        return "opener";
    default:
        return "duration";
    }
}

Json listenerJson(const lab::RunResult& r) {
    return {{"address", r.address},     {"backlog_requested", r.backlogRequested},
            {"somaxconn", r.somaxconn}, {"limit", r.listeners.front().limit},
            {"capacity", r.capacity()}, {"drops", r.listenerDrops()}};
}

Json listenersJson(const lab::RunResult& r) {
    Json list = Json::array();
    for (const lab::ListenerSummary& l : r.listeners) {
        list.push_back({{"limit", l.limit}, {"depth_max", l.deepest}, {"accepted", l.accepted}, {"drops", l.drops}});
    }
    return list;
}

Json clientsJson(const lab::RunResult& r) {
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

Json serverJson(const lab::ServerSummary& s) {
    return {{"accepted", s.accepted},  {"per_reactor", s.perReactor}, {"queued", s.queued}, {"discarded", s.discarded},
            {"half_open", s.halfOpen}, {"unknown", s.unknown},        {"shed", s.shed},     {"given_up", s.givenUp}};
}

Json acceptQueueJson(const lab::RunResult& r) {
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

Json connectLatencyJson(const lab::RunResult& r) {
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

Json predictionJson(const lab::RunResult& r) {
    return {{"capacity", r.prediction.capacity},
            {"established", orNull(r.prediction.established)},
            {"matches", orNull(r.predictionMatches)},
            {"why", r.prediction.why}};
}

Json problemsJson(const std::vector<Error>& problems) {
    Json list = Json::array();
    for (const Error& problem : problems) {
        list.push_back(problem.text);
    }
    return list;
}

Json fieldJson(const sweep::Field& field) {
    switch (field.kind) {
    case sweep::Field::Kind::Nothing:
        return nullptr;
    case sweep::Field::Kind::Truth:
        return field.text == "true";
    case sweep::Field::Kind::Number:
        return Json::parse(field.text);
    }
    return nullptr;
}

/// A swept value as what it looks like: 128 is a number, "2000/s" a text.
Json valueJson(const std::string& text) {
    std::int64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() ? Json(number) : Json(text);
}

Json rowJson(const std::vector<sweep::Knob>& knobs, const sweep::SweepRow& row) {
    Json object{{"run", row.run}, {"repeat", row.repeat}};
    for (std::size_t i = 0; i < knobs.size(); ++i) {
        object[knobs[i].name] = valueJson(row.values[i]);
    }
    for (const auto& [name, field] : row.fields) {
        object[name] = fieldJson(field);
    }
    return object;
}

/// Texts from outside (file names on the command line) may not be UTF-8; they are shown as well as they can be.
std::string dump(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

std::string labJson(const lab::RunResult& r) {
    Json counters = Json::object();
    for (const auto& [name, moved] : r.counters) {
        counters[name] = moved;
    }
    const Json document{{"version", kVersion},
                        {"kernel", r.kernel},
                        {"interrupted", r.end == lab::EndReason::Interrupted},
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
                        {"prediction", predictionJson(r)},
                        {"conservation", {{"holds", r.conservation.holds}, {"detail", r.conservation.detail}}},
                        {"limits", r.limits},
                        {"sysctls", r.sysctls},
                        {"sysctls_requested", r.sysctlsRequested},
                        {"problems", problemsJson(r.problems)}};
    return dump(document);
}

std::string sweepJson(const sweep::SweepPlan& plan, const sweep::SweepResult& result, const std::string& command) {
    Json rows = Json::array();
    for (const sweep::SweepRow& row : result.rows) {
        rows.push_back(rowJson(plan.knobs, row));
    }
    const sweep::Recommendation& advice = result.recommendation;
    const Json document{{"version", kVersion},
                        {"kernel", kernel::runningKernelRelease()},
                        {"command", command},
                        {"seed", plan.seed},
                        {"interrupted", result.interrupted},
                        {"rows", std::move(rows)},
                        {"recommendation",
                         {{"name", advice.name},
                          {"value", advice.value ? valueJson(*advice.value) : Json(nullptr)},
                          {"reason", advice.reason}}}};
    return dump(document);
}

} // namespace ls::cli
