// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/live_loads.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace ls::lab {

using load::LoadClients;

namespace {

// Between launching and the first SYN: every client thread is waiting at its timer by then.
constexpr std::chrono::milliseconds kRunUp{1};

std::string describe(const load::LoadPlan& plan) {
    switch (plan.arrival) {
    case load::Arrival::Rate:
        return fmt::format("{} clients at {:g}/s", plan.clients, plan.perSecond);
    case load::Arrival::ClosedLoop:
        return fmt::format("{} clients, {} in flight", plan.clients, plan.concurrency);
    case load::Arrival::Burst:
        break;
    }
    return fmt::format("a burst of {} clients", plan.clients);
}

} // namespace

Result<std::unique_ptr<LiveLoads>> LiveLoads::create(reactor::EventLoop& loop, netns::SocketSource& sockets,
                                                     EventLog& events, Launching launching) {
    LS_TRY_ASSIGN(auto helper, reactor::LoopThread::create("ls-loads"));
    helper->start();
    return std::unique_ptr<LiveLoads>(new LiveLoads(loop, sockets, events, std::move(launching), std::move(helper)));
}

LiveLoads::LiveLoads(reactor::EventLoop& loop, netns::SocketSource& sockets, EventLog& events, Launching launching,
                     std::unique_ptr<reactor::LoopThread> helper)
    : m_sockets(sockets)
    , m_events(events)
    , m_launching(std::move(launching))
    , m_scope(loop)
    , m_helper(std::move(helper)) {
}

LiveLoads::~LiveLoads() {
    m_scope.close();
    m_helper->stop();
}

void LiveLoads::start(Order order) {
    m_scope.cancel(m_repeat);
    if (m_current.phase == LoadPhase::None) {
        launch(std::move(order));
        return;
    }
    m_next = std::move(order);
    beginEnding();
}

void LiveLoads::stop() {
    m_scope.cancel(m_repeat);
    m_current.repeatEvery.reset();
    m_next.reset();
    if (m_current.phase != LoadPhase::None) {
        beginEnding();
    }
}

void LiveLoads::launch(Order order) {
    m_current = {LoadPhase::Preparing, m_current.number + 1, order.plan, order.repeatEvery, {}, {}};
    m_current.clients.planned = m_current.clients.notReached = order.plan.clients;
    m_rowsGone = m_rowsGone || order.plan.close == load::CloseMode::Rst;
    m_allHeld = m_allHeld && order.plan.close == load::CloseMode::Hold;
    const load::LoadRoute route =
        m_launching(order.plan, std::exchange(m_firstClient, m_firstClient + order.plan.clients));
    m_helper->loop().post(
        [this, plan = order.plan, route, number = m_current.number] { launchOnHelper(plan, route, number); });
    if (order.repeatEvery) {
        m_repeat = m_scope.runAfter(*order.repeatEvery, [this, order] { start(order); });
    }
}

void LiveLoads::launchOnHelper(const load::LoadPlan& plan, const load::LoadRoute& route, std::uint32_t number) {
    auto created = LoadClients::create(plan, route, m_sockets,
                                       [this, number] { m_scope.post([this, number] { onAllDone(number); }); });
    if (!created) {
        m_scope.post([this, number, error = std::move(created).error()] { onLaunched(number, error); });
        return;
    }
    const std::shared_ptr<LoadClients> load = std::move(*created);
    load->prepare();
    m_work.with([&](Work& work) { work.load = load; });
    m_events.add(EventKind::LoadStarted, fmt::format("load {} started: {}", number, describe(plan)));
    load->start(Clock::now() + kRunUp);
    m_scope.post([this, number] { onLaunched(number, std::nullopt); });
}

void LiveLoads::onLaunched(std::uint32_t number, const std::optional<Error>& error) {
    if (error) {
        m_problem = error;
        m_events.add(EventKind::Trouble, fmt::format("load {} did not start: {}", number, error->text));
        beginEnding();
    } else if (m_current.phase == LoadPhase::Preparing) {
        m_current.phase = LoadPhase::Running;
    }
}

/// Clients that keep their connections hold them until they are told to stop; others are of no more use.
void LiveLoads::onAllDone(std::uint32_t number) {
    if (number != m_current.number || m_current.phase == LoadPhase::Ending) {
        return;
    }
    if (m_current.plan.close == load::CloseMode::Hold) {
        m_current.phase = LoadPhase::Holding;
    } else {
        beginEnding();
    }
}

void LiveLoads::beginEnding() {
    if (std::exchange(m_current.phase, LoadPhase::Ending) == LoadPhase::Ending) {
        return;
    }
    // The helper takes one task after the other, so a load still in preparation has been launched by then.
    m_helper->loop().post([this] {
        if (const auto load = atWork()) {
            load->stop();
        }
        m_scope.post([this] { onEnded(); });
    });
}

void LiveLoads::onEnded() {
    std::shared_ptr<LoadClients> load = atWork();
    if (load) {
        m_current.clients = load->outcomes();
        m_current.lateness = load->lateness();
        m_ended.merge(m_current.clients);
        m_endedLatency.merge(load->connectLatency());
        m_rowsGone = true;
        m_allHeld = false;
        m_work.with([&](Work& work) {
            work.attemptedBefore += load->attempted();
            work.establishedBefore += load->established();
            work.load.reset();
        });
        m_events.add(EventKind::LoadEnded, fmt::format("load {} ended: {} of {} connected", m_current.number,
                                                       m_current.clients.established, m_current.clients.planned));
        m_helper->loop().post([last = std::move(load)]() mutable { last.reset(); });
    }
    m_current.phase = LoadPhase::None;
    if (m_next) {
        launch(*std::exchange(m_next, std::nullopt));
    }
}

std::shared_ptr<LoadClients> LiveLoads::atWork() const {
    return m_work.with([](const Work& work) { return work.load; });
}

std::uint64_t LiveLoads::attempted() const {
    return m_work.with(
        [](const Work& work) { return work.attemptedBefore + (work.load ? work.load->attempted() : 0); });
}

std::uint64_t LiveLoads::established() const {
    return m_work.with(
        [](const Work& work) { return work.establishedBefore + (work.load ? work.load->established() : 0); });
}

LiveLoad LiveLoads::current() const {
    LiveLoad current = m_current;
    if (const auto load = atWork()) {
        current.clients = load->outcomes();
        current.lateness = load->lateness();
    }
    return current;
}

load::OutcomeCounts LiveLoads::total() const {
    load::OutcomeCounts counts = m_ended;
    if (m_current.phase != LoadPhase::None) {
        counts.merge(current().clients);
    }
    return counts;
}

HistogramSnapshot LiveLoads::connectLatency() const {
    HistogramSnapshot latency = m_endedLatency;
    if (const auto load = atWork()) {
        latency.merge(load->connectLatency());
    }
    return latency;
}

} // namespace ls::lab
