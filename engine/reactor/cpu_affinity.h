// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <vector>

namespace ls::reactor {

/// The CPUs the calling thread may use (sched_getaffinity(2)), in order.
[[nodiscard]] std::vector<unsigned> allowedCpus();

/// The CPU the calling thread is on at this moment.
[[nodiscard]] unsigned currentCpu();

/// Keeps the calling thread on one CPU (sched_setaffinity(2)).
[[nodiscard]] Result<> pinCallingThread(unsigned cpu);

} // namespace ls::reactor
