// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/lab_run.h"

#include "engine/kernel/kernel_version.h"
#include "engine/lab/summarise.h"
#include "engine/server/listener_reading.h"

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
// Counting states may cost a tenth of a core, and more than 100 counts a second nobody can see.
constexpr std::chrono::milliseconds kStatesPeriod{10};
constexpr int kStatesShare = 10;

/// The queues after each listen() of the plan, in order of time: it reads the sysctls in force at that moment.
std::vector<kernel::QueueModel> modelsOf(const RunPlan& plan, const SysctlValues& atStart, const LabContext& context) {
    std::vector<Nanoseconds> listens{Nanoseconds::zero()};
    for (const server::BacklogStep& step : plan.server.backlogs) {
        listens.push_back(step.at);
    }
    std::sort(listens.begin(), listens.end());
    std::vector<kernel::QueueModel> models;
    for (const Nanoseconds when : listens) {
        SysctlValues sysctls = atStart;
        for (const SysctlStep& step : plan.sysctlSteps) {
            if (step.at <= when) {
                sysctls[step.setting.key] = step.setting.value;
            }
        }
        models.push_back(kernel::modelQueues(
            queueInputs(sysctls, context.synQueueHoldsOneMore, server::lastBacklog(plan.server, when))));
    }
    return models;
}

Prediction predictionOf(const RunPlan& plan, const std::vector<kernel::QueueModel>& models, unsigned cpus) {
    std::uint32_t largest = 0;
    for (const kernel::QueueModel& model : models) {
        largest = std::max(largest, model.limit);
    }
    return predict(plan, models.back(), largest, cpus);
}

/// Whether the server, once every step is taken, accepts until its queue is empty.
bool emptiesItsQueue(const server::ServerPlan& plan) {
    const bool all = plan.accept.empty() || plan.accept.back().policy.kind == server::AcceptPolicy::Kind::All;
    return all && plan.trigger != server::Trigger::EdgeOnce;
}

} // namespace

LabRun::LabRun(reactor::EventLoop& loop, const LabContext& context, netns::NetNamespace& net, RunPlan plan,
               SampleSink* sink, Finished finished, wire::WireOptions wireOptions)
    : m_work(loop)
    , m_context(context)
    , m_net(net)
    , m_sides(net, plan)
    , m_plan(std::move(plan))
    , m_wireOptions(std::move(wireOptions))
    , m_sink(sink)
    , m_finished(std::move(finished)) {
}

LabRun::~LabRun() {
    if (m_lab) {
        m_lab->sampler->stop(); // it looks at the load, which goes first
    }
    m_work.loop().unwatch(m_openerWatch);
}

Result<> LabRun::start() {
    LabSetup setup = m_plan;
    if (!m_plan.sysctlSteps.empty()) {
        setup.server.backlogs.clear(); // ours: see scheduleSteps()
    }
    LS_TRY(m_sides.prepare());
    LS_TRY_ASSIGN(m_lab, Apparatus::assemble(
                             setup, m_plan.load.clients, m_context, m_sides,
                             [this](Sample& sample) { addLoadFigures(sample); }, m_wireOptions));
    m_samples.emplace(*m_lab->sampler, m_lab->events, m_sink);
    const auto models = modelsOf(m_plan, m_lab->sysctls, m_context);
    m_lab->model = models.back();
    m_prediction = predictionOf(m_plan, models, m_context.cpus);
    LS_TRY_ASSIGN(m_load, load::LoadClients::create(m_plan.load, m_lab->route(0), m_sides.clients(),
                                                    [this] { m_work.post([this] { onAllDone(); }); }));
    // Last: where descriptors are scarce, the clients get what the instruments leave.
    m_load->prepare();
    LS_TRY_ASSIGN(m_openerWatch, m_work.loop().watch(m_net.channelFd(), EPOLLRDHUP, *this));
    m_clockStart = Clock::now() + kRunUp;
    LS_TRY(m_lab->start(m_clockStart));
    m_load->start(m_clockStart);
    scheduleSteps();
    m_work.runAfter(kRunUp + m_plan.duration, [this] { endWith(EndReason::WindowOver); });
    m_work.runAfter(kRunUp, [this] {
        passSamplesOn();
        countStates();
    });
    return {};
}

void LabRun::addLoadFigures(Sample& sample) const {
    sample.attempted = m_load->attempted();
    sample.established = m_load->established();
}

/// Between sysctls the order counts more than the moment: a listen() reads what was written before it. So this loop
/// gives the word for both, and a late one does not overtake.
void LabRun::scheduleSteps() {
    if (m_plan.sysctlSteps.empty()) {
        return;
    }
    for (const SysctlStep& step : m_plan.sysctlSteps) {
        m_work.runAt(m_clockStart + step.at, [this, &step] { apply(step); });
    }
    for (const server::BacklogStep& step : m_plan.server.backlogs) {
        m_work.runAt(m_clockStart + step.at, [this, backlog = step.backlog] { m_lab->server->setBacklog(backlog); });
    }
}

