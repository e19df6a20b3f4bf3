// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/plan_options.h"

#include "engine/base/parse.h"
#include "engine/lab/wire_options.h"
#include "engine/reactor/cpu_affinity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>
#include <vector>

namespace ls::lab {

using namespace std::chrono_literals;
using load::Arrival;
using load::CloseMode;
using server::AcceptPolicy;
using server::AcceptStep;
using server::ServerClose;

namespace {

constexpr std::int64_t kMaxBacklog = std::numeric_limits<int>::max();
constexpr std::int64_t kMaxClients = 10'000'000;
constexpr std::int64_t kMaxPayload = 16 * 1024 * 1024;
constexpr std::int64_t kMaxThreads = 64;
constexpr std::int64_t kMaxConcurrency = 1'000'000;
constexpr double kMinRate = 0.01;
constexpr double kMaxRate = 1e6;
constexpr double kMaxSampleRate = 10'000;
constexpr Nanoseconds kMaxDuration = 24h;

/// A member that takes a whole number.
template <typename T>
Result<> assignInteger(T& member, std::string_view text, std::int64_t min, std::int64_t max) {
    LS_TRY_ASSIGN(const std::int64_t value, parseInteger(text, min, max));
    member = static_cast<T>(value);
    return {};
}

/// A member that takes one of a few words.
template <typename T, std::size_t N>
Result<> assignWord(T& member, std::string_view text, const std::array<std::pair<std::string_view, T>, N>& words) {
    std::string accepted;
    for (const auto& [word, value] : words) {
        if (word == text) {
            member = value;
            return {};
        }
        accepted += fmt::format("{}{}", accepted.empty() ? "" : " or ", word);
    }
    return failure(ErrorCode::BadInput, fmt::format("'{}' is not known", text), fmt::format("give {}", accepted));
}

Result<AcceptPolicy> parsePolicy(std::string_view text) {
    if (text == "all") {
        return AcceptPolicy{AcceptPolicy::Kind::All, 0};
    }
    if (text == "none") {
        return AcceptPolicy{AcceptPolicy::Kind::None, 0};
    }
    const auto rate = parsePerSecond(text, kMinRate, kMaxRate);
    if (!rate) {
        return failure(ErrorCode::BadInput, rate.error().text,
                       fmt::format("give all, none or a rate from 0.01/s to {:g}/s", kMaxRate));
    }
    return AcceptPolicy{AcceptPolicy::Kind::Paced, *rate};
}

/// "none@0s,all@1s"; a policy without a time holds from the start.
Result<> applyAccept(RunPlan& plan, std::string_view text) {
    std::vector<AcceptStep> steps;
    for (const std::string_view part : split(text, ',')) {
        const std::size_t at = part.find('@');
        AcceptStep step;
        LS_TRY_ASSIGN(step.policy, parsePolicy(part.substr(0, at)));
        if (at != std::string_view::npos) {
            LS_TRY_ASSIGN(step.at, parseDuration(part.substr(at + 1), 0s, kMaxDuration));
        }
        if (!steps.empty() && step.at <= steps.back().at) {
            return failure(ErrorCode::BadInput, fmt::format("'{}' does not come after the step before it", part),
                           "give the steps in order of time, e.g. none@0s,all@1s");
        }
        steps.push_back(step);
    }
    plan.server.accept = std::move(steps);
    return {};
}

Result<> applyBacklogAt(RunPlan& plan, std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' has no '='", text), "give TIME=BACKLOG, e.g. 300ms=50");
    }
    server::BacklogStep step;
    LS_TRY_ASSIGN(step.at, parseDuration(text.substr(0, equals), 0s, kMaxDuration));
    LS_TRY(assignInteger(step.backlog, text.substr(equals + 1), 0, kMaxBacklog));
    plan.server.backlogs.push_back(step);
    return {};
}

Result<> applySysctl(RunPlan& plan, std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not KEY=VALUE", text),
                       "give e.g. net.core.somaxconn=128");
    }
    plan.sysctls.push_back({std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))});
    return {};
}

