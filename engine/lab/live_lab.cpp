// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/live_lab.h"

#include "engine/lab/plan_options.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace ls::lab {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kRunUp{1};
constexpr std::chrono::milliseconds kSnapshotPeriod{34}; // no more than 30 a second
constexpr std::chrono::milliseconds kShortestRepeat{100};

} // namespace

LiveLab::LiveLab(reactor::EventLoop& loop, const LabContext& context, netns::NetNamespace& net, LabSetup setup,
                 SampleSink* sink, LiveObserver& observer)
    : m_scope(loop)
    , m_context(context)
    , m_net(net)
    , m_sides(net, setup)
    , m_setup(std::move(setup))
    , m_sink(sink)
    , m_observer(observer) {
    m_setup.wired = m_sides.isWired(); // whatever becomes of its plan
}

LiveLab::~LiveLab() {
    m_scope.loop().unwatch(m_openerWatch);
    if (m_lab) {
        m_lab->sampler->stop(); // it looks at the loads, which go first
    }
}

Result<> LiveLab::start() {
    LS_TRY(assemble());
    LS_TRY_ASSIGN(m_openerWatch, m_scope.loop().watch(m_net.channelFd(), EPOLLRDHUP, *this));
    const TimePoint clockStart = Clock::now() + kRunUp;
    m_view.emplace(*m_lab, *m_loads, *m_census, clockStart);
    LS_TRY(m_lab->start(clockStart));
    m_census->start(clockStart);
    m_scope.runAt(clockStart, [this] { tick(); });
    return {};
}

Result<> LiveLab::assemble() {
    LS_TRY(m_sides.prepare());
    LS_TRY_ASSIGN(m_sysctls, SysctlDesk::create(m_context.catalogue, m_sides, m_host));
    LS_TRY_ASSIGN(m_lab,
                  Apparatus::assemble(m_setup, QueueWaits::kMostRemembered, m_context, m_sides, [this](Sample& sample) {
                      sample.attempted = m_loads->attempted();
                      sample.established = m_loads->established();
                  }));
    LS_TRY(m_sysctls->adopt(m_setup));
    m_samples.emplace(*m_lab->sampler, m_lab->events, m_sink);
    LS_TRY_ASSIGN(m_loads, LiveLoads::create(m_scope.loop(), m_sides.clients(), m_lab->events,
                                             [this](const load::LoadPlan& plan, std::uint64_t firstClient) {
                                                 return launching(plan, firstClient);
                                             }));
    LS_TRY_ASSIGN(m_census, CensusWatch::create(*m_lab->stacks, m_lab->server->address()));
    return {};
}

std::shared_ptr<const LiveSnapshot> LiveLab::finish() {
    m_scope.close();
    m_packets.reset();
    m_census->stop();
    m_lab->sampler->stop();
    show();
    return m_last;
}

Result<> LiveLab::setBacklog(int backlog) {
    LS_TRY(checkBacklog(backlog));
    m_setup.server.backlog = backlog;
    m_lab->server->setBacklog(backlog);
    changed("the backlog");
    return {};
}

Result<> LiveLab::setAcceptPolicy(const server::AcceptPolicy& policy) {
    LS_TRY(checkPolicy(policy));
    m_setup.server.accept = {{0ns, policy}};
    m_lab->server->setAcceptPolicy(policy);
    changed("the accept policy");
    return {};
}

Result<> LiveLab::setWire(const wire::WirePlan& plan) {
    if (!m_lab->wire) {
        return failure(ErrorCode::BadInput, "there is no wire in this laboratory", "open it again with one");
    }
    LS_TRY(m_lab->wire->change(plan));
    m_setup.wire = plan;
    m_lab->events.add(EventKind::WireChanged, "wire changed");
    changed("the wire");
    return {};
}

Result<> LiveLab::setSysctl(const SysctlSetting& setting) {
    return applied(m_sysctls->set(setting));
}

Result<> LiveLab::revertSysctl(const std::string& key) {
    return applied(m_sysctls->revert(key));
}

