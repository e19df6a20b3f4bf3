// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/filter.h"
#include "engine/inspect/snapshot.h"
#include "engine/kernel/tcp_counters.h"

#include <optional>
#include <string>
#include <vector>

namespace ls::cli {

/// The one queue that is watched closely, and how fast connections leave it as far as that is known.
struct WatchedQueue {
    inspect::SocketIdentity listener;
    std::optional<double> leavingRate;

    [[nodiscard]] std::optional<double> rateOf(const inspect::Listener& each) const {
        return each.id == listener ? leavingRate : std::nullopt;
    }
};

/// How a snapshot is written out.
struct SnapshotView {
    filter::Filter filter;
    bool allSockets = false;
    kernel::CounterValues counters; ///< to show
    WatchedQueue watched;
    bool interrupted = false;
};

/// The public JSON document, on one line when `oneLine`. Keys may be added, never renamed or removed.
[[nodiscard]] std::string inspectJson(const inspect::Snapshot& snapshot, const SnapshotView& view, bool oneLine);

/// CSV columns of the listeners, without preamble.
[[nodiscard]] const std::vector<std::string>& inspectCsvHeader();
[[nodiscard]] std::vector<std::string> inspectCsvFields(const inspect::Snapshot& snapshot,
                                                        const inspect::Listener& listener);

/// The time of a snapshot, UTC: "2026-01-31T12:00:00.123Z".
[[nodiscard]] std::string snapshotTime(const inspect::Snapshot& snapshot);

} // namespace ls::cli
