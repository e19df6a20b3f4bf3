// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/queue_model.h"
#include "engine/kernel/tcp_counters.h"

#include <cstdint>

namespace ls::kernel {

/// The movement of ListenDrops, taken apart. The four add up to it. Counted in packets: a SYN sent again and dropped
/// again counts again.
struct DropCauses {
    std::int64_t acceptQueueFull = 0; ///< ListenOverflows: at the SYN or at the last ACK, the counters are the same
    std::int64_t synQueueFull = 0;    ///< TCPReqQFullDrop
    std::int64_t synQueueThreeQuarters = 0; ///< the rest, where cookies are off and the three-quarter rule bites first
    std::int64_t unattributed = 0;          ///< the rest, elsewhere (out of memory, a security module …)
};

[[nodiscard]] DropCauses decodeDrops(const CounterValues& movement, const QueueModel& model);

} // namespace ls::kernel
