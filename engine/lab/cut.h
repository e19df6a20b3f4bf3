// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/tcp_counters.h"
#include "engine/lab/apparatus.h"
#include "engine/lab/books.h"
#include "engine/lab/socket_census.h"
#include "engine/lab/wire_view.h"
#include "engine/load/load_clients.h"
#include "engine/server/listener_reading.h"

#include <chrono>
#include <optional>
#include <vector>

namespace ls::lab {

/// A thread of a run that has not answered by then hangs; a busy machine keeps one waiting for a few seconds.
inline constexpr std::chrono::milliseconds kLoopDeadline{10'000};

/// All readings of a run that belong together, taken while nothing moved.
struct Cut {
    kernel::CounterValues movement; ///< of every counter, since the run began
    Census census;
    std::vector<server::ListenerReading> listeners;
    load::LoadSnapshot load;
    std::uint64_t accepted = 0;
    std::uint64_t discarded = 0;
    std::uint64_t givenUp = 0;
    std::optional<WireSummary> wire; ///< a stopped one
    bool quiet = false;              ///< no counter of a handshake moved while the others were read
};

/// Reads a run whose generator and acceptors have been halted, and whose wire has been stopped. Handshakes go on
/// without them (the kernel repeats SYNs), so the counters are read before and after everything else, and all again
/// until they agree, at most 20 times.
[[nodiscard]] Result<Cut> readCut(Apparatus& lab, load::LoadClients& load);

/// Whether no counter of a handshake, a drop or a retransmit moved between two readings.
[[nodiscard]] bool isQuiet(const kernel::CounterValues& before, const kernel::CounterValues& after);

/// What about a wired laboratory's settings decides which equations are exact.
struct WireRules {
    bool aborts = false;        ///< tcp_abort_on_overflow: the server resets handshakes
    bool synsMayRepeat = false; ///< two SYNs of one client can be on the wire at the same time

    [[nodiscard]] static WireRules of(const wire::WirePlan& plan, const kernel::QueueModel& model);
};

/// What packets under way or lost mean for the terms, which hold everything else.
void addWireTerms(const WireRules& rules, const WireSummary& wire, BookTerms& terms);

/// The figures of the books. What was planned, and which equations are exact, the caller adds.
[[nodiscard]] BookTerms bookTerms(const Cut& cut);

} // namespace ls::lab
