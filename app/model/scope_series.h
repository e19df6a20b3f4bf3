// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/listener_trails.h"
#include "engine/inspect/leaving_rate.h"
#include "engine/inspect/snapshot.h"
#include "engine/metrics/history.h"
#include "engine/metrics/sample.h"
#include "engine/metrics/stack_history.h"

#include <optional>
#include <vector>

namespace ls::model {

/// The selected listener over time, as series for the plots. Times count from when looking began. UI thread.
class ScopeSeries final {
public:
    /// A time in which its drops moved although no sample saw the queue full.
    struct HiddenBurst {
        double from = 0;
        double to = 0;
    };

    /// Another listener, or none; begins with what is known of it.
    void follow(const std::optional<inspect::SocketIdentity>& id, const ListenerTrails::Trail& trail);
    /// `samples` are the selected listener's, and may be empty: then the snapshot's own reading counts. False if the
    /// listener is not in it.
    bool append(const inspect::Snapshot& snapshot, const std::vector<Sample>& samples);

    [[nodiscard]] const std::optional<inspect::SocketIdentity>& listener() const { return m_listener; }
    [[nodiscard]] const History& depth() const { return m_depth; }
    [[nodiscard]] const History& limit() const { return m_limit; }
    [[nodiscard]] const History& halfOpen() const { return m_halfOpen; }
    [[nodiscard]] const History& drops() const { return m_drops; } ///< per second
    [[nodiscard]] const StackHistory& states() const { return m_states; }
    [[nodiscard]] const std::vector<HiddenBurst>& hiddenBursts() const { return m_hiddenBursts; }
    /// inspect::LeavingRate of every sample.
    [[nodiscard]] std::optional<double> leavingRate() const { return m_leaving.perSecond(); }

private:
    void clear();
    void appendDepth(Nanoseconds now, const inspect::Listener& listener, const std::vector<Sample>& samples);
    void appendStates(const inspect::Snapshot& snapshot, const inspect::Listener& listener);
    void noteBurst(Nanoseconds now, const inspect::Listener& listener);

    std::optional<inspect::SocketIdentity> m_listener;
    History m_depth;
    History m_limit;
    History m_halfOpen;
    History m_drops;
    StackHistory m_states;
    std::vector<HiddenBurst> m_hiddenBursts;
    inspect::LeavingRate m_leaving;
    Nanoseconds m_last{};
    TimePoint m_statesTime{};
};

} // namespace ls::model