Result<> applySysctlAt(RunPlan& plan, std::string_view text) {
    const std::size_t equals = text.find('=');
    const std::size_t second = equals == std::string_view::npos ? equals : text.find('=', equals + 1);
    if (second == std::string_view::npos || second == equals + 1) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not TIME=KEY=VALUE", text),
                       "give e.g. 300ms=net.core.somaxconn=128");
    }
    SysctlStep step;
    LS_TRY_ASSIGN(step.at, parseDuration(text.substr(0, equals), 0s, kMaxDuration));
    step.setting = {std::string(text.substr(equals + 1, second - equals - 1)), std::string(text.substr(second + 1))};
    plan.sysctlSteps.push_back(std::move(step));
    return {};
}

Failure clash(std::string_view one, std::string_view other) {
    return failure(ErrorCode::BadInput, fmt::format("{} and {} do not go together", one, other),
                   "an open loop has a rate, a closed loop a number in flight: choose one");
}

Result<> applyClients(RunPlan& plan, std::string_view text) {
    LS_TRY(assignInteger(plan.load.clients, text, 1, kMaxClients));
    plan.clientsChosen = true;
    return {};
}

/// Who asks how clients come asks for clients.
void chooseClients(RunPlan& plan) {
    if (!std::exchange(plan.clientsChosen, true)) {
        plan.load.clients = load::LoadPlan().clients;
    }
}

Result<> applyRate(RunPlan& plan, std::string_view text) {
    if (plan.load.arrival == Arrival::ClosedLoop) {
        return clash("rate", "concurrency");
    }
    LS_TRY_ASSIGN(plan.load.perSecond, parsePerSecond(text, kMinRate, kMaxRate));
    plan.load.arrival = Arrival::Rate;
    chooseClients(plan);
    return {};
}

Result<> applyConcurrency(RunPlan& plan, std::string_view text) {
    if (plan.load.arrival == Arrival::Rate) {
        return clash("concurrency", "rate");
    }
    LS_TRY(assignInteger(plan.load.concurrency, text, 1, kMaxConcurrency));
    plan.load.arrival = Arrival::ClosedLoop;
    chooseClients(plan);
    return {};
}

