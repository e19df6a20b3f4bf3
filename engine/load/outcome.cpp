// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/load/outcome.h"

#include <cerrno>
#include <numeric>

namespace ls::load {

void OutcomeCounts::add(Outcome outcome, int err) {
    ++planned;
    switch (outcome) {
    case Outcome::NotReached:
        ++notReached;
        break;
    case Outcome::NotStarted:
        ++notStarted[err];
        break;
    case Outcome::Pending:
        ++pending;
        break;
    case Outcome::Established:
        ++established;
        break;
    case Outcome::Refused:
        ++refused;
        break;
    case Outcome::Reset:
        ++reset;
        break;
    case Outcome::TimedOut:
        ++timedOut;
        break;
    case Outcome::Failed:
        ++failed[err];
        break;
    }
}

void OutcomeCounts::merge(const OutcomeCounts& other) {
    planned += other.planned;
    notReached += other.notReached;
    pending += other.pending;
    established += other.established;
    refused += other.refused;
    reset += other.reset;
    timedOut += other.timedOut;
    echoed += other.echoed;
    for (const auto& [err, n] : other.notStarted) {
        notStarted[err] += n;
    }
    for (const auto& [err, n] : other.failed) {
        failed[err] += n;
    }
}

std::uint64_t OutcomeCounts::attempted() const {
    return pending + established + refused + reset + timedOut + total(failed);
}

std::uint64_t total(const std::map<int, std::uint64_t>& byErrno) {
    return std::accumulate(byErrno.begin(), byErrno.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto& entry) { return sum + entry.second; });
}

Outcome outcomeOfError(int err, bool completed) {
    if (err == ECONNRESET || err == EPIPE) {
        return Outcome::Reset;
    }
    if (completed) {
        return Outcome::Established;
    }
    if (err == ECONNREFUSED) {
        return Outcome::Refused;
    }
    return err == ETIMEDOUT ? Outcome::TimedOut : Outcome::Failed;
}

} // namespace ls::load
