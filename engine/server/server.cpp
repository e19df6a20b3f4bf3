// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/server.h"

#include "engine/server/listener_reading.h"

#include <fmt/format.h>

#include <cassert>
#include <numeric>

namespace ls::server {

Result<std::unique_ptr<Server>> Server::create(ServerPlan plan, std::vector<UniqueFd> sockets, ServerObserver& observer,
                                               const IpEndpoint& address) {
    assert(sockets.size() == plan.listenerCount());
    std::unique_ptr<Server> server(new Server(std::move(plan), observer, address));
    LS_TRY(server->addReactors());
    LS_TRY(server->addLanes(std::move(sockets)));
    return server;
}

Server::~Server() {
    stop();
}

Result<> Server::addReactors() {
    if (m_plan.handsOver()) {
        LS_TRY_ASSIGN(m_mainThread, reactor::LoopThread::create("ls-acceptor"));
    }
    for (unsigned i = 0; i < m_plan.reactors; ++i) {
        LS_TRY_ASSIGN(auto thread, reactor::LoopThread::create(fmt::format("ls-reactor-{}", i)));
        auto connections = std::make_unique<SubReactor>(thread->loop(), m_plan.trigger, m_plan.close);
        m_reactors.push_back({std::move(thread), std::move(connections)});
    }
    return {};
}

Result<> Server::addLanes(std::vector<UniqueFd> sockets) {
    const bool shared = m_plan.listeners == ListenerMode::Shared;
    for (std::size_t i = 0; i < sockets.size(); ++i) {
        // The first listener finds the port, the others join it.
        LS_TRY_ASSIGN(Listener listener, Listener::bind(std::move(sockets[i]), m_address,
                                                        shared ? PortSharing::Exclusive : PortSharing::ReusePort));
        m_address = listener.address();
        if (m_plan.keepAlive) {
            LS_TRY(listener.keepAlive());
        }
        LS_TRY(listener.listen(m_plan.backlog));

        Lane lane;
        lane.listener = std::make_unique<Listener>(std::move(listener));
        lane.thread = m_mainThread ? m_mainThread.get() : m_reactors[i].thread.get();
        if (m_mainThread) {
            std::vector<SubReactor*> targets;
            for (const Reactor& reactor : m_reactors) {
                targets.push_back(reactor.connections.get());
            }
            lane.sink = std::make_unique<SpreadingSink>(std::move(targets), m_plan.balance, m_observer);
        } else {
            lane.sink = std::make_unique<LocalSink>(*m_reactors[i].connections, m_observer);
        }
        lane.acceptor = std::make_unique<Acceptor>(lane.thread->loop(), *lane.listener, *lane.sink,
                                                   Acceptor::Options{m_plan.trigger, m_plan.acceptBudget});
        m_lanes.push_back(std::move(lane));
    }
    return {};
}

Result<> Server::start(TimePoint clockStart) {
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        LS_TRY(m_lanes[i].acceptor->start());
        LS_TRY(scheduleSteps(i, clockStart));
    }
    for (const Reactor& reactor : m_reactors) {
        reactor.thread->start();
    }
    if (m_mainThread) {
        m_mainThread->start();
    }
    return {};
}

/// Before the loops run: their timers and watches may still be set from here.
Result<> Server::scheduleSteps(std::size_t lane, TimePoint clockStart) {
    AcceptPolicy initial;
    for (const AcceptStep& step : m_plan.accept) {
        if (step.at <= Nanoseconds::zero()) {
            initial = step.policy;
            continue;
        }
        const TimePoint when = clockStart + step.at;
        takeStep(lane, when, [this, lane, policy = step.policy, when] { applyPolicy(lane, policy, when); });
    }
    applyPolicy(lane, initial, clockStart);
    for (const BacklogStep& step : m_plan.backlogs) {
        takeStep(lane, clockStart + step.at, [this, lane, backlog = step.backlog] { applyBacklog(lane, backlog); });
    }
    return {};
}

void Server::takeStep(std::size_t lane, TimePoint when, std::function<void()> step) {
    ++m_stepsLeft;
    m_lanes[lane].thread->loop().runAt(when, [this, step = std::move(step)] {
        step();
        --m_stepsLeft;
    });
}