Result<> applySampleRate(RunPlan& plan, std::string_view text) {
    // "1000" and "1000/s" mean the same here: the unit is in the option's name.
    const std::string_view number = text.ends_with("/s") ? text.substr(0, text.size() - 2) : text;
    return assignInteger(plan.sampleRateHz, number, 1, 10'000);
}

constexpr std::array<std::pair<std::string_view, server::ListenerMode>, 2> kListenerModes{
    {{"shared", server::ListenerMode::Shared}, {"reuseport", server::ListenerMode::ReusePort}}};
constexpr std::array<std::pair<std::string_view, server::Balance>, 2> kBalances{
    {{"round-robin", server::Balance::RoundRobin}, {"least-loaded", server::Balance::LeastLoaded}}};
constexpr std::array<std::pair<std::string_view, server::Trigger>, 3> kTriggers{
    {{"level", server::Trigger::Level}, {"edge", server::Trigger::Edge}, {"edge-once", server::Trigger::EdgeOnce}}};
constexpr std::array<std::pair<std::string_view, CloseMode>, 5> kCloseModes{{{"hold", CloseMode::Hold},
                                                                             {"fin", CloseMode::Fin},
                                                                             {"rst", CloseMode::Rst},
                                                                             {"half", CloseMode::Half},
                                                                             {"answer", CloseMode::Answer}}};
constexpr std::array<std::pair<std::string_view, ServerClose>, 4> kServerCloses{{{"answer", ServerClose::Answer},
                                                                                 {"fin", ServerClose::Fin},
                                                                                 {"rst", ServerClose::Rst},
                                                                                 {"never", ServerClose::Never}}};
constexpr std::array<std::pair<std::string_view, bool>, 2> kSwitch{{{"off", false}, {"on", true}}};
constexpr std::array<std::pair<std::string_view, load::PortChoice>, 2> kPortChoices{
    {{"spread", load::PortChoice::Spread}, {"kernel", load::PortChoice::Kernel}}};
constexpr std::array<std::pair<std::string_view, IpFamily>, 2> kIpv6{{{"off", IpFamily::V4}, {"on", IpFamily::V6}}};
constexpr std::array<std::pair<std::string_view, bool>, 2> kSysctlSources{{{"host", true}, {"defaults", false}}};

using Text = std::string_view;

constexpr std::array kOptions{
    PlanOption{"backlog", "N", "listen() argument, 0 to 2147483647 (default 128)", false,
               [](RunPlan& p, Text t) { return assignInteger(p.server.backlog, t, 0, kMaxBacklog); }},
    PlanOption{"sysctl", "KEY=VALUE", "set inside the namespace before listen(); may be given again", true,
               applySysctl},
    PlanOption{"sysctls", "host|defaults",
               "start from this machine's values or the kernel's defaults (default defaults)", false,
               [](RunPlan& p, Text t) { return assignWord(p.hostSysctls, t, kSysctlSources); }},
    PlanOption{"clients", "N", "connections planned, 1 to 10000000 (default 1000)", false, applyClients},
    PlanOption{"rate", "R/s", "open-loop arrivals, 0.01/s to 1000000/s; without it all clients come at once", false,
               applyRate},
    PlanOption{"concurrency", "N", "closed loop with N in flight, 1 to 1000000; not with rate", false,
               applyConcurrency},
    PlanOption{"load-loops", "N", "client threads, 1 to 64; more than one race for the last place (default 1)", false,
               [](RunPlan& p, Text t) { return assignInteger(p.load.loops, t, 1, kMaxThreads); }},
    PlanOption{"accept", "all|none|R/s", "accept policy, or a schedule like none@0s,all@1s (default all)", false,
               applyAccept},
    PlanOption{"backlog-at", "D=N", "listen() again with backlog N at time D; may be given again", true,
               applyBacklogAt},
    PlanOption{"accept-budget", "N", "accepts per wake-up, 0 to 1000000, 0 = until EAGAIN (default 0)", false,
               [](RunPlan& p, Text t) { return assignInteger(p.server.acceptBudget, t, 0, 1'000'000); }},
    PlanOption{"reactors", "N", "sub-reactors, 1 to 64 (default: number of CPUs)", false,
               [](RunPlan& p, Text t) { return assignInteger(p.server.reactors, t, 1, kMaxThreads); }},
    PlanOption{"listeners", "shared|reuseport", "one listener, or one per reactor (default shared)", false,
               [](RunPlan& p, Text t) { return assignWord(p.server.listeners, t, kListenerModes); }},
    PlanOption{"balance", "round-robin|least-loaded", "who gets the next connection (default round-robin)", false,
               [](RunPlan& p, Text t) { return assignWord(p.server.balance, t, kBalances); }},
    PlanOption{"trigger", "level|edge|edge-once",
               "epoll mode of listeners and connections; edge-once forgets what a budget left (default level)", false,
               [](RunPlan& p, Text t) { return assignWord(p.server.trigger, t, kTriggers); }},
    PlanOption{"payload", "BYTES", "echo round trip per connection, 0 to 16777216, 0 = none (default 0)", false,
               [](RunPlan& p, Text t) { return assignInteger(p.load.payload, t, 0, kMaxPayload); }},
    PlanOption{"close", "hold|fin|rst|half|answer",
               "what a client does when done: keep, close, reset, shut down its side, close after the server (default "
               "hold)",
               false, [](RunPlan& p, Text t) { return assignWord(p.load.close, t, kCloseModes); }},
    PlanOption{"server-close", "answer|fin|rst|never",
               "what the server does: close after the client, close or reset at once, never close (default answer)",
               false, [](RunPlan& p, Text t) { return assignWord(p.server.close, t, kServerCloses); }},
    PlanOption{"keepalive", "off|on", "SO_KEEPALIVE on the server's connections (default off)", false,
               [](RunPlan& p, Text t) { return assignWord(p.server.keepAlive, t, kSwitch); }},
    PlanOption{
        "ports", "spread|kernel",
        "source ports bound over many addresses, or chosen by connect() from ip_local_port_range (default spread)",
        false, [](RunPlan& p, Text t) { return assignWord(p.load.ports, t, kPortChoices); }},
    PlanOption{"ipv6", "[off|on]", "clients and server speak over IPv6; --ipv6 alone is on (default off)", false,
               [](RunPlan& p, Text t) { return assignWord(p.family, t, kIpv6); }, "on"},
    PlanOption{"sysctl-at", "D=KEY=VALUE", "set a sysctl at time D, without a new listen(); may be given again", true,
               applySysctlAt},
    PlanOption{"duration", "D", "longest measuring window, 1ms to 24h (default 1500ms)", false,
               [](RunPlan& p, Text t) -> Result<> {
                   LS_TRY_ASSIGN(p.duration, parseDuration(t, 1ms, kMaxDuration));
                   return {};
               }},
    PlanOption{"sample-rate", "HZ", "looks at the queue per second, 1 to 10000 (default 1000)", false, applySampleRate},
};

/// Steps that the run would never reach are a mistake of the plan, not something to drop silently.
Result<> checkSteps(const RunPlan& plan) {
    const auto late = [&](const auto& step) { return step.at >= plan.duration; };
    const std::string advice =
        fmt::format("the run lasts {}: make it longer or the step earlier", formatDuration(plan.duration));
    if (std::any_of(plan.server.accept.begin(), plan.server.accept.end(), late)) {
        return failure(ErrorCode::BadInput, "accept: a step lies after the end of the run", advice);
    }
    if (std::any_of(plan.server.backlogs.begin(), plan.server.backlogs.end(), late)) {
        return failure(ErrorCode::BadInput, "backlog-at: a step lies after the end of the run", advice);
    }
    if (std::any_of(plan.sysctlSteps.begin(), plan.sysctlSteps.end(), late)) {
        return failure(ErrorCode::BadInput, "sysctl-at: a step lies after the end of the run", advice);
    }
    for (const SysctlStep& step : plan.sysctlSteps) {
        const auto together = [&](const server::BacklogStep& other) { return other.at == step.at; };
        if (std::any_of(plan.server.backlogs.begin(), plan.server.backlogs.end(), together)) {
            return failure(ErrorCode::BadInput, "sysctl-at and backlog-at name the same time",
                           "give them different times: which comes first decides what listen() reads");
        }
    }
    return {};
}

/// What a plan made by options cannot get wrong, but a value made by hand can.
template <typename T>
Result<> checkRange(std::string_view name, T value, T min, T max) {
    if (value >= min && value <= max) {
        return {};
    }
    return failure(ErrorCode::BadInput, fmt::format("{}: {} is out of range", name, value),
                   fmt::format("give {} to {}", min, max));
}

} // namespace

