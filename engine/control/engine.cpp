// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/engine.h"

#include "engine/lab/plan_options.h"
#include "engine/lab/syn_queue_probe.h"
#include "engine/reactor/cpu_affinity.h"
#include "engine/wire/pcap_file.h"

#include <chrono>
#include <utility>

namespace ls::control {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kEndDeadline{10'000};

template <typename... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};
template <typename... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

Failure busy() {
    return failure(ErrorCode::BadInput, "another run is in progress", "stop it first");
}

} // namespace

Result<std::unique_ptr<Engine>> Engine::create(std::filesystem::path openerProgram) {
    lab::LabContext context;
    LS_TRY_ASSIGN(context.kernel, kernel::supportedKernelVersion());
    LS_TRY_ASSIGN(context.catalogue, kernel::SysctlCatalogue::builtIn());
    context.cpus = static_cast<unsigned>(reactor::allowedCpus().size());
    LS_TRY_ASSIGN(auto events, Mailbox<Event>::create());
    LS_TRY_ASSIGN(auto inspectFeed, InspectFeed::create());
    LS_TRY_ASSIGN(auto thread, reactor::LoopThread::create("ls-engine"));
    std::unique_ptr<Engine> engine(new Engine(std::move(openerProgram), std::move(context), std::move(events),
                                              std::move(inspectFeed), std::move(thread)));
    engine->m_thread->start();
    return engine;
}

Engine::Engine(std::filesystem::path openerProgram, lab::LabContext context, std::unique_ptr<Mailbox<Event>> events,
               std::unique_ptr<InspectFeed> inspectFeed, std::unique_ptr<reactor::LoopThread> thread)
    : m_openerProgram(std::move(openerProgram))
    , m_context(std::move(context))
    , m_events(std::move(events))
    , m_inspectFeed(std::move(inspectFeed))
    , m_thread(std::move(thread)) {
}

Engine::~Engine() {
    // On the engine thread: the opener must be ended by the thread it is tied to.
    [[maybe_unused]] const bool ended = m_thread->call(
        [this] {
            m_inspector.reset();
            endRun();
            m_net.reset();
        },
        kEndDeadline);
    m_thread->stop();
}

RunId Engine::start(StartLab command) {
    const RunId id = ++m_lastId;
    m_thread->loop().post([this, id, command = std::move(command)]() mutable {
        if (auto begun = begin(id, std::move(command)); !begun) {
            m_events->put(LabFinished{id, tl::unexpected(std::move(begun).error())});
        }
    });
    return id;
}

RunId Engine::start(StartSweep command) {
    const RunId id = ++m_lastId;
    m_thread->loop().post([this, id, command = std::move(command)]() mutable {
        if (auto begun = begin(id, std::move(command)); !begun) {
            m_events->put(SweepFinished{id, tl::unexpected(std::move(begun).error())});
        }
    });
    return id;
}

RunId Engine::start(StartExperiment command) {
    const RunId id = ++m_lastId;
    m_thread->loop().post([this, id, command = std::move(command)]() mutable {
        if (auto begun = begin(id, std::move(command)); !begun) {
            m_events->put(ExperimentFinished{id, tl::unexpected(std::move(begun).error())});
        }
    });
    return id;
}

RunId Engine::start(StartLive command) {
    const RunId id = ++m_lastId;
    m_thread->loop().post([this, id, command = std::move(command)]() mutable {
        if (auto begun = begin(id, std::move(command)); !begun) {
            m_events->put(LiveEnded{id, std::move(begun).error(), nullptr, nullptr});
        }
    });
    return id;
}

void Engine::send(RunId id, LiveCommand command) {
    m_thread->loop().post([this, id, command = std::move(command)] {
        if (id != m_current) {
            return;
        }
        if (const auto* packets = std::get_if<WatchPackets>(&command); packets != nullptr && m_experiment) {
            m_experiment->watchPackets(packets->watch);
        }
        if (!m_live) {
            return;
        }
        if (auto done = carryOut(command); !done) {
            m_events->put(LiveRefused{id, std::move(done).error()});
        }
    });
}

RunId Engine::save(std::filesystem::path file, std::shared_ptr<const wire::CapturedFrames> frames) {
    const RunId id = ++m_lastId;
    m_writer.post([id, file = std::move(file), frames = std::move(frames), events = m_events.get()] {
        events->put(PacketsSaved{id, file, wire::savePcap(file, *frames)});
    });
    return id;
}

void Engine::stop(RunId id) {
    m_thread->loop().post([this, id] {
        if (id != m_current) {
            return;
        }
        if (m_lab) {
            m_lab->interrupt();
        }
        if (m_sweep) {
            m_sweep->interrupt();
        }
        if (m_experiment) {
            m_experiment->interrupt();
        }
        if (m_live) {
            endLive(std::nullopt);
        }
    });
}

