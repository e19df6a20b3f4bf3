// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/snapshot.h"

#include <QList>

#include <deque>
#include <map>

namespace ls::model {

/// The last minute of every listener, at the rate of the snapshots: for the small curves of the table, and for the
/// scope's first picture of a listener that is selected. 10 Hz cost 20 kB for each. UI thread.
class ListenerTrails final {
public:
    static constexpr std::chrono::seconds kSpan{60};
    static constexpr int kColumns = 60;

    struct Moment {
        Nanoseconds time{}; ///< since looking began
        std::uint32_t depth = 0;
        std::uint32_t deepest = 0; ///< since the moment before
        std::uint32_t limit = 0;
        std::uint32_t halfOpen = 0;
        double dropsPerSecond = 0;
    };
    using Trail = std::deque<Moment>;

    void append(const inspect::Snapshot& snapshot);
    void clear() { m_trails.clear(); }

    /// Empty for one that was never seen.
    [[nodiscard]] const Trail& of(const inspect::SocketIdentity& id) const;
    /// The deepest it was in each second, the newest last; -1 where nothing is known.
    [[nodiscard]] static QList<int> peaks(const Trail& trail, Nanoseconds now);

private:
    struct Kept {
        Trail trail;
        std::uint64_t snapshot = 0; ///< that it was in last
    };
    std::map<inspect::SocketIdentity, Kept> m_trails;
};

} // namespace ls::model
