// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/kernel/kernel_version.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ls::kernel {

/// What decides how the two queues of one listener behave.
struct QueueInputs {
    KernelVersion kernel;
    std::int64_t backlog = 0; ///< listen() argument
    std::int64_t somaxconn = 4096;
    std::int64_t maxSynBacklog = 1024;
    int syncookies = 1;
    int synRetries = 6;
    std::optional<int> synLinearTimeouts; ///< absent before Linux 6.5
};

/// What a kernel of that version should do, computed without looking at any run. Sources: inet_csk_listen_start(),
/// sk_acceptq_is_full() (include/net/sock.h), tcp_conn_request() (net/ipv4/tcp_input.c), tcp_retransmit_timer() and
/// tcp_write_timeout() (net/ipv4/tcp_timer.c).
struct QueueModel {
    std::uint32_t limit = 0;       ///< min(backlog, somaxconn), fixed at the listen() call
    std::uint64_t capacity = 0;    ///< connections the accept queue holds: limit + 1, as the kernel tests depth > limit
    std::uint64_t synCapacity = 0; ///< half-open connections before the SYN queue is full: limit + 1
    /// Half-open connections after which SYNs of peers not seen before are dropped; only with cookies off, and only
    /// where it bites before synCapacity.
    std::optional<std::uint64_t> threeQuarterCapacity;
    std::vector<Nanoseconds> synRetransmits; ///< since the first SYN
    Nanoseconds connectGivesUp{};            ///< ETIMEDOUT
};

[[nodiscard]] QueueModel modelQueues(const QueueInputs& inputs);

} // namespace ls::kernel
