// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/advisor.h"
#include "engine/inspect/snapshot.h"

#include <optional>

namespace ls::inspect {

/// What the snapshot tells of a listener, for the advisor. `leavingRate`: connections a second that left its queue,
/// where that was watched.
[[nodiscard]] ListenerFacts factsOf(const Listener& listener, const Snapshot& snapshot,
                                    std::optional<double> leavingRate);

/// Seconds until a connection that joins the queue now is accepted: depth / rate; nullopt where none leave.
[[nodiscard]] std::optional<double> predictedWait(std::uint32_t depth, double leavingRate);

} // namespace ls::inspect
