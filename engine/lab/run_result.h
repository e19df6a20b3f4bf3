// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/kernel/drop_causes.h"
#include "engine/kernel/queue_model.h"
#include "engine/kernel/tcp_counters.h"
#include "engine/kernel/tcp_state.h"
#include "engine/lab/books.h"
#include "engine/lab/prediction.h"
#include "engine/lab/queue_sampler.h"
#include "engine/lab/wire_view.h"
#include "engine/load/outcome.h"
#include "engine/metrics/latency_histogram.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ls::lab {

/// Why a run ended.
enum class EndReason {
    WindowOver,  ///< its duration was over
    AllDone,     ///< every client was done (only where clients close)
    Interrupted, ///< somebody asked it to stop
    OpenerGone,  ///< the process holding the namespace was killed; what was measured until then is here
};

struct ListenerSummary {
    std::uint32_t limit = 0; ///< at its last listen()
    std::uint32_t deepest = 0;
    std::uint64_t accepted = 0;
    std::uint64_t drops = 0;
};

struct ServerSummary {
    std::uint64_t accepted = 0;
    std::vector<std::uint64_t> perReactor;
    std::uint64_t queued = 0;
    std::uint64_t discarded = 0;
    std::uint64_t halfOpen = 0;
    std::uint64_t unknown = 0;
    std::uint64_t shed = 0;    ///< accepted and closed at once: no descriptors left
    std::uint64_t givenUp = 0; ///< ended by the server's reset or because the client no longer answered
};

/// Everything measured in one run, read at its cut. A value.
struct RunResult {
    std::string kernel; ///< release
    EndReason end = EndReason::WindowOver;
    Nanoseconds duration{}; ///< clock start to cut

    std::string address;
    std::int64_t backlogRequested = 0; ///< of the last listen()
    std::int64_t somaxconn = 0;
    std::vector<ListenerSummary> listeners;

    load::OutcomeCounts clients;
    ServerSummary server;

    SamplingQuality sampling;
    std::uint32_t deepest = 0;
    double statesRateHz = 0;
    kernel::TcpStateCounts serverStates{};
    kernel::TcpStateCounts clientStates{};

    kernel::CounterValues counters; ///< movement since the run began
    kernel::DropCauses causes;
    HistogramSnapshot connectLatency;
    std::optional<WireSummary> wire;           ///< wired runs only
    std::optional<HistogramSnapshot> lateness; ///< of the generator; open loop only
    HistogramSnapshot queueWait;

    kernel::QueueModel model;
    Prediction prediction;
    std::optional<bool> predictionMatches;
    Verdict conservation;

    std::vector<std::string> limits; ///< what bounded the run, and what it had to assume: limitsOf() in summarise.h
    std::map<std::string, std::string> sysctls; ///< effective values, as the last step in time left them
    std::map<std::string, std::string> sysctlsRequested;
    std::vector<Error> problems; ///< trouble of the instruments themselves

    /// Sums over the listeners.
    [[nodiscard]] std::uint64_t capacity() const;
    [[nodiscard]] std::uint64_t listenerDrops() const;
};

} // namespace ls::lab
