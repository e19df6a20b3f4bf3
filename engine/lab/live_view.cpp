// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/live_view.h"

#include "engine/kernel/kernel_version.h"
#include "engine/lab/summarise.h"
#include "engine/server/listener_reading.h"

#include <algorithm>
#include <utility>

namespace ls::lab {

std::shared_ptr<const LiveSnapshot> LiveView::look(const LabSetup& setup, std::shared_ptr<const LiveSysctls> sysctls,
                                                   const std::vector<Sample>& samples) {
    auto snapshot = std::make_shared<LiveSnapshot>();
    const CensusReading census = m_census.newest();
    noteProblems(census);
    snapshot->time = Clock::now() - m_clockStart;
    snapshot->setup = setup;
    snapshot->kernel = kernel::runningKernelRelease();
    snapshot->address = m_lab.server->address().text();
    snapshot->sysctls = std::move(sysctls);
    snapshot->model = m_lab.model;
    snapshot->census = census.figures;
    lookAtSamples(*snapshot, samples);
    lookAtWire(*snapshot);
    if (auto cut = readFigures()) {
        lookAtListeners(*snapshot, *cut);
        lookAtClients(*snapshot, *cut);
        addRates(*snapshot);
        checkBooks(*snapshot, *std::move(cut), census);
    } else {
        m_problems.emplace(cut.error().text, cut.error());
    }
    for (const auto& [text, problem] : m_problems) {
        snapshot->problems.push_back(problem);
    }
    return snapshot;
}

std::uint64_t LiveView::depthNow() const {
    std::uint64_t depth = 0;
    for (const int fd : m_lab.server->listenerFds()) {
        if (const auto reading = server::readListener(fd)) {
            depth += reading->depth;
        }
    }
    return depth;
}

void LiveView::lookAtSamples(LiveSnapshot& snapshot, const std::vector<Sample>& samples) {
    for (const Sample& sample : samples) {
        snapshot.deepestSince = std::max(snapshot.deepestSince, sample.depth);
    }
    m_forecast.sawDepth(snapshot.deepestSince);
    m_deepest = std::max(m_deepest, snapshot.deepestSince);
    snapshot.deepest = m_deepest;
    snapshot.sampleRateAsked = snapshot.setup.sampleRateHz;
    snapshot.sampling = m_lab.sampler->quality();
}

/// Everything of a cut but the census; the counters last.
Result<Cut> LiveView::readFigures() const {
    Cut cut;
    for (const int fd : m_lab.server->listenerFds()) {
        LS_TRY_ASSIGN(const server::ListenerReading reading, server::readListener(fd));
        cut.listeners.push_back(reading);
    }
    cut.accepted = m_lab.server->accepted();
    cut.discarded = m_lab.server->discarded();
    cut.load.attempted = m_loads.attempted();
    cut.load.counts = m_loads.total();
    LS_TRY_ASSIGN(const kernel::CounterValues counters, m_lab.stacks->readCounters());
    cut.movement = kernel::counterMovement(m_lab.countersBefore, counters);
    return cut;
}

void LiveView::lookAtListeners(LiveSnapshot& snapshot, const Cut& cut) const {
    snapshot.backlogAsked = snapshot.setup.server.backlog;
    snapshot.somaxconn = somaxconnOf(m_lab.sysctls);
    for (std::size_t i = 0; i < cut.listeners.size(); ++i) {
        const server::ListenerReading& reading = cut.listeners[i];
        const server::ListenerCounts counts = m_lab.server->listenerCounts(i);
        const std::uint64_t capacity = std::uint64_t{reading.limit} + 1;
        snapshot.listeners.push_back({reading.limit, capacity, reading.depth, reading.drops, counts.accepted});
        snapshot.limit += reading.limit;
        snapshot.capacity += capacity;
        snapshot.depth += reading.depth;
        snapshot.drops += reading.drops;
        snapshot.shed += counts.shed;
    }
    snapshot.accepted = cut.accepted;
    snapshot.perReactor = m_lab.server->perReactor();
    snapshot.counters = cut.movement;
    snapshot.causes = kernel::decodeDrops(cut.movement, m_lab.model);
    snapshot.queueWait = m_lab.waits->histogram();
}

void LiveView::lookAtWire(LiveSnapshot& snapshot) {
    if (!m_lab.wire) {
        return;
    }
    snapshot.wire = m_lab.wire->stats();
    const WireRules now = WireRules::of(snapshot.setup.wire, m_lab.model);
    m_wireRules.aborts = m_wireRules.aborts || now.aborts;
    m_wireRules.synsMayRepeat = m_wireRules.synsMayRepeat || now.synsMayRepeat;
}

void LiveView::lookAtClients(LiveSnapshot& snapshot, const Cut& cut) const {
    snapshot.load = m_loads.current();
    snapshot.clients = cut.load.counts;
    snapshot.connectLatency = m_loads.connectLatency();
    snapshot.prediction = m_forecast.prediction();
    snapshot.predictionMatches = m_forecast.matched(snapshot.load.clients);
    snapshot.limits = limitsOf(snapshot.load.clients, snapshot.shed, snapshot.load.lateness);
    if (snapshot.wire) {
        const std::vector<std::string> ofWire = limitsOf(*snapshot.wire);
        snapshot.limits.insert(snapshot.limits.end(), ofWire.begin(), ofWire.end());
    }
}

void LiveView::addRates(LiveSnapshot& snapshot) {
    const RateMeter::Rates rates =
        m_rates.update(snapshot.time, {snapshot.accepted, m_loads.attempted(), snapshot.drops});
    snapshot.acceptRate = rates.accepted;
    snapshot.attemptRate = rates.attempted;
    snapshot.dropRate = rates.drops;
    if (snapshot.depth == 0) {
        snapshot.predictedWait = Nanoseconds::zero();
    } else if (snapshot.acceptRate > 0) {
        snapshot.predictedWait = Nanoseconds(static_cast<std::int64_t>(1e9 * snapshot.depth / snapshot.acceptRate));
    }
}

void LiveView::checkBooks(LiveSnapshot& snapshot, Cut cut, const CensusReading& census) {
    LiveBookkeeper::Rules rules;
    rules.clientRowsGone = m_loads.rowsGone();
    rules.onlyHandshakes = m_loads.allHeld() && cut.load.counts.reset == 0;
    rules.requestsMayExpire = snapshot.time >= m_lab.model.requestLifetime;
    if (m_lab.wire) {
        rules.addWire = [this](BookTerms& terms) {
            addWireTerms(m_wireRules, summariseWire(m_lab.wire->stats(), m_lab.wire->packets(), {}), terms);
        };
    }
    m_bookkeeper.check(std::move(cut), census, rules, Clock::now(), m_clockStart);
    snapshot.books = m_bookkeeper.books();
}

void LiveView::noteProblems(const CensusReading& census) {
    const std::optional<Error> wireProblem = m_lab.wire ? m_lab.wire->problem() : std::nullopt;
    for (const std::optional<Error>& problem :
         {census.problem, m_lab.sampler->problem(), m_loads.problem(), wireProblem}) {
        if (problem) {
            m_problems.emplace(problem->text, *problem);
        }
    }
}

} // namespace ls::lab