RunId Engine::start(StartInspecting command) {
    const RunId id = ++m_lastId;
    m_thread->loop().post([this, id, command = std::move(command)]() mutable {
        if (auto begun = begin(id, std::move(command)); !begun) {
            m_events->put(InspectRefused{id, std::move(begun).error()});
        }
    });
    return id;
}

void Engine::change(RunId id, inspect::InspectSettings settings) {
    m_thread->loop().post([this, id, settings = std::move(settings)]() mutable {
        if (!m_inspector || id != m_inspecting) {
            return;
        }
        if (auto changed = m_inspector->change(std::move(settings)); !changed) {
            m_events->put(InspectRefused{id, std::move(changed).error()});
        }
    });
}

void Engine::stopInspecting(RunId id) {
    m_thread->loop().post([this, id] {
        if (id == m_inspecting) {
            m_inspector.reset();
            m_inspecting = 0;
        }
    });
}

void Engine::listNamespaces() {
    m_thread->loop().post([this] { m_events->put(NamespacesListed{inspect::listNamespaces()}); });
}

Result<> Engine::enterNamespace() {
    // A namespace whose opener has gone cannot be used again.
    if (m_net && m_net->hasEnded()) {
        m_net.reset();
    }
    if (!m_net) {
        LS_TRY_ASSIGN(m_net, netns::NetNamespace::create(m_openerProgram));
        LS_TRY(m_net->freshen()); // its first namespace goes to the probe, every run makes its own
        const auto holdsOneMore = lab::synQueueHoldsOneMore(*m_net);
        m_context.synQueueHoldsOneMore = holdsOneMore ? std::optional(*holdsOneMore) : std::nullopt;
    }
    return {};
}

Result<> Engine::begin(RunId id, StartLab command) {
    if (m_current != 0) {
        return busy();
    }
    LS_TRY(lab::checkPlan(command.plan, m_context.catalogue));
    LS_TRY(enterNamespace());
    LS_TRY(m_net->freshen());
    m_sink = std::move(command.sink);
    m_lab = std::make_unique<lab::LabRun>(
        m_thread->loop(), m_context, *m_net, std::move(command.plan), m_sink.get(),
        [this, id, pcap = command.pcap](Result<lab::RunResult> result) {
            endRun();
            put(LabFinished{id, std::move(result)}, pcap);
        },
        wire::WireOptions{.pcap = command.pcap});
    if (auto started = m_lab->start(); !started) {
        endRun();
        return started;
    }
    m_current = id;
    return {};
}

Result<> Engine::begin(RunId id, StartSweep command) {
    if (m_current != 0) {
        return busy();
    }
    LS_TRY_ASSIGN(std::vector<sweep::SweepPoint> points, sweep::expand(command.plan, m_context.catalogue));
    LS_TRY(enterNamespace());
    m_sweep = std::make_unique<sweep::SweepRun>(
        m_thread->loop(), m_context, *m_net, std::move(command.plan), std::move(points),
        [this, id](const sweep::SweepRow& row, std::size_t total) {
            m_events->put(SweepRowDone{id, row, total});
        },
        [this, id, pcap = command.pcap](sweep::SweepResult result) {
            endRun();
            const bool leavesNothing = result.error && result.rows.empty();
            put(SweepFinished{id, std::move(result)}, leavesNothing ? nullptr : pcap);
        },
        wire::WireOptions{.pcap = command.pcap});
    m_current = id;
    m_sweep->start();
    return {};
}

Result<> Engine::begin(RunId id, StartExperiment command) {
    if (m_current != 0) {
        return busy();
    }
    LS_TRY(enterNamespace());
    m_experimentFeed.begin(id);
    experiment::ExperimentObserver& observer = *this;
    m_experiment = std::make_unique<experiment::ExperimentRun>(m_thread->loop(), m_context, *m_net,
                                                               std::move(command.preset), observer);
    m_current = id;
    m_experiment->start();
    return {};
}

Result<> Engine::begin(RunId id, StartLive command) {
    LS_TRY(lab::checkLiveSetup(command.setup, m_context.catalogue));
    if (m_live) {
        endLive(std::nullopt);
    }
    if (m_current != 0) {
        return busy();
    }
    LS_TRY(enterNamespace());
    LS_TRY(m_net->freshen());
    m_sink = std::move(command.sink);
    m_liveFeed.begin(id);
    lab::LiveObserver& observer = *this;
    m_live = std::make_unique<lab::LiveLab>(m_thread->loop(), m_context, *m_net, std::move(command.setup), m_sink.get(),
                                            observer);
    if (auto started = m_live->start(); !started) {
        endRun();
        return started;
    }
    m_current = id;
    m_events->put(LiveStarted{id});
    return {};
}

