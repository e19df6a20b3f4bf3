// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ls::kernel {

/// What decides how the two queues of one listener behave.
struct QueueInputs {
    std::int64_t backlog = 0; ///< listen() argument
    std::int64_t somaxconn = 4096;
    std::int64_t maxSynBacklog = 1024;
    int syncookies = 1;
    bool abortOnOverflow = false;
    int synAckRetries = 5;
    int synRetries = 6;
    std::optional<int> synLinearTimeouts; ///< absent before Linux 6.5
    /// Whether the SYN queue is full at len > limit, as the accept queue; before 2025 at len >= limit
    /// (inet_csk_reqsk_queue_is_full(), include/net/inet_connection_sock.h). nullopt: not known; assumed to be.
    std::optional<bool> synQueueHoldsOneMore;
};

/// What becomes of a SYN that the SYN queue has no room for.
enum class SynFate {
    Cookie,               ///< answered, but nothing is remembered (syncookies 1; with 2 every SYN is)
    DroppedQueueFull,     ///< TCPReqQFullDrop
    DroppedThreeQuarters, ///< only ListenDrops
};

/// What becomes of the last ACK of a remembered handshake that meets a full accept queue. That of a cookie is dropped
/// in silence always: the client is connected, and the server knows nothing of it.
enum class LateAckFate {
    Silence, ///< the connection stays half-open, its SYN/ACK is repeated
    Reset,   ///< tcp_abort_on_overflow
};

/// What a kernel of that version should do, computed without looking at any run. Sources: inet_csk_listen_start(),
/// sk_acceptq_is_full() (include/net/sock.h), tcp_conn_request() (net/ipv4/tcp_input.c), tcp_check_req()
/// (net/ipv4/tcp_minisocks.c), tcp_retransmit_timer() and tcp_write_timeout() (net/ipv4/tcp_timer.c).
struct QueueModel {
    std::uint32_t limit = 0;       ///< min(backlog, somaxconn), fixed at the listen() call
    std::uint64_t capacity = 0;    ///< connections the accept queue holds: limit + 1, as the kernel tests depth > limit
    std::uint64_t synCapacity = 0; ///< half-open connections before the SYN queue is full: limit + 1, or limit
    bool synCapacityAssumed = false; ///< which of the two this kernel keeps to is not known
    /// Half-open connections after which SYNs of peers not seen before are dropped; only with cookies off, and only
    /// where it bites before synCapacity.
    std::optional<std::uint64_t> threeQuarterCapacity;
    /// Half-open connections that are remembered, by all these rules.
    std::uint64_t halfOpenCapacity = 0;
    SynFate synBeyond = SynFate::Cookie;
    LateAckFate lateAck = LateAckFate::Silence;
    /// How long a half-open one is remembered: the server gives up with the timer after the last SYN/ACK, and doubles
    /// the time each time (reqsk_timer_handler(), net/ipv4/inet_connection_sock.c).
    Nanoseconds requestLifetime{};
    std::vector<Nanoseconds> synRetransmits; ///< since the first SYN
    Nanoseconds connectGivesUp{};            ///< ETIMEDOUT
};

[[nodiscard]] QueueModel modelQueues(const QueueInputs& inputs);

} // namespace ls::kernel