/// The kernel has the last word on the value, so it is read back.
void LabRun::apply(const SysctlStep& step) {
    auto written = m_sides.writeSysctl(step.setting.key, step.setting.value);
    auto inForce = written ? m_sides.readSysctl(step.setting.key) : tl::unexpected(std::move(written).error());
    if (!inForce) {
        m_problems.push_back(std::move(inForce).error());
        return;
    }
    m_lab->sysctls[step.setting.key] = *inForce;
    m_lab->events.add(EventKind::SysctlChanged, fmt::format("{} = {}", step.setting.key, *inForce));
}

/// Only EPOLLRDHUP and EPOLLHUP are asked for: the opener has ended.
void LabRun::onIo(std::uint32_t /*token*/, std::uint32_t /*events*/) {
    m_work.loop().unwatch(m_openerWatch);
    endWith(EndReason::OpenerGone);
}

void LabRun::onAllDone() {
    if (m_plan.load.close != load::CloseMode::Hold && !m_ended) {
        awaitIdleServer(m_lab->server->accepted());
    }
}

/// The clients are done; the run is over when every step of the plan was taken, and the server has taken what it will
/// take and closed what it will close.
void LabRun::awaitIdleServer(std::uint64_t acceptedBefore) {
    m_work.runAfter(kIdleCheck, [this, acceptedBefore] {
        const std::uint64_t accepted = m_lab->server->accepted();
        if (accepted == acceptedBefore && !hasMoreToDo() && !goodbyesPending()) {
            endWith(EndReason::AllDone);
        } else {
            awaitIdleServer(accepted);
        }
    });
}

bool LabRun::hasMoreToDo() const {
    const auto isToCome = [this](const SysctlStep& step) { return Clock::now() < m_clockStart + step.at; };
    if (m_lab->server->hasStepsLeft() || std::any_of(m_plan.sysctlSteps.begin(), m_plan.sysctlSteps.end(), isToCome)) {
        return true;
    }
    const std::vector<int> listeners = m_lab->server->listenerFds();
    const auto holds = [](int fd) {
        const auto reading = server::readListener(fd);
        return reading && reading->depth > 0;
    };
    const bool taking = emptiesItsQueue(m_plan.server) && std::any_of(listeners.begin(), listeners.end(), holds);
    const bool closing = m_plan.server.close != server::ServerClose::Never && m_lab->server->isServing();
    return taking || closing;
}

/// Whether one end has closed last and waits for the acknowledgement. Clients unknown to the server are not waited for:
/// their FIN may be repeated for minutes.
bool LabRun::goodbyesPending() const {
    const auto census = m_lab->stacks->countStates(m_lab->server->address());
    const auto inState = [](const kernel::TcpStateCounts& counts, kernel::TcpState state) {
        return counts[static_cast<std::size_t>(state)];
    };
    return census && inState(census->server, kernel::TcpState::LastAck) +
                             inState(census->client, kernel::TcpState::LastAck) +
                             inState(census->server, kernel::TcpState::Closing) +
                             inState(census->client, kernel::TcpState::Closing) >
                         0;
}

void LabRun::passSamplesOn() {
    m_samples->pass();
    m_work.runAfter(kPassOn, [this] { passSamplesOn(); });
}

void LabRun::countStates() {
    const TimePoint begin = Clock::now();
    auto census = m_lab->stacks->countStates(m_lab->server->address());
    if (!census) {
        m_problems.push_back(std::move(census).error());
        return;
    }
    ++m_stateCounts;
    if (m_sink != nullptr) {
        m_sink->onStates(begin - m_clockStart, *census);
    }
    const Nanoseconds cost = Clock::now() - begin;
    m_work.runAfter(std::max<Nanoseconds>(kStatesPeriod - cost, cost * (kStatesShare - 1)), [this] { countStates(); });
}

void LabRun::endWith(EndReason reason) {
    if (m_ended) {
        return;
    }
    m_ended = true;
    m_work.close();
    auto result = conclude(reason);
    // Posted, so that whoever hears of it may destroy this run.
    m_work.loop().post(
        [finished = std::move(m_finished), result = std::move(result)]() mutable { finished(std::move(result)); });
}

/// What is on the wire stays there, so nothing moves any more while the cut is read but what the kernels do by
/// themselves.
void LabRun::stopWire() {
    if (!m_lab->wire) {
        return;
    }
    if (auto problem = m_lab->wire->problem()) {
        m_problems.push_back(*std::move(problem));
    }
    m_lab->wire->stop();
}

Result<RunResult> LabRun::conclude(EndReason reason) {
    if (!m_load->halt(kLoopDeadline) || !m_lab->server->haltAccepting(kLoopDeadline)) {
        return failure(ErrorCode::Timeout, "the server or the load clients did not stop in time");
    }
    RunEnd end;
    end.reason = reason;
    end.duration = Clock::now() - m_clockStart;
    end.stateCounts = m_stateCounts;
    m_lab->sampler->stop();
    m_samples->pass();
    stopWire();
    LS_TRY_ASSIGN(const Cut cut, readCut(*m_lab, *m_load));
    m_load->stop();
    m_lab->server->stop();
    if (auto problem = m_lab->sampler->problem()) {
        m_problems.push_back(*std::move(problem));
    }
    end.problems = std::move(m_problems);
    return summarise(m_plan, m_prediction, *m_lab, cut, std::move(end));
}

} // namespace ls::lab
