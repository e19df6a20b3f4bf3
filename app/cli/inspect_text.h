// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/inspect_json.h"
#include "engine/inspect/advisor.h"
#include "engine/inspect/snapshot.h"

#include <string>
#include <vector>

namespace ls::cli {

/// What a person reads on the terminal: what cannot be seen, the listeners as a table, how long those that are
/// filling let wait, the states in a line.
[[nodiscard]] std::string inspectText(const inspect::Snapshot& snapshot, const SnapshotView& view);

/// How long the last in the queue will wait, with the figures it is made of; where that is not known, why.
[[nodiscard]] std::string waitText(const inspect::Listener& listener, const WatchedQueue& watched);

/// The advisor's findings, indented, each with what would change it; empty without any.
[[nodiscard]] std::string adviceText(const std::vector<inspect::Finding>& findings);

} // namespace ls::cli