std::span<const PlanOption> planOptions() {
    static const std::vector<PlanOption> all = [] {
        std::vector<PlanOption> options(kOptions.begin(), kOptions.end());
        options.insert(options.end(), wireOptions().begin(), wireOptions().end());
        return options;
    }();
    return all;
}

const PlanOption* findOption(std::string_view name) {
    const auto all = planOptions();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const PlanOption& option) { return option.name == name; });
    return found != all.end() ? &*found : nullptr;
}

RunPlan defaultPlan() {
    RunPlan plan;
    plan.server.reactors = static_cast<unsigned>(std::clamp<std::size_t>(reactor::allowedCpus().size(), 1, 64));
    return plan;
}

Result<RunPlan> planOf(const TypedOptions& options) {
    RunPlan plan = defaultPlan();
    std::set<std::string_view> given;
    for (const auto& [name, value] : options) {
        const PlanOption* const option = findOption(name);
        if (option == nullptr) {
            return failure(ErrorCode::BadInput, fmt::format("--{} is not an option of a run", name),
                           "see 'listenscope-cli lab --help' for the options");
        }
        if (!given.insert(option->name).second && !option->repeatable) {
            return failure(ErrorCode::BadInput, fmt::format("--{} is given more than once", name), "give it once");
        }
        if (auto applied = option->apply(plan, value); !applied) {
            return tl::unexpected(std::move(applied).error().withContext(fmt::format("--{}", name)));
        }
    }
    return plan;
}

