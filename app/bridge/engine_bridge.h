// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/control/engine.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QSocketNotifier>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace ls::bridge {

/// The engine as the UI thread sees it: commands are values, answers are signals with immutable values and a run id.
/// Events are drained when there are any, at most every 33 ms, so that a busy engine costs one repaint per frame and an
/// idle one nothing; what a live laboratory shows is fetched every 33 ms while one is open. The engine does one thing
/// at a time: a sweep or an experiment ends the live laboratory. Looking at the machine's sockets goes on beside all
/// that. Lives on the UI thread; nothing here waits.
class EngineBridge final : public QObject {
    Q_OBJECT

public:
    /// Without an engine (this machine cannot run one) the rest of the program works; startProblem() says why.
    explicit EngineBridge(Result<std::unique_ptr<control::Engine>> engine, QObject* parent = nullptr);
    ~EngineBridge() override;

    [[nodiscard]] const std::optional<Error>& startProblem() const { return m_problem; }
    [[nodiscard]] const kernel::SysctlCatalogue& catalogue() const { return m_catalogue; }
    /// With a sweep or an experiment; a live laboratory that is open gives way.
    [[nodiscard]] bool isBusy() const { return !m_running.isEmpty(); }

    control::RunId start(control::StartSweep command);
    control::RunId start(control::StartExperiment command);
    /// Takes the place of the live laboratory that is open.
    control::RunId start(control::StartLive command);
    void send(control::RunId id, control::LiveCommand command);
    /// Answered with packetsSaved(), which bears the id returned.
    control::RunId save(std::filesystem::path file, std::shared_ptr<const wire::CapturedFrames> frames);
    /// Ends the run early; its finished part still arrives.
    void stop(control::RunId id);
    /// Ends the run and forgets it: nothing of it arrives any more.
    void abandon(control::RunId id);

    /// Takes the place of the inspector at work. What it shows arrives with inspected(), at most every 33 ms.
    control::RunId inspect(inspect::InspectSettings settings);
    /// Anything but the namespace.
    void changeInspection(inspect::InspectSettings settings);
    void stopInspecting();
    /// Answered with namespacesListed().
    void listNamespaces();

signals:
    void inspected(ls::control::RunId id, const ls::control::InspectUpdate& update);
    /// It could not begin, or what was asked of it is refused.
    void inspectionRefused(ls::control::RunId id, const ls::Error& error);
    void namespacesListed(const std::vector<ls::inspect::NetNamespaceInfo>& namespaces);

    void sweepRowDone(ls::control::RunId id, const ls::sweep::SweepRow& row, std::size_t total);
    void sweepFinished(ls::control::RunId id, const ls::sweep::SweepResult& result);

    // Runs and checks by their place in the preset.
    void experimentRunStarted(ls::control::RunId id, std::size_t run);
    /// How the run in progress goes so far, once per frame.
    void experimentProgressed(ls::control::RunId id, const ls::control::ExperimentUpdate& update);
    void experimentRunDone(ls::control::RunId id, std::size_t run, const ls::experiment::RunOutcome& outcome);
    void experimentCheckDone(ls::control::RunId id, std::size_t check, const ls::experiment::CheckOutcome& outcome);
    void experimentFinished(ls::control::RunId id, const ls::experiment::ExperimentResult& result);

    /// Nothing was run.
    void couldNotBegin(ls::control::RunId id, const ls::Error& error);
    void busyChanged(bool busy);

    void liveStarted(ls::control::RunId id);
    /// Once per frame, with a snapshot and the samples since the frame before.
    void liveShown(ls::control::RunId id, const ls::control::LiveUpdate& update);
    void liveHappened(ls::control::RunId id, const ls::lab::RunEvent& event);
    void liveRefused(ls::control::RunId id, const ls::Error& error);
    /// While they are watched.
    void packetsShown(ls::control::RunId id, const std::shared_ptr<const ls::wire::PacketLog>& packets);
    /// The file is whole, or could not be written.
    void packetsSaved(ls::control::RunId id, const ls::control::PacketsSaved& saved);
    /// The last word; what it had to show has been shown. `frames`: the packets of its wire, for save(); may be null.
    void liveEnded(ls::control::RunId id, const std::optional<ls::Error>& error,
                   const std::shared_ptr<const ls::wire::CapturedFrames>& frames);

private:
    void onReadable();
    void drain();
    void deliver(const control::Event& event);
    void deliverExperiment(const control::Event& event);
    void deliverLive(const control::Event& event);
    void deliverInspection(const control::Event& event);
    void onInspected();
    void fetchInspection();
    void fetchLive();
    void fetchExperiment();
    void endLive(const control::LiveEnded& event);
    void remember(control::RunId id);
    void forget(control::RunId id);

    std::unique_ptr<control::Engine> m_engine;
    std::optional<Error> m_problem;
    kernel::SysctlCatalogue m_catalogue;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_frame;
    QElapsedTimer m_sinceDrain;
    QSet<control::RunId> m_running; ///< sweeps and experiments
    control::RunId m_live = 0;      ///< 0: none is open
    QTimer m_liveFrame;
    QTimer m_experimentFrame;
    control::RunId m_inspecting = 0; ///< 0: nothing is inspected
    std::unique_ptr<QSocketNotifier> m_inspectNotifier;
    QTimer m_inspectFrame;
    QElapsedTimer m_sinceInspected;
};

} // namespace ls::bridge