Result<> Engine::begin(RunId id, StartInspecting command) {
    m_inspector.reset();
    m_inspecting = id;
    m_inspectFeed->begin(id);
    LS_TRY_ASSIGN(m_inspector, inspect::Inspector::start(
                                   std::move(command.settings),
                                   [feed = m_inspectFeed.get()](inspect::Look look) { feed->put(std::move(look)); }));
    return {};
}

Result<> Engine::carryOut(const LiveCommand& command) {
    return std::visit(Overloaded{
                          [this](const SetBacklog& c) { return m_live->setBacklog(c.backlog); },
                          [this](const SetAcceptPolicy& c) { return m_live->setAcceptPolicy(c.policy); },
                          [this](const SetWire& c) { return m_live->setWire(c.plan); },
                          [this](const SetSysctl& c) { return m_live->setSysctl(c.setting); },
                          [this](const RevertSysctl& c) { return m_live->revertSysctl(c.key); },
                          [this](const RevertSysctls&) { return m_live->revertSysctls(); },
                          [this](const UseHostSysctls&) { return m_live->useHostSysctls(); },
                          [this](const StartLoad& c) { return m_live->startLoad(c.plan, c.repeatEvery); },
                          [this](const StopLoad&) -> Result<> {
                              m_live->stopLoad();
                              return {};
                          },
                          [this](const WatchPackets& c) { return m_live->watchPackets(c.watch); },
                          [this](const SavePackets& c) { return save(c.file); },
                          [this](const Mark& c) -> Result<> {
                              m_live->mark(c.text);
                              return {};
                          },
                      },
                      command);
}

void Engine::endLive(std::optional<Error> error) {
    const RunId id = m_current;
    auto kept = m_live->frames();
    auto last = m_live->finish();
    endRun();
    auto frames = kept ? std::make_shared<const wire::CapturedFrames>(std::move(*kept)) : nullptr;
    m_events->put(LiveEnded{id, std::move(error), std::move(last), std::move(frames)});
}

void Engine::onSnapshot(std::shared_ptr<const lab::LiveSnapshot> snapshot, const std::vector<Sample>& samples) {
    m_liveFeed.put(std::move(snapshot), samples);
}

void Engine::onEvent(const lab::RunEvent& event) {
    m_events->put(LiveHappened{m_current, event});
}

void Engine::onPackets(std::shared_ptr<const wire::PacketLog> packets) {
    m_liveFeed.put(std::move(packets));
}

/// The disk may be slow, and the engine waits for none.
Result<> Engine::save(const std::filesystem::path& file) {
    LS_TRY_ASSIGN(auto frames, m_live->frames());
    m_writer.post([id = m_current, file, frames = std::move(frames), events = m_events.get()] {
        events->put(PacketsSaved{id, file, wire::savePcap(file, frames)});
    });
    return {};
}

void Engine::onOpenerGone() {
    m_thread->loop().post([this, id = m_current] {
        if (m_live && id == m_current) {
            endLive(Error{ErrorCode::OpenerGone, 0, "the process that holds the laboratory's namespace has ended",
                          "what was measured until then is kept; start the laboratory again"});
        }
    });
}

void Engine::onRunStarted(std::size_t run) {
    m_events->put(ExperimentRunStarted{m_current, run});
}

void Engine::onProgress(std::size_t run, std::shared_ptr<const lab::RunSeries> series) {
    m_experimentFeed.put(run, std::move(series));
}

void Engine::onPackets(std::size_t run, std::shared_ptr<const wire::PacketLog> packets) {
    m_experimentFeed.put(run, std::move(packets));
}

void Engine::onRunDone(std::size_t run, const experiment::RunOutcome& outcome) {
    m_events->put(ExperimentRunDone{m_current, run, outcome});
}

void Engine::onCheckDone(std::size_t check, const experiment::CheckOutcome& outcome) {
    m_events->put(ExperimentCheckDone{m_current, check, outcome});
}

void Engine::onExperimentFinished(experiment::ExperimentResult result) {
    const RunId id = m_current;
    endRun();
    m_events->put(ExperimentFinished{id, std::move(result)});
}

/// The disk may be slow, and the engine waits for none.
template <typename Finished>
void Engine::put(Finished event, std::shared_ptr<wire::PcapRecorder> pcap) {
    if (!pcap || !event.result) {
        m_events->put(std::move(event));
        return;
    }
    m_writer.post([event = std::move(event), pcap = std::move(pcap), events = m_events.get()]() mutable {
        if (auto written = pcap->finish(); !written) {
            event.result->problems.push_back(std::move(written).error());
        }
        events->put(std::move(event));
    });
}

void Engine::endRun() {
    m_live.reset();
    m_experiment.reset();
    m_lab.reset();
    m_sweep.reset();
    m_sink.reset();
    m_current = 0;
}

} // namespace ls::control
