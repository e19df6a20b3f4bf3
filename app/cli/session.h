// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/signal_watch.h"
#include "engine/base/result.h"
#include "engine/control/engine.h"

#include <functional>

namespace ls::cli {

/// One command's conversation with the engine: starts it, waits on its events and on the signals, stops it at the first
/// signal. Main thread.
class Session final {
public:
    Session(control::Engine& engine, SignalWatch& signals)
        : m_engine(engine)
        , m_signals(signals) {}

    [[nodiscard]] Result<lab::RunResult> runLab(control::StartLab command);

    using RowDone = std::function<Result<>(const control::SweepRowDone&)>;
    /// An error of `rowDone` (its file cannot be written) stops the sweep and is returned.
    [[nodiscard]] Result<sweep::SweepResult> runSweep(control::StartSweep command, const RowDone& rowDone);

    /// `runStarted` hears the place of each run in the preset.
    [[nodiscard]] Result<experiment::ExperimentResult>
    runExperiment(control::StartExperiment command, const std::function<void(std::size_t)>& runStarted);

private:
    /// Waits for one event at least; stops `id` when a signal comes.
    [[nodiscard]] std::vector<control::Event> nextEvents(control::RunId id);

    control::Engine& m_engine;
    SignalWatch& m_signals;
    bool m_interrupted = false;
};

} // namespace ls::cli
