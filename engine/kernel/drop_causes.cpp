// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/drop_causes.h"

namespace ls::kernel {

DropCauses decodeDrops(const CounterValues& movement, const QueueModel& model) {
    DropCauses causes;
    causes.acceptQueueFull = counterValue(movement, "ListenOverflows");
    causes.synQueueFull = counterValue(movement, "TCPReqQFullDrop");
    const std::int64_t rest = counterValue(movement, "ListenDrops") - causes.acceptQueueFull - causes.synQueueFull;
    (model.threeQuarterCapacity ? causes.synQueueThreeQuarters : causes.unattributed) = rest;
    return causes;
}

} // namespace ls::kernel
