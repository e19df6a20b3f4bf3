// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"

#include <algorithm>

#include <time.h>

namespace ls::bench {

namespace {

Nanoseconds readClock(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + Nanoseconds(time.tv_nsec);
}

} // namespace

double median(std::vector<double> values) {
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

Nanoseconds threadCpu() {
    return readClock(CLOCK_THREAD_CPUTIME_ID);
}

Nanoseconds processCpu() {
    return readClock(CLOCK_PROCESS_CPUTIME_ID);
}

Result<Comparison> compare(unsigned pairs, const Measure& ours, const Measure& floor) {
    std::vector<double> oursAll;
    std::vector<double> floorAll;
    std::vector<double> ratios;
    std::vector<double> differences;
    for (unsigned i = 0; i <= pairs; ++i) {
        double a = 0;
        double b = 0;
        if (i % 2 == 0) {
            LS_TRY_ASSIGN(a, ours());
            LS_TRY_ASSIGN(b, floor());
        } else {
            LS_TRY_ASSIGN(b, floor());
            LS_TRY_ASSIGN(a, ours());
        }
        if (i == 0) {
            continue;
        }
        oursAll.push_back(a);
        floorAll.push_back(b);
        ratios.push_back(a / b);
        differences.push_back(a - b);
    }
    return Comparison{median(oursAll), median(floorAll), median(ratios), median(differences)};
}

} // namespace ls::bench
