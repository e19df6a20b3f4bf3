// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace ls::lab {

/// The terms of a run's conservation law, all cumulative and read at one cut. Client terms come from the load's own
/// records, server terms from the kernel and the acceptors; none is computed as what another lacks.
struct BookTerms {
    // The load's records.
    std::int64_t planned = 0;
    std::int64_t attempted = 0; ///< counted as SYNs go out, apart from the outcomes
    std::int64_t notStarted = 0;
    std::int64_t established = 0;
    std::int64_t refused = 0;
    std::int64_t reset = 0;
    std::int64_t timedOut = 0;
    std::int64_t failed = 0;
    std::int64_t pending = 0;
    // The acceptors and listeners.
    std::int64_t accepted = 0;
    std::int64_t queued = 0;
    std::int64_t discarded = 0;
    std::int64_t givenUp = 0;       ///< ended by the server; a client that did not hear of it is counted unknown too
    std::int64_t listenerDrops = 0; ///< SK_MEMINFO_DROPS, all listeners
    // The socket table.
    std::int64_t halfOpen = 0;
    std::int64_t unknown = 0;
    // The kernel's counters, as movement since the run began.
    std::int64_t activeOpens = 0;
    std::int64_t passiveOpens = 0;
    std::int64_t embryonicRsts = 0;
    std::int64_t listenDrops = 0;
    std::int64_t listenOverflows = 0;
    std::int64_t requestQueueDrops = 0; ///< TCPReqQFullDrop
    std::int64_t syncookiesSent = 0;
    /// SyncookiesFailed. A client with a cookie that met a full queue sends its data; from the second segment on they
    /// do not prove the cookie any more, and the kernel answers each with a reset (cookie_v4_check(),
    /// net/ipv4/syncookies.c).
    std::int64_t syncookiesFailed = 0;

    // On a wire, whose packets may be under way or gone: see WireSummary. 0 without one.
    std::int64_t resetsUndelivered = 0;
    std::int64_t closesUndelivered = 0;

    std::int64_t answeredTwice = 0;
    bool packetsUnseen = false; ///< these may be more: not every packet is known any more
    /// A client gave up, or its SYN may have come twice: the server may have reset handshakes nobody completed.
    bool handshakesMayRepeat = false;
    /// Clients closed by reset, so no client row is left to be found half-open or unknown.
    bool clientRowsGone = false;
    /// No FIN or RST can have reached a listener, so its drop count holds nothing but lost packets of handshakes.
    bool onlyHandshakes = false;
    /// The run was long enough for half-open requests to expire unseen.
    bool requestsMayExpire = false;
};

struct Verdict {
    bool holds = false;
    std::string detail; ///< the equations with their figures; the first that failed when one did
};

/// Checks the four laws of architecture ("the books of a run"): attempts, accept queue, handshakes, drops.
[[nodiscard]] Verdict checkBooks(const BookTerms& terms);

} // namespace ls::lab