Result<> LiveLab::revertSysctls() {
    m_setup.hostSysctls = false;
    return applied(m_sysctls->revertAll());
}

Result<> LiveLab::useHostSysctls() {
    return applied(m_sysctls->useHost());
}

/// Says what changed, and calls listen() again where the open sockets would not know of it.
Result<> LiveLab::applied(const Result<std::vector<SysctlChange>>& changes) {
    if (!changes) {
        return tl::unexpected(changes.error());
    }
    bool needsListen = false;
    for (const SysctlChange& change : *changes) {
        needsListen = needsListen || change.needsListen;
        m_lab->events.add(
            EventKind::SysctlChanged,
            fmt::format("{} {} -> {}{}", change.key, change.from, change.to,
                        change.needsListen ? "; listen() is called again, else it would have no effect" : ""));
    }
    m_setup.sysctls = m_sysctls->requested();
    m_lab->sysctls = m_sysctls->values();
    if (needsListen) {
        m_lab->server->setBacklog(m_setup.server.backlog);
    }
    if (!changes->empty()) {
        changed(changes->front().key);
    }
    return {};
}

void LiveLab::changed(std::string_view what) {
    m_lab->model =
        kernel::modelQueues(queueInputs(m_lab->sysctls, m_context.synQueueHoldsOneMore, m_setup.server.backlog));
    m_view->forecast().disturbed(what, m_lab->model, m_setup.server.listenerCount());
}

Result<> LiveLab::startLoad(const load::LoadPlan& plan, std::optional<Nanoseconds> repeatEvery) {
    LS_TRY(checkLoad(plan));
    LS_TRY(checkEcho(plan, m_setup.server));
    if (repeatEvery && *repeatEvery < kShortestRepeat) {
        return failure(ErrorCode::BadInput, "the load cannot be repeated that often",
                       fmt::format("give at least {} ms", kShortestRepeat.count()));
    }
    m_loads->start({plan, repeatEvery});
    return {};
}

load::LoadRoute LiveLab::launching(const load::LoadPlan& plan, std::uint64_t firstClient) {
    RunPlan run;
    static_cast<LabSetup&>(run) = m_setup;
    run.load = plan;
    m_view->forecast().launched(run, m_lab->model, m_view->depthNow(), m_context.cpus);
    return m_lab->route(firstClient);
}

void LiveLab::stopLoad() {
    m_loads->stop();
}

void LiveLab::mark(std::string text) {
    m_lab->events.add(EventKind::Marker, std::move(text));
}

Result<> LiveLab::watchPackets(bool watch) {
    if (!watch || !m_lab->wire) {
        m_packets.reset();
    } else if (!m_packets) {
        LS_TRY_ASSIGN(m_packets, PacketWatch::start(
                                     *m_lab->wire, [this](auto packets) { m_observer.onPackets(std::move(packets)); }));
    }
    return {};
}

Result<wire::CapturedFrames> LiveLab::frames() const {
    if (!m_lab->wire) {
        return failure(ErrorCode::BadInput, "there is no wire in this laboratory, so no packets were kept",
                       "open it again with one");
    }
    return m_lab->wire->frames();
}

/// Only EPOLLRDHUP and EPOLLHUP are asked for: the opener has ended.
void LiveLab::onIo(std::uint32_t /*token*/, std::uint32_t /*events*/) {
    m_scope.loop().unwatch(m_openerWatch);
    m_lab->events.add(EventKind::OpenerGone, "the process that holds the namespace has ended");
    m_observer.onOpenerGone();
}

void LiveLab::tick() {
    show();
    m_scope.runAfter(kSnapshotPeriod, [this] { tick(); });
}

void LiveLab::show() {
    const std::vector<Sample> samples = m_samples->pass();
    const std::uint32_t events = m_lab->events.count();
    for (const RunEvent& event : m_lab->events.range(std::exchange(m_eventsTold, events), events)) {
        m_observer.onEvent(event);
    }
    m_last = m_view->look(m_setup, m_sysctls->table(), samples);
    m_observer.onSnapshot(m_last, samples);
}

} // namespace ls::lab