Result<> applyOption(RunPlan& plan, std::string_view name, std::string_view value) {
    if (const PlanOption* const option = findOption(name)) {
        return option->apply(plan, value);
    }
    if (name.find('.') != std::string_view::npos) {
        return applySysctl(plan, fmt::format("{}={}", name, value));
    }
    return failure(ErrorCode::BadInput, fmt::format("'{}' is neither an option of a run nor a sysctl", name),
                   "see 'lab --help' for the options");
}

Result<> checkLoad(const load::LoadPlan& load) {
    LS_TRY(checkRange<std::int64_t>("clients", load.clients, 1, kMaxClients));
    LS_TRY(checkRange<std::int64_t>("load-loops", load.loops, 1, kMaxThreads));
    LS_TRY(checkRange<std::int64_t>("payload", load.payload, 0, kMaxPayload));
    if (load.arrival == Arrival::Rate) {
        LS_TRY(checkRange("rate", load.perSecond, kMinRate, kMaxRate));
    }
    if (load.arrival == Arrival::ClosedLoop) {
        LS_TRY(checkRange<std::int64_t>("concurrency", load.concurrency, 1, kMaxConcurrency));
    }
    if (load.loops > load.clients) {
        return failure(ErrorCode::BadInput,
                       fmt::format("load-loops: {} threads for {} clients", load.loops, load.clients),
                       "give at most one per client");
    }
    if (load.arrival == Arrival::ClosedLoop && load.loops > load.concurrency) {
        return failure(ErrorCode::BadInput,
                       fmt::format("load-loops: {} threads for {} clients in flight", load.loops, load.concurrency),
                       "give at most one per client in flight");
    }
    return {};
}

Result<> checkBacklog(std::int64_t backlog) {
    return checkRange<std::int64_t>("backlog", backlog, 0, kMaxBacklog);
}

Result<> checkPolicy(const AcceptPolicy& policy) {
    return policy.kind == AcceptPolicy::Kind::Paced ? checkRange("accept", policy.perSecond, kMinRate, kMaxRate)
                                                    : Result<>();
}

Result<> checkEcho(const load::LoadPlan& load, const server::ServerPlan& server) {
    if (load.payload > 0 && (server.close == ServerClose::Fin || server.close == ServerClose::Rst)) {
        return failure(ErrorCode::BadInput, "payload and this server-close do not go together",
                       "a server that closes at once echoes nothing: give server-close answer or never");
    }
    return {};
}

Result<> checkLiveSetup(const LabSetup& setup, const kernel::SysctlCatalogue& catalogue) {
    const server::ServerPlan& server = setup.server;
    LS_TRY(checkBacklog(server.backlog));
    LS_TRY(checkRange<std::int64_t>("reactors", server.reactors, 1, kMaxThreads));
    LS_TRY(checkRange("sample-rate", setup.sampleRateHz, 1.0, kMaxSampleRate));
    if (server.accept.size() > 1 || !server.backlogs.empty() ||
        (!server.accept.empty() && server.accept.front().at > 0ns)) {
        return failure(ErrorCode::BadInput, "a live laboratory has no schedule",
                       "give one accept policy and no later backlogs; change them while it runs");
    }
    for (const AcceptStep& step : server.accept) {
        LS_TRY(checkPolicy(step.policy));
    }
    for (const SysctlSetting& setting : setup.sysctls) {
        LS_TRY(catalogue.validate(setting.key, setting.value));
    }
    return wire::checkPlan(setup.wire);
}

Result<> checkPlan(const RunPlan& plan, const kernel::SysctlCatalogue& catalogue) {
    for (const SysctlSetting& setting : plan.sysctls) {
        LS_TRY(catalogue.validate(setting.key, setting.value));
    }
    for (const SysctlStep& step : plan.sysctlSteps) {
        LS_TRY(catalogue.validate(step.setting.key, step.setting.value));
    }
    LS_TRY(checkWire(plan));
    const bool onlyHalfOpen = plan.load.clients == 0 && plan.wire.halfOpen.count > 0;
    if (!onlyHalfOpen) {
        LS_TRY(checkLoad(plan.load));
    }
    LS_TRY(checkEcho(plan.load, plan.server));
    return checkSteps(plan);
}

} // namespace ls::lab
