// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/reactor/cpu_affinity.h"

#include <fmt/format.h>

#include <algorithm>

#include <sched.h>

namespace ls::reactor {

std::vector<unsigned> allowedCpus() {
    cpu_set_t set;
    CPU_ZERO(&set);
    std::vector<unsigned> cpus;
    if (::sched_getaffinity(0, sizeof set, &set) == 0) {
        for (unsigned cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
            if (CPU_ISSET(cpu, &set)) {
                cpus.push_back(cpu);
            }
        }
    }
    return cpus;
}

unsigned currentCpu() {
    return static_cast<unsigned>(std::max(::sched_getcpu(), 0));
}

Result<> pinCallingThread(unsigned cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    if (::sched_setaffinity(0, sizeof set, &set) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("sched_setaffinity(cpu {})", cpu), err);
    }
    return {};
}

} // namespace ls::reactor
