// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/signal_watch.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/control/engine.h"

namespace ls::cli {

/// A command's conversation with the engine's inspector. Main thread.
class InspectSession final {
public:
    InspectSession(control::Engine& engine, SignalWatch& signals, inspect::InspectSettings settings);
    ~InspectSession();
    InspectSession(const InspectSession&) = delete;
    InspectSession& operator=(const InspectSession&) = delete;

    /// The first snapshot in which everything is known that can be: owners and states, all sockets if asked for. After
    /// kPatience what is known by then.
    [[nodiscard]] Result<inspect::SnapshotRef> complete();
    /// The newest snapshot at `when`; sooner after a signal.
    [[nodiscard]] Result<inspect::SnapshotRef> newestAt(TimePoint when);
    [[nodiscard]] bool interrupted() const { return m_interrupted; }

    static constexpr std::chrono::seconds kPatience{10};

private:
    /// Waits for something new, at most until `when`; false at `when` or after a signal.
    [[nodiscard]] Result<bool> waitUntil(TimePoint when);

    control::Engine& m_engine;
    SignalWatch& m_signals;
    bool m_allSockets;
    control::RunId m_id;
    inspect::SnapshotRef m_newest;
    bool m_interrupted = false;
};

} // namespace ls::cli
