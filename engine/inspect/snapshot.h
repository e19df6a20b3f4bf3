// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/inspect/listener.h"
#include "engine/inspect/socket_row.h"
#include "engine/kernel/drop_causes.h"
#include "engine/kernel/tcp_counters.h"
#include "engine/kernel/tcp_state.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ls::inspect {

/// A network namespace of this machine.
struct NetNamespaceInfo {
    std::uint64_t inode = 0;            ///< as in /proc/PID/ns/net
    std::string path;                   ///< to open it; empty: the one of this program
    std::string name;                   ///< of /run/netns; empty: none
    std::vector<ProcessName> processes; ///< some of those inside, at most kProcesses
    std::size_t processCount = 0;       ///< all of them that may be seen
    bool isOwn = false;
    bool canEnter = false;
    std::string why; ///< set when it cannot be entered

    static constexpr std::size_t kProcesses = 8;
};

/// Socket counts by state, counted apart from the listeners and not as often.
struct StateCounts {
    kernel::TcpStateCounts tcp{}; ///< both families
    TimePoint time{};             ///< when they were counted; 0: not yet
    double rateHz = 0;            ///< counts per second, really
};

/// The counters of the namespace.
struct HostCounters {
    kernel::CounterValues total;    ///< since the namespace was made; nstat -a
    kernel::CounterValues movement; ///< since looking began, or since HostCounters were reset; only what moved
    std::map<std::string, double, std::less<>> perSecond; ///< over the last second; only what moved in it
    kernel::DropCauses causes;                            ///< of the movement
    std::optional<std::int64_t> somaxconn;                ///< in force now for the next listen()
    std::optional<std::int64_t> maxSynBacklog;
    std::optional<std::int64_t> syncookies;
    std::optional<std::int64_t> abortOnOverflow;
};

/// How well the looking goes; what the figures rest on.
struct LookingQuality {
    double rateAskedHz = 0;
    double rateHz = 0;                  ///< snapshots of all listeners per second, really
    double cpuShare = 0;                ///< of one core, all threads of the inspector
    std::uint64_t snapshots = 0;        ///< taken since looking began
    std::uint64_t lateSnapshots = 0;    ///< at least one deadline before them passed unserved
    std::uint64_t dumpsInterrupted = 0; ///< NLM_F_DUMP_INTR, and read again
    std::uint64_t overruns = 0;         ///< ENOBUFS: the kernel had more for us than the socket could hold
    std::uint64_t closedMissed = 0;     ///< at least so many times closed connections were not told (ENOBUFS)
};

/// Something that cannot be seen here, in words.
struct Unseen {
    std::string what;   ///< "limits of TCP listeners"
    std::string why;    ///< "the kernel has no tcp_diag"
    std::string advice; ///< "load the modules …"; may be empty

    friend bool operator==(const Unseen&, const Unseen&) = default;
};

enum class AlertKind : std::uint8_t {
    Filling, ///< fill over the threshold for n samples
    Drops,   ///< its drops moved in the window
};

/// Why a listener lost packets, as far as the namespace's counters tell (kernel::DropCauses over the same window).
enum class AlertCause : std::uint8_t {
    None,            ///< Filling: nothing is lost yet
    AcceptQueueFull, ///< ListenOverflows moved
    SynQueueFull,    ///< TCPReqQFullDrop moved, ListenOverflows did not
    OtherDrop,       ///< ListenDrops moved without those two
    StrayPackets,    ///< ListenDrops did not move: packets that lost no connection (RST, FIN to the port …)
};

/// One listener in trouble. The sentence is made from the other fields.
struct Alert {
    SocketIdentity listener;
    AlertKind kind = AlertKind::Filling;
    AlertCause cause = AlertCause::None;
    bool active = true;        ///< false: over, by hysteresis
    TimePoint time{};          ///< of this change
    std::uint64_t packets = 0; ///< Drops: movement of the listener's own count in the window
    Nanoseconds window{};      ///< Drops: what `packets` is about
    std::string text; ///< "nginx 0.0.0.0:80 dropped 12 packets of connection attempts in 10 s: accept queue full, …"
};

/// The selected listener beyond its row.
struct Selection {
    SocketIdentity listener;
    double rateAskedHz = 0;
    double rateHz = 0;   ///< really
    double cpuShare = 0; ///< of one core, by looking at this one
    std::uint64_t samples = 0;
    std::uint64_t gaps = 0;   ///< samples before which at least one deadline passed unserved
    Nanoseconds longestGap{}; ///< between two samples
    /// As Listener::burstBetweenSamples, without its look at ListenOverflows: a stray packet (RST, FIN) counts too.
    std::uint64_t burstsBetweenSamples = 0;
    std::vector<Connection> connections; ///< at most kConnections, newest first
    std::size_t connectionCount = 0;     ///< all of them
    std::string problem;                 ///< why there are no samples; empty: none

    static constexpr std::size_t kConnections = 5000;
};

/// The sockets of one network namespace at one moment. Immutable; shared between threads. Movements count from the
/// moment looking began, so a reader may skip snapshots.
struct Snapshot {
    std::uint64_t number = 0; ///< 1 for the first
    TimePoint time{};
    std::chrono::system_clock::time_point wallClock{};
    TimePoint began{};  ///< when looking began
    std::string kernel; ///< release
    NetNamespaceInfo net;

    std::vector<Listener> listeners;              ///< by family, address, port, inode; those closed linger a while
    std::shared_ptr<const StateCounts> states;    ///< never null
    std::shared_ptr<const HostCounters> counters; ///< never null
    std::shared_ptr<const SocketTable> sockets;   ///< null unless asked for
    std::shared_ptr<const Selection> selection;   ///< null unless one is selected
    std::vector<Alert> alerts;                    ///< active now
    LookingQuality quality;
    std::vector<Unseen> unseen;
    std::vector<Error> problems; ///< trouble of the instruments themselves
};

using SnapshotRef = std::shared_ptr<const Snapshot>;

} // namespace ls::inspect
