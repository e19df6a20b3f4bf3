// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/lab_run.h"

#include "engine/kernel/kernel_version.h"
#include "engine/lab/summarise.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace ls::lab {

using namespace std::chrono_literals;

namespace {

// Between assembling and the first SYN: every thread is waiting at its timer by then.
constexpr std::chrono::milliseconds kRunUp{1};
constexpr std::chrono::milliseconds kPassOn{50};
constexpr std::chrono::milliseconds kIdleCheck{2};
constexpr std::chrono::milliseconds kHaltDeadline{2000};
// Counting states may cost a tenth of a core, and more than 100 counts a second nobody can see.
constexpr std::chrono::milliseconds kStatesPeriod{10};
constexpr int kStatesShare = 10;

} // namespace

LabRun::LabRun(reactor::EventLoop& loop, const LabContext& context, netns::NetNamespace& net, RunPlan plan,
               SampleSink* sink, Finished finished)
    : m_loop(loop)
    , m_context(context)
    , m_net(net)
    , m_plan(std::move(plan))
    , m_sink(sink)
    , m_finished(std::move(finished))
    , m_self(std::make_shared<LabRun*>(this)) {
}

LabRun::~LabRun() {
    *m_self = nullptr;
    m_loop.unwatch(m_openerWatch);
}

/// Work for later that must find the run alive.
template <typename F>
void LabRun::runAfter(Nanoseconds delay, F work) {
    m_loop.runAt(Clock::now() + delay, [self = m_self, work = std::move(work)]() mutable {
        if (*self != nullptr && !(*self)->m_ended) {
            work();
        }
    });
}

Result<> LabRun::start() {
    LS_TRY_ASSIGN(m_lab, Apparatus::assemble(m_plan, m_context, m_net, [this, self = m_self] {
                      m_loop.post([self] {
                          if (*self != nullptr) {
                              (*self)->onAllDone();
                          }
                      });
                  }));
    LS_TRY_ASSIGN(m_openerWatch, m_loop.watch(m_net.channelFd(), EPOLLRDHUP, *this));
    m_clockStart = Clock::now() + kRunUp;
    LS_TRY(m_lab->start(m_clockStart));
    runAfter(kRunUp + m_plan.duration, [this] { endWith(EndReason::WindowOver); });
    runAfter(kRunUp, [this] {
        passSamplesOn();
        countStates();
    });
    return {};
}

/// Only EPOLLRDHUP and EPOLLHUP are asked for: the opener has ended.
void LabRun::onIo(std::uint32_t /*token*/, std::uint32_t /*events*/) {
    m_loop.unwatch(m_openerWatch);
    endWith(EndReason::OpenerGone);
}

void LabRun::onAllDone() {
    if (m_plan.load.close != load::CloseMode::Hold && !m_ended) {
        awaitIdleServer(m_lab->server->accepted());
    }
}

/// The clients are done; the run is over when the server has taken what it will take.
void LabRun::awaitIdleServer(std::uint64_t acceptedBefore) {
    runAfter(kIdleCheck, [this, acceptedBefore] {
        const std::uint64_t accepted = m_lab->server->accepted();
        if (accepted == acceptedBefore) {
            endWith(EndReason::AllDone);
        } else {
            awaitIdleServer(accepted);
        }
    });
}

void LabRun::passSamplesOn() {
    std::vector<Sample> samples = m_lab->sampler->take();
    if (m_sink != nullptr && !samples.empty()) {
        const std::uint32_t last = samples.back().eventCount;
        const std::uint32_t first = m_eventsPassed;
        m_sink->onSamples(std::move(samples), m_lab->events.range(first, last), first);
        m_eventsPassed = last;
    }
    if (!m_ended) {
        runAfter(kPassOn, [this] { passSamplesOn(); });
    }
}

void LabRun::countStates() {
    const TimePoint begin = Clock::now();
    auto census = lab::countStates(*m_lab->diag, ServerEnd::of(m_lab->server->address()));
    if (!census) {
        m_problems.push_back(std::move(census).error());
        return;
    }
    ++m_stateCounts;
    const Nanoseconds cost = Clock::now() - begin;
    runAfter(std::max<Nanoseconds>(kStatesPeriod - cost, cost * (kStatesShare - 1)), [this] { countStates(); });
}

void LabRun::endWith(EndReason reason) {
    if (m_ended) {
        return;
    }
    m_ended = true;
    auto result = conclude(reason);
    // Posted, so that whoever hears of it may destroy this run.
    m_loop.post(
        [finished = std::move(m_finished), result = std::move(result)]() mutable { finished(std::move(result)); });
}

Result<RunResult> LabRun::conclude(EndReason reason) {
    if (!m_lab->load->halt(kHaltDeadline) || !m_lab->server->haltAccepting(kHaltDeadline)) {
        return failure(ErrorCode::Timeout, "the server or the load clients did not stop in time");
    }
    RunEnd end;
    end.reason = reason;
    end.duration = Clock::now() - m_clockStart;
    end.stateCounts = m_stateCounts;
    m_lab->sampler->stop();
    passSamplesOn();
    LS_TRY_ASSIGN(const Cut cut, readCut(*m_lab));
    m_lab->load->stop();
    m_lab->server->stop();
    if (m_lab->sampler->problem()) {
        m_problems.push_back(*m_lab->sampler->problem());
    }
    end.problems = std::move(m_problems);
    return summarise(m_plan, *m_lab, cut, std::move(end));
}

} // namespace ls::lab
