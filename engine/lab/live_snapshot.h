// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/kernel/drop_causes.h"
#include "engine/kernel/queue_model.h"
#include "engine/kernel/tcp_counters.h"
#include "engine/kernel/tcp_state.h"
#include "engine/lab/books.h"
#include "engine/lab/lab_setup.h"
#include "engine/lab/prediction.h"
#include "engine/lab/queue_sampler.h"
#include "engine/load/load_plan.h"
#include "engine/load/outcome.h"
#include "engine/metrics/latency_histogram.h"
#include "engine/wire/wire_stats.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ls::lab {

/// One listening socket, read from the kernel as the snapshot was made.
struct LiveListener {
    std::uint32_t limit = 0;    ///< in force since its last listen(): min(asked, somaxconn)
    std::uint64_t capacity = 0; ///< limit + 1
    std::uint32_t depth = 0;    ///< waiting for accept()
    std::uint64_t drops = 0;    ///< SK_MEMINFO_DROPS, since it was created
    std::uint64_t accepted = 0;
};

enum class LoadPhase {
    None,      ///< no load was started yet, or the last one was stopped
    Preparing, ///< a burst's sockets are being opened
    Running,
    Holding, ///< every client is done; their connections are open until the load is stopped
    Ending,  ///< its connections are being closed
};

/// The load at work, or the last one.
struct LiveLoad {
    LoadPhase phase = LoadPhase::None;
    std::uint32_t number = 0; ///< of the loads of this lab: 1 for the first, 0 before it
    load::LoadPlan plan;
    std::optional<Nanoseconds> repeatEvery;
    load::OutcomeCounts clients;
    std::optional<HistogramSnapshot> lateness; ///< of the generator; open loop only
};

/// Both ends of every connection by state, counted apart from the snapshot and not as often: see `rateHz`.
struct LiveCensus {
    Nanoseconds time{};              ///< when it was counted; 0: not yet
    kernel::TcpStateCounts server{}; ///< index: kernel::TcpState
    kernel::TcpStateCounts client{}; ///< index: kernel::TcpState
    /// SYN_RECV at the server while the client believes it is connected, in two counts one after the other.
    std::uint64_t halfOpen = 0;
    /// Clients that believe they are connected and have no socket at the server, in two counts one after the other
    /// (one that is just being born looks the same for a moment).
    std::uint64_t unknown = 0;
    double rateHz = 0;   ///< counts per second, really
    double cpuShare = 0; ///< of one core; at most a tenth is allowed
};

/// One row of the sysctl table.
struct LiveSysctl {
    std::string value;                    ///< in force
    std::optional<std::string> requested; ///< what was asked for, if anything was
    std::string initial;                  ///< the kernel's default, as the fresh namespace had it
};
using LiveSysctls = std::map<std::string, LiveSysctl>;

/// The conservation laws are exact only at a cut (see BookTerms). A live lab is never halted, so they are checked at
/// counts of the sockets around which no counter moved; in between the last verdict stands.
struct LiveBooks {
    std::optional<Verdict> verdict; ///< nullopt: nothing has been quiet long enough yet
    Nanoseconds time{};             ///< of the cut the verdict is about
    bool isCurrent = false;         ///< nothing has moved since
};

/// A live laboratory at one moment. Everything is cumulative since its clock started unless said otherwise, so a reader
/// may skip snapshots and take the difference of any two (HistogramSnapshot::since()).
struct LiveSnapshot {
    Nanoseconds time{};  ///< since the clock of the lab started
    LabSetup setup;      ///< as it stands, live changes included: starting it again gives the same lab afresh
    std::string kernel;  ///< release
    std::string address; ///< of the server

    // asked → capped by → limit → capacity ----------------------------------------------------------------------------
    std::int64_t backlogAsked = 0;
    std::int64_t somaxconn = 0;
    std::vector<LiveListener> listeners;
    std::uint32_t limit = 0; ///< summed over the listeners, as all below
    std::uint64_t capacity = 0;
    std::uint32_t depth = 0;
    std::uint64_t drops = 0;
    std::uint32_t deepest = 0;      ///< in any sample
    std::uint32_t deepestSince = 0; ///< in the samples since the snapshot before this one

    LiveLoad load;
    load::OutcomeCounts clients; ///< all loads together

    std::uint64_t accepted = 0;
    std::vector<std::uint64_t> perReactor;
    std::uint64_t shed = 0; ///< accepted and closed at once: no descriptors left
    LiveCensus census;

    // Per second, over the last second.
    double acceptRate = 0;
    double attemptRate = 0;
    double dropRate = 0; ///< packets
    /// depth / acceptRate: what the last in the queue has to wait. nullopt: somebody waits and nobody is accepted.
    std::optional<Nanoseconds> predictedWait;

    kernel::CounterValues counters; ///< movement of every Tcp and TcpExt counter
    kernel::DropCauses causes;
    HistogramSnapshot queueWait;      ///< from ESTABLISHED at the client to accept()
    HistogramSnapshot connectLatency; ///< all loads together

    std::optional<wire::WireStats> wire; ///< of a wired laboratory

    double sampleRateAsked = 0;
    SamplingQuality sampling;

    kernel::QueueModel model; ///< what this kernel should do with the setup as it stands
    Prediction prediction;    ///< for the load at work
    std::optional<bool> predictionMatches;
    LiveBooks books;

    std::shared_ptr<const LiveSysctls> sysctls; ///< by key; never null
    std::vector<std::string> limits;            ///< what bounds the run, as in RunResult
    std::vector<Error> problems;                ///< trouble of the instruments themselves
};

} // namespace ls::lab
