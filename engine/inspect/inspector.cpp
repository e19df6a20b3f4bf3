// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/inspector.h"

#include "engine/inspect/endpoint_matcher.h"
#include "engine/inspect/thread_time.h"
#include "engine/kernel/kernel_version.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include <fcntl.h>

namespace ls::inspect {

namespace {

constexpr std::chrono::milliseconds kCountPeriod{250};
constexpr std::chrono::seconds kRateWindow{2};

kernel::SockDiag diagOn(UniqueFd socket) {
    return kernel::SockDiag(std::make_unique<kernel::NetlinkSocket>(std::move(socket)));
}

Nanoseconds periodOf(double rateHz) {
    return Nanoseconds(static_cast<std::int64_t>(1e9 / rateHz));
}

Result<> checkRate(const char* what, double rateHz, double min, double max) {
    if (rateHz >= min && rateHz <= max) {
        return {};
    }
    return failure(ErrorCode::BadInput, fmt::format("{}: {} a second is out of range", what, rateHz),
                   fmt::format("give {} to {}", min, max));
}

} // namespace

Result<> checkSettings(const InspectSettings& settings) {
    LS_TRY(checkRate("looks at all listeners", settings.rateHz, 0.1, 1000));
    LS_TRY(checkRate("looks at the selected listener", settings.watchRateHz, 1, 10'000));
    if (settings.cpuBudget <= 0 || settings.cpuBudget > 1) {
        return failure(ErrorCode::BadInput, fmt::format("CPU budget {} is out of range", settings.cpuBudget),
                       "give a share of one core up to 1");
    }
    return {};
}

Result<std::unique_ptr<Inspector>> Inspector::start(InspectSettings settings, Tell tell) {
    LS_TRY(checkSettings(settings));
    LS_TRY(kernel::supportedKernelVersion());
    LS_TRY_ASSIGN(NamespaceHandles handles, openNamespace(settings.netNamespace));
    std::unique_ptr<Inspector> inspector(new Inspector(std::move(settings), std::move(tell), std::move(handles)));
    LS_TRY(inspector->startThreads());
    return inspector;
}

Inspector::Inspector(InspectSettings settings, Tell tell, NamespaceHandles handles)
    : m_settings(std::move(settings))
    , m_tell(std::move(tell))
    , m_handles(std::move(handles))
    , m_began(Clock::now())
    , m_kernel(kernel::runningKernelRelease())
    , m_reader(diagOn(std::move(m_handles.listeners)), m_handles)
    , m_counters(m_handles)
    , m_alerts(m_settings.with([](const InspectSettings& now) { return now.alerts; }))
    , m_census(diagOn(std::move(m_handles.census)), m_handles, m_owners, m_ages) {
    m_net.inode = m_handles.inode;
    m_net.path = m_settings.with([](const InspectSettings& now) { return now.netNamespace; });
    m_net.isOwn = m_net.path.empty();
    m_net.canEnter = true;
}

Inspector::~Inspector() = default;

Result<> Inspector::startThreads() {
    if (auto closed = ClosedWatch::start(std::move(m_handles.destroyed), m_ages)) {
        m_closed = *std::move(closed);
    } else {
        m_closedUnseen = Unseen{"connections that end", closed.error().text, closed.error().advice};
    }
    LS_TRY_ASSIGN(m_lookThread, PacedThread::start("ls-looks", [this](TimePoint due) { return lookTurn(due); }));
    LS_TRY_ASSIGN(m_countThread, PacedThread::start("ls-count", [this](TimePoint due) { return countTurn(due); }));
    return {};
}

Result<> Inspector::change(InspectSettings settings) {
    LS_TRY(checkSettings(settings));
    m_settings.with([&](InspectSettings& now) {
        settings.netNamespace = now.netNamespace;
        now = std::move(settings);
    });
    m_lookThread->hurry();
    return {};
}

// Thread of the looks -------------------------------------------------------------------------------------------------

TimePoint Inspector::lookTurn(TimePoint due) {
    const TimePoint now = Clock::now();
    const Nanoseconds cpuBefore = threadCpuTime();
    const InspectSettings settings = m_settings.with([](const InspectSettings& current) { return current; });
    const Nanoseconds period = periodOf(settings.rateHz);
    m_late += now - due >= period ? 1 : 0;
    auto looked = lookOnce(now);
    m_problem = looked ? std::nullopt : std::optional(std::move(looked).error());
    if (m_problem || now - m_lastTell >= std::max<Nanoseconds>(kShortestTell, period / 2)) {
        tell(now);
    }
    return nextDeadline(due, period, threadCpuTime() - cpuBefore, settings.cpuBudget);
}

Result<> Inspector::lookOnce(TimePoint now) {
    LS_TRY_ASSIGN(m_look, m_reader.read());
    LS_TRY_ASSIGN(auto counters, m_counters.look(now));
    const auto overflows = [](const auto& values) {
        return values ? kernel::counterValue(values->total, "ListenOverflows") : 0;
    };
    const bool overflowsMoved = m_hostCounters && overflows(counters) != overflows(m_hostCounters);
    m_hostCounters = std::move(counters);
    std::vector<OwnerRef> owners;
    {
        OwnerLookUp lookUp(m_owners);
        for (const ListenerReading& reading : m_look.listeners) {
            owners.push_back(lookUp.owner({reading.row.id.inode, reading.uid, reading.cgroup}));
        }
    }
    m_book.update(m_look.listeners, owners, overflowsMoved, now);
    ++m_looks;
    m_lookTimes.push_back(now);
    while (m_lookTimes.size() > 2 && m_lookTimes[1] <= now - kRateWindow) {
        m_lookTimes.pop_front();
    }
    return {};
}

void Inspector::tell(TimePoint now) {
    const InspectSettings settings = m_settings.with([](const InspectSettings& current) { return current; });
    const Counted counted = m_counted.with([](const Counted& newest) { return newest; });
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->number = ++m_told;
    snapshot->time = m_lastTell = now;
    snapshot->wallClock = std::chrono::system_clock::now();
    snapshot->began = m_began;
    snapshot->kernel = m_kernel;
    snapshot->net = m_net;
    snapshot->listeners = m_book.snapshot();
    countHalfOpen(snapshot->listeners);
    for (Listener& listener : snapshot->listeners) {
        const auto found = counted.result->byPlace.find(placeOf(listener));
        if (listener.family != SocketFamily::Unix && found != counted.result->byPlace.end()) {
            listener.connections = found->second;
        }
    }
    follow(settings, snapshot->listeners);
    snapshot->states = counted.states;
    snapshot->counters = m_hostCounters ? m_hostCounters : std::make_shared<const HostCounters>();
    snapshot->sockets = settings.allSockets ? counted.result->sockets : nullptr;
    snapshot->selection = selection(counted);
    snapshot->unseen = m_look.unseen;
    if (m_closedUnseen) {
        snapshot->unseen.push_back(*m_closedUnseen);
    }
    for (const std::optional<Error>& problem : {m_problem, counted.problem}) {
        if (problem) {
            snapshot->problems.push_back(*problem);
        }
    }
    Look look;
    look.alerts = m_alerts.update(snapshot->listeners, *snapshot->counters, now);
    snapshot->alerts = m_alerts.active();
    look.samples = m_watch ? m_watch->take() : std::vector<Sample>();
    if (m_closed) {
        ClosedBatch batch = m_closed->take();
        look.closed = std::move(batch.connections);
        m_closedMissed = batch.overruns + batch.pushedOut;
    }
    snapshot->quality = measure(counted, now);
    look.snapshot = std::move(snapshot);
    m_tell(std::move(look));
}

void Inspector::countHalfOpen(std::vector<Listener>& listeners) const {
    if (m_look.halfOpen.empty()) {
        return;
    }
    const EndpointMatcher matcher(listeners);
    std::map<ListeningPlace, std::uint32_t> counts;
    for (const kernel::InetRow& row : m_look.halfOpen) {
        if (const auto place = matcher.find(row)) {
            ++counts[*place];
        }
    }
    for (Listener& listener : listeners) {
        const auto found = counts.find(placeOf(listener));
        if (listener.family != SocketFamily::Unix && !listener.closed && found != counts.end()) {
            listener.halfOpen = found->second;
        }
    }
}

void Inspector::follow(const InspectSettings& settings, const std::vector<Listener>& listeners) {
    const SocketIdentity wanted = settings.selected.value_or(SocketIdentity{});
    const auto found = std::find_if(listeners.begin(), listeners.end(), [&](const Listener& listener) {
        return listener.id == wanted && !listener.closed;
    });
    if (wanted != m_watched || settings.watchRateHz != m_watchRateHz) {
        m_watch.reset();
        m_watched = wanted;
        m_watchRateHz = settings.watchRateHz;
        UniqueFd socket(settings.selected ? ::fcntl(m_handles.watch.get(), F_DUPFD_CLOEXEC, 0) : -1);
        if (found != listeners.end() && socket.isOpen()) {
            auto watch = ListenerWatch::start(diagOn(std::move(socket)), *found, settings.watchRateHz, m_began);
            m_watch = watch ? *std::move(watch) : nullptr;
        }
    }
    m_wish.with([&](CensusWish& wish) {
        wish.listeners = listeners;
        wish.allSockets = settings.allSockets;
        wish.selected = found != listeners.end() && found->family != SocketFamily::Unix ? std::optional(placeOf(*found))
                                                                                        : std::nullopt;
    });
}

std::shared_ptr<const Selection> Inspector::selection(const Counted& counted) const {
    if (m_watched == SocketIdentity{}) {
        return nullptr;
    }
    auto selection = std::make_shared<Selection>();
    selection->listener = m_watched;
    selection->problem = "no such listener";
    if (m_watch) {
        *selection = m_watch->figures();
        selection->connections = counted.result->connections;
        selection->connectionCount = counted.result->connectionCount;
    }
    return selection;
}

LookingQuality Inspector::measure(const Counted& counted, TimePoint now) {
    LookingQuality quality;
    quality.rateAskedHz = m_settings.with([](const InspectSettings& settings) { return settings.rateHz; });
    const double span = m_lookTimes.empty() ? 0 : toSeconds(m_lookTimes.back() - m_lookTimes.front());
    quality.rateHz = span > 0 ? static_cast<double>(m_lookTimes.size() - 1) / span : 0;
    const Nanoseconds cpu = threadCpuTime() + counted.cpuTime + m_owners.cpuTime();
    quality.cpuShare = toSeconds(cpu) / toSeconds(std::max<Nanoseconds>(now - m_began, std::chrono::milliseconds(1)));
    quality.snapshots = m_looks;
    quality.lateSnapshots = m_late;
    quality.dumpsInterrupted = m_reader.trouble().interrupted + counted.trouble.interrupted;
    quality.overruns = m_reader.trouble().overruns + counted.trouble.overruns;
    quality.closedMissed = m_closedMissed;
    return quality;
}

// Thread of the count -------------------------------------------------------------------------------------------------

TimePoint Inspector::countTurn(TimePoint due) {
    const TimePoint now = Clock::now();
    const Nanoseconds cpuBefore = threadCpuTime();
    const CensusWish wish = m_wish.with([](const CensusWish& current) { return current; });
    auto result = m_census.take(wish, now);
    const double budget = m_settings.with([](const InspectSettings& settings) { return settings.cpuBudget; });
    const Nanoseconds cpuNow = threadCpuTime();
    m_counted.with([&](Counted& counted) {
        counted.cpuTime = cpuNow;
        counted.trouble = m_census.trouble();
        if (!result) {
            counted.problem = std::move(result).error();
            return;
        }
        auto states = std::make_shared<StateCounts>();
        states->tcp = result->tcp;
        states->time = now;
        states->rateHz = m_lastCount == TimePoint{} ? 0 : 1 / toSeconds(now - m_lastCount);
        counted.states = std::move(states);
        counted.result = std::make_shared<const CensusResult>(*std::move(result));
        counted.problem.reset();
    });
    m_lastCount = now;
    return nextDeadline(due, kCountPeriod, cpuNow - cpuBefore, budget);
}

} // namespace ls::inspect
