// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/load/load_clients.h"

#include "engine/reactor/cpu_affinity.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace ls::load {

namespace {

constexpr std::chrono::seconds kLongestDrain{1};

} // namespace

Result<std::unique_ptr<LoadClients>> LoadClients::create(const LoadPlan& plan, const LoadRoute& route,
                                                         netns::SocketSource& sockets,
                                                         std::function<void()> onAllDone) {
    std::unique_ptr<LoadClients> clients(new LoadClients(std::move(onAllDone)));
    const unsigned loops = std::clamp(plan.loops, 1U, std::max(plan.clients, 1U));
    for (unsigned i = 0; i < loops; ++i) {
        LS_TRY_ASSIGN(auto thread, reactor::LoopThread::create(fmt::format("ls-load-{}", i)));
        const PoolShare share{i, loops, plan.clients / loops + (i < plan.clients % loops ? 1 : 0)};
        clients->addLane(std::move(thread), plan, route, sockets, share);
    }
    clients->m_pinned = plan.arrival == Arrival::Burst || loops > 1;
    clients->m_lanesBusy = loops;
    return clients;
}

LoadClients::~LoadClients() {
    stop();
}

void LoadClients::addLane(std::unique_ptr<reactor::LoopThread> thread, const LoadPlan& plan, const LoadRoute& route,
                          netns::SocketSource& sockets, PoolShare share) {
    auto pool = std::make_unique<ClientPool>(thread->loop(), plan, route, sockets, share);
    pool->setAllDoneHandler([this] {
        if (m_lanesBusy.fetch_sub(1) == 1 && m_onAllDone) {
            m_onAllDone();
        }
    });
    auto generator = makeGenerator(thread->loop(), *pool, plan, share);
    m_lanes.push_back({std::move(thread), std::move(pool), std::move(generator)});
}

void LoadClients::prepare() {
    for (const Lane& lane : m_lanes) {
        lane.generator->prepare();
    }
}

void LoadClients::start(TimePoint clockStart) {
    for (const Lane& lane : m_lanes) {
        lane.generator->run(clockStart);
    }
    if (m_pinned) {
        pinLanes();
    }
    for (const Lane& lane : m_lanes) {
        lane.thread->start();
    }
}

/// One loop stays on one CPU, so that one CPU serves its burst and the queue holds exactly limit + 1; several loops get
/// CPUs of their own, so that they really race. Where the kernel refuses, the run goes on unpinned.
void LoadClients::pinLanes() {
    const std::vector<unsigned> cpus = reactor::allowedCpus();
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        const bool alone = m_lanes.size() == 1 || cpus.empty();
        m_lanes[i].thread->loop().post([alone, cpu = alone ? 0U : cpus[i % cpus.size()]] {
            [[maybe_unused]] const auto pinned = reactor::pinCallingThread(alone ? reactor::currentCpu() : cpu);
        });
    }
}

bool LoadClients::halt(std::chrono::milliseconds deadline) {
    return std::all_of(m_lanes.begin(), m_lanes.end(), [&](const Lane& lane) {
        return lane.thread->call([generator = lane.generator.get()] { generator->halt(); }, deadline);
    });
}

Result<LoadSnapshot> LoadClients::snapshot(std::chrono::milliseconds deadline) {
    LoadSnapshot result;
    for (const Lane& lane : m_lanes) {
        auto problem = std::make_shared<std::optional<Error>>();
        const bool answered = lane.thread->call(
            [&loop = lane.thread->loop(), pool = lane.pool.get(), problem, deadline] {
                loop.drainReady(Clock::now() + std::min<Nanoseconds>(kLongestDrain, deadline / 2));
                *problem = pool->problem();
            },
            deadline);
        if (!answered) {
            return failure(ErrorCode::Timeout,
                           fmt::format("the load clients did not answer within {} ms", deadline.count()));
        }
        result.problem = result.problem ? result.problem : *problem;
    }
    result.attempted = attempted();
    result.counts = outcomes();
    result.connectLatency = connectLatency();
    result.lateness = lateness();
    return result;
}

void LoadClients::stop() {
    for (const Lane& lane : m_lanes) {
        lane.thread->stop();
    }
}

std::uint64_t LoadClients::attempted() const {
    return std::accumulate(m_lanes.begin(), m_lanes.end(), std::uint64_t{0}, [](std::uint64_t sum, const Lane& lane) {
        return sum + lane.pool->counters().attempted.value();
    });
}

std::uint64_t LoadClients::established() const {
    return std::accumulate(m_lanes.begin(), m_lanes.end(), std::uint64_t{0}, [](std::uint64_t sum, const Lane& lane) {
        return sum + lane.pool->counters().established.value();
    });
}

OutcomeCounts LoadClients::outcomes() const {
    OutcomeCounts counts;
    for (const Lane& lane : m_lanes) {
        counts.merge(lane.pool->outcomes().read());
    }
    return counts;
}

HistogramSnapshot LoadClients::connectLatency() const {
    HistogramSnapshot latency;
    for (const Lane& lane : m_lanes) {
        latency.merge(lane.pool->connectLatency().snapshot());
    }
    return latency;
}

std::optional<HistogramSnapshot> LoadClients::lateness() const {
    std::optional<HistogramSnapshot> all;
    for (const Lane& lane : m_lanes) {
        if (const LatencyHistogram* lateness = lane.generator->lateness(); lateness != nullptr) {
            all = all.value_or(HistogramSnapshot());
            all->merge(lateness->snapshot());
        }
    }
    return all;
}

} // namespace ls::load
