// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/load/outcome.h"

#include <cerrno>
#include <numeric>

namespace ls::load {

void OutcomeCounts::merge(const OutcomeCounts& other) {
    planned += other.planned;
    notReached += other.notReached;
    pending += other.pending;
    established += other.established;
    establishedAtOnce += other.establishedAtOnce;
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

OutcomeTally::OutcomeTally(std::uint64_t planned)
    : m_planned(planned) {
    counterOf(Outcome::NotReached, 0).add(planned);
}

Counter& OutcomeTally::counterOf(Outcome outcome, int err) {
    const std::size_t index = err > 0 && static_cast<std::size_t>(err) < kErrnos ? static_cast<std::size_t>(err) : 0;
    switch (outcome) {
    case Outcome::NotStarted:
        return m_notStarted[index];
    case Outcome::Failed:
        return m_failed[index];
    default:
        return m_byOutcome[static_cast<std::size_t>(outcome)];
    }
}

void OutcomeTally::move(Outcome from, int fromErr, Outcome to, int err) {
    counterOf(from, fromErr).subtract();
    counterOf(to, err).add();
}

OutcomeCounts OutcomeTally::read() const {
    const auto of = [this](Outcome outcome) { return m_byOutcome[static_cast<std::size_t>(outcome)].value(); };
    OutcomeCounts counts;
    counts.planned = m_planned;
    counts.notReached = of(Outcome::NotReached);
    counts.pending = of(Outcome::Pending);
    counts.establishedAtOnce = of(Outcome::EstablishedAtOnce);
    counts.established = of(Outcome::Established) + counts.establishedAtOnce;
    counts.refused = of(Outcome::Refused);
    counts.reset = of(Outcome::Reset);
    counts.timedOut = of(Outcome::TimedOut);
    counts.echoed = m_echoed.value();
    for (std::size_t err = 0; err < kErrnos; ++err) {
        if (const std::uint64_t n = m_notStarted[err].value(); n > 0) {
            counts.notStarted[static_cast<int>(err)] = n;
        }
        if (const std::uint64_t n = m_failed[err].value(); n > 0) {
            counts.failed[static_cast<int>(err)] = n;
        }
    }
    return counts;
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