void Server::applyPolicy(std::size_t lane, const AcceptPolicy& policy, TimePoint from) {
    Lane& target = m_lanes[lane];
    if (target.halted) {
        return;
    }
    // A paced server accepts at one rate in all: each listener takes its share, evenly between the others' turns.
    AcceptPolicy share = policy;
    TimePoint firstTurn = from;
    if (policy.kind == AcceptPolicy::Kind::Paced) {
        share.perSecond = policy.perSecond / static_cast<double>(m_lanes.size());
        firstTurn += Nanoseconds(static_cast<std::int64_t>(1e9 / policy.perSecond * static_cast<double>(lane)));
    }
    target.acceptor->setPolicy(share, firstTurn);
    if (lane == 0) {
        m_observer.onPolicyChanged(policy);
    }
}

void Server::applyBacklog(std::size_t lane, int backlog) {
    if (const auto listened = m_lanes[lane].listener->listen(backlog); !listened) {
        m_observer.onServerError(listened.error());
        return;
    }
    if (lane == 0) {
        m_observer.onBacklogChanged(backlog);
    }
}

void Server::setBacklog(int backlog) {
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        m_lanes[i].thread->loop().post([this, i, backlog] { applyBacklog(i, backlog); });
    }
}

void Server::setAcceptPolicy(const AcceptPolicy& policy) {
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        m_lanes[i].thread->loop().post([this, i, policy] { applyPolicy(i, policy, Clock::now()); });
    }
}

bool Server::haltAccepting(std::chrono::milliseconds deadline) {
    bool halted = true;
    for (Lane& lane : m_lanes) {
        halted = lane.thread->call(
                     [&lane] {
                         lane.acceptor->setPolicy({AcceptPolicy::Kind::None, 0}, Clock::now());
                         lane.halted = true;
                     },
                     deadline) &&
                 halted;
    }
    return halted;
}

void Server::stop() {
    if (m_mainThread) {
        m_mainThread->stop();
    }
    for (const Reactor& reactor : m_reactors) {
        reactor.thread->stop();
    }
}

void Server::closeListeners() {
    for (Lane& lane : m_lanes) {
        if (lane.listener == nullptr) {
            continue;
        }
        if (const auto reading = readListener(lane.listener->fd())) {
            m_discarded += reading->depth;
        }
        lane.listener.reset();
    }
}

std::vector<int> Server::listenerFds() const {
    std::vector<int> fds;
    for (const Lane& lane : m_lanes) {
        fds.push_back(lane.listener->fd());
    }
    return fds;
}

ListenerCounts Server::listenerCounts(std::size_t index) const {
    const AcceptorCounters& counters = m_lanes[index].acceptor->counters();
    return {counters.accepted.value(), counters.shed.value(), counters.failed.value()};
}

std::uint64_t Server::accepted() const {
    return std::accumulate(m_lanes.begin(), m_lanes.end(), std::uint64_t{0}, [](std::uint64_t sum, const Lane& lane) {
        return sum + lane.acceptor->counters().accepted.value();
    });
}

bool Server::isServing() const {
    std::uint64_t adopted = 0;
    std::uint64_t open = 0;
    for (const Reactor& reactor : m_reactors) {
        adopted += reactor.connections->counters().adopted.value();
        open += reactor.connections->counters().open.value();
    }
    std::uint64_t shed = 0;
    for (const Lane& lane : m_lanes) {
        shed += lane.acceptor->counters().shed.value();
    }
    return open > 0 || adopted + shed < accepted();
}

std::uint64_t Server::givenUp() const {
    return std::accumulate(m_reactors.begin(), m_reactors.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const Reactor& reactor) {
                               return sum + reactor.connections->counters().givenUp.value();
                           });
}

std::vector<std::uint64_t> Server::perReactor() const {
    std::vector<std::uint64_t> counts;
    for (const Reactor& reactor : m_reactors) {
        counts.push_back(reactor.connections->counters().adopted.value());
    }
    return counts;
}

} // namespace ls::server
