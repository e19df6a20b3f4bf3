// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/inspect_json.h"
#include "app/cli/signal_watch.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/control/engine.h"
#include "engine/filter/filter.h"
#include "engine/inspect/leaving_rate.h"

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

    /// From now on the fullest listener for which the filter holds is watched closely, where one is filling: ten looks
    /// a second do not see what leaves a queue.
    void watchFullest(filter::Filter filter);
    [[nodiscard]] WatchedQueue watched() const;

    static constexpr std::chrono::seconds kPatience{10};

private:
    /// Waits for something new, at most until `when`; false at `when` or after a signal.
    [[nodiscard]] Result<bool> waitUntil(TimePoint when);

    void take(const control::InspectUpdate& update);
    void follow(const inspect::Snapshot& snapshot);

    control::Engine& m_engine;
    SignalWatch& m_signals;
    inspect::InspectSettings m_settings;
    control::RunId m_id;
    inspect::SnapshotRef m_newest;
    std::optional<filter::Filter> m_filter; ///< nullopt: none is watched
    inspect::LeavingRate m_leaving;
    bool m_isItsOwn = false; ///< the samples to come are the watched one's
    bool m_interrupted = false;
};

} // namespace ls::cli
