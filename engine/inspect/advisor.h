// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/program_catalogue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ls::inspect {

/// What was seen of one listener; nothing else goes into the advice. Counts are movements since it was first seen.
struct ListenerFacts {
    struct Member {
        std::uint32_t depth = 0;
        std::uint32_t limit = 0;
        std::uint64_t drops = 0;
    };

    std::string process; ///< name; empty where it may not be seen
    std::string unit;    ///< systemd unit; empty if none
    std::string container;
    std::string endpoint;                   ///< "0.0.0.0:80", "[::1]:80", "unix:/run/x.sock"
    std::string address;                    ///< "0.0.0.0", "::1", "/run/x.sock"
    std::optional<std::uint16_t> port;      ///< nullopt: AF_UNIX
    std::optional<std::uint32_t> asked;     ///< argument of listen(), where known
    std::uint32_t limit = 0;                ///< effective
    std::optional<std::uint32_t> somaxconn; ///< of its namespace, now
    std::uint32_t depth = 0;
    std::uint64_t drops = 0;          ///< attempts lost: its own drops while the namespace's ListenDrops moved too
    std::optional<double> acceptRate; ///< connections a second that left the queue
    std::uint64_t halfOpen = 0;       ///< of its address and port
    std::uint64_t cookiesSent = 0;    ///< SyncookiesSent of the namespace
    std::uint64_t synQueueDrops = 0;  ///< TCPReqQFullDrop of the namespace
    std::optional<int> syncookies;    ///< net.ipv4.tcp_syncookies
    bool abortsOnOverflow = false;    ///< net.ipv4.tcp_abort_on_overflow
    std::vector<Member> group;        ///< of its SO_REUSEPORT group, itself included; empty when it stands alone
};

/// One number an advice rests on.
struct Evidence {
    enum class What {
        Asked,
        Limit,
        Somaxconn,
        Depth,
        Drops,
        AcceptRate,    ///< a second
        PredictedWait, ///< seconds: depth / accept rate
        ProgramDefault,
        HalfOpen,
        CookiesSent,
        SynQueueDrops,
        FullMembers,
        Members,
    };

    What what = What::Limit;
    double value = 0;
};

/// Something to paste, and what makes it count.
struct Change {
    enum class Place { SysctlD, Docker, Compose, Kubernetes, Systemd, Program };

    Place place = Place::Program;
    std::string where; ///< a file; empty where the snippet says it
    std::string text;
    std::string apply; ///< a command
};

struct Finding {
    enum class Id {
        CappedBySomaxconn,  ///< the program asked for more than net.core.somaxconn allows
        ProgramAsksForThis, ///< the limit is what the program asked for
        NotListenedAgain,   ///< somaxconn was raised, this socket still has the old limit
        OriginUnknown,      ///< the limit is below somaxconn and no known default
        SomaxconnLowered,   ///< the next listen() will get less
        SlowAccepter,       ///< a larger backlog would only make everyone wait
        NobodyAccepts,      ///< the queue is full and nothing leaves it
        UnevenGroup,        ///< members of a SO_REUSEPORT group are full while others have room
        SynQueueFull,       ///< half-open handshakes met a full SYN queue
        AbortsOnOverflow,   ///< clients are reset instead of being let wait
    };
    enum class Severity { Note, Warning, Loss };
    enum class Certainty { Seen, Probable };

    Id id = Id::OriginUnknown;
    Severity severity = Severity::Note;
    Certainty certainty = Certainty::Seen;
    std::string program; ///< its name, where that plays a part
    std::vector<Evidence> evidence;
    std::vector<Change> changes;

    [[nodiscard]] std::optional<double> valueOf(Evidence::What what) const;
};

/// What limits a listener that loses connections or is about to, and the changes that would raise the limit; nothing
/// where all is well. The value offered is the next power of two from twice the limit on: a first step, not a measured
/// one.
[[nodiscard]] std::vector<Finding> advise(const ListenerFacts& facts, const ProgramCatalogue& programs);

/// The finding in English, for the command line; the app has words of its own. "Probably" where it is not certain.
[[nodiscard]] std::string sentence(const Finding& finding);

} // namespace ls::inspect
