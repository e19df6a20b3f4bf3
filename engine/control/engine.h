// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/mailbox.h"
#include "engine/base/result.h"
#include "engine/control/commands.h"
#include "engine/control/events.h"
#include "engine/control/experiment_feed.h"
#include "engine/control/inspect_feed.h"
#include "engine/control/live_feed.h"
#include "engine/experiment/experiment_run.h"
#include "engine/inspect/inspector.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "engine/lab/apparatus.h"
#include "engine/lab/lab_run.h"
#include "engine/lab/live_lab.h"
#include "engine/netns/net_namespace.h"
#include "engine/reactor/loop_thread.h"
#include "engine/record/writer_thread.h"
#include "engine/sweep/sweep_run.h"

#include <filesystem>
#include <memory>

namespace ls::control {

/// The background engine thread behind one door: commands in, events out, nobody waits. Owns the laboratory's namespace
/// and the run in progress; one at a time, a command while another runs is answered with an error event. Any thread.
/// The destructor ends what runs and joins.
class Engine final : private lab::LiveObserver, private experiment::ExperimentObserver {
public:
    /// Fails with ErrorCode::Refused on a kernel too old to be explained. The namespace is entered at the first run, so
    /// a machine that forbids it answers there.
    [[nodiscard]] static Result<std::unique_ptr<Engine>> create(std::filesystem::path openerProgram);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    RunId start(StartLab command);
    RunId start(StartSweep command);
    RunId start(StartExperiment command);
    RunId start(StartLive command);
    /// To the live laboratory `id`; one that has ended is not touched. WatchPackets is also an experiment's.
    void send(RunId id, LiveCommand command);
    /// Writes packets that an experiment's run, or a laboratory that has ended, kept into a capture file; answered with
    /// PacketsSaved.
    RunId save(std::filesystem::path file, std::shared_ptr<const wire::CapturedFrames> frames);
    /// Ends a run early: a lab's result holds what was measured, a sweep's the finished rows, an
    /// experiment's the finished runs and checks. Ends a live laboratory. A
    /// run that has ended, or another one, is not touched.
    void stop(RunId id);

    /// Looks at this machine's sockets, beside whatever runs in the laboratory. InspectRefused when it cannot begin.
    RunId start(StartInspecting command);
    /// Anything but the namespace; an inspector that has ended is not touched.
    void change(RunId id, inspect::InspectSettings settings);
    void stopInspecting(RunId id);
    /// Answered with NamespacesListed.
    void listNamespaces();

    /// What happens, in order. One reader.
    [[nodiscard]] Mailbox<Event>& events() { return *m_events; }
    /// What the live laboratory shows. One reader, who takes when it likes.
    [[nodiscard]] LiveFeed& liveFeed() { return m_liveFeed; }
    /// How an experiment's run goes so far. One reader, who takes when it likes.
    [[nodiscard]] ExperimentFeed& experimentFeed() { return m_experimentFeed; }
    /// What the inspector shows. One reader, who takes when it likes.
    [[nodiscard]] InspectFeed& inspectFeed() { return *m_inspectFeed; }
    [[nodiscard]] const kernel::SysctlCatalogue& catalogue() const { return m_context.catalogue; }

private:
    Engine(std::filesystem::path openerProgram, lab::LabContext context, std::unique_ptr<Mailbox<Event>> events,
           std::unique_ptr<InspectFeed> inspectFeed, std::unique_ptr<reactor::LoopThread> thread);

    // Engine thread.
    [[nodiscard]] Result<> enterNamespace();
    [[nodiscard]] Result<> begin(RunId id, StartLab command);
    [[nodiscard]] Result<> begin(RunId id, StartSweep command);
    [[nodiscard]] Result<> begin(RunId id, StartExperiment command);
    [[nodiscard]] Result<> begin(RunId id, StartLive command);
    [[nodiscard]] Result<> begin(RunId id, StartInspecting command);
    [[nodiscard]] Result<> carryOut(const LiveCommand& command);
    void endLive(std::optional<Error> error);
    void endRun();
    /// Puts the event of a run that ended; where its packets were recorded, when their file is in its place. What came
    /// in between is one of the result's problems.
    template <typename Finished>
    void put(Finished event, std::shared_ptr<wire::PcapRecorder> pcap);

    void onSnapshot(std::shared_ptr<const lab::LiveSnapshot> snapshot, const std::vector<Sample>& samples) override;
    void onEvent(const lab::RunEvent& event) override;
    void onOpenerGone() override;
    void onPackets(std::shared_ptr<const wire::PacketLog> packets) override;
    [[nodiscard]] Result<> save(const std::filesystem::path& file);

    void onRunStarted(std::size_t run) override;
    void onProgress(std::size_t run, std::shared_ptr<const lab::RunSeries> series) override;
    void onPackets(std::size_t run, std::shared_ptr<const wire::PacketLog> packets) override;
    void onRunDone(std::size_t run, const experiment::RunOutcome& outcome) override;
    void onCheckDone(std::size_t check, const experiment::CheckOutcome& outcome) override;
    void onExperimentFinished(experiment::ExperimentResult result) override;

    std::filesystem::path m_openerProgram;
    lab::LabContext m_context;
    std::unique_ptr<Mailbox<Event>> m_events;
    LiveFeed m_liveFeed;
    ExperimentFeed m_experimentFeed;
    std::unique_ptr<InspectFeed> m_inspectFeed;
    std::atomic<RunId> m_lastId{0};
    std::unique_ptr<reactor::LoopThread> m_thread;
    record::WriterThread m_writer; ///< of capture files

    // Only the engine thread touches these.
    std::unique_ptr<netns::NetNamespace> m_net;
    RunId m_current = 0; ///< 0: nothing runs
    std::shared_ptr<lab::SampleSink> m_sink;
    std::unique_ptr<lab::LabRun> m_lab;
    std::unique_ptr<sweep::SweepRun> m_sweep;
    std::unique_ptr<experiment::ExperimentRun> m_experiment;
    std::unique_ptr<lab::LiveLab> m_live;
    RunId m_inspecting = 0; ///< 0: nothing is inspected
    std::unique_ptr<inspect::Inspector> m_inspector;
};

} // namespace ls::control
