// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/inspect_json.h"
#include "engine/inspect/snapshot.h"

#include <string>

namespace ls::cli {

/// What a person reads on the terminal: what cannot be seen, the listeners as a table, the states in a line.
[[nodiscard]] std::string inspectText(const inspect::Snapshot& snapshot, const SnapshotView& view);

/// "0.0.0.0:80", "[::1]:80", "/run/x.sock"
[[nodiscard]] std::string listenerAddress(const inspect::Listener& listener);

} // namespace ls::cli
