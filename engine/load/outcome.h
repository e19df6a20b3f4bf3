// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/metrics/counter.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>

namespace ls::load {

/// What became of one planned connection; each ends in exactly one of these.
enum class Outcome : std::uint8_t {
    NotReached,        ///< the run ended before its turn
    NotStarted,        ///< no SYN left this machine: EMFILE, EADDRNOTAVAIL …
    Pending,           ///< SYN sent, no answer yet
    Established,       ///< completed, and not reset since
    EstablishedAtOnce, ///< the same, and its SYN was never repeated
    Refused,           ///< RST to the SYN (ECONNREFUSED)
    Reset,             ///< completed, then ECONNRESET or EPIPE
    TimedOut,          ///< the kernel gave up repeating the SYN (ETIMEDOUT)
    Failed,            ///< another errno after the SYN
};

/// The client side of a run's books, counted from the load's own records.
struct OutcomeCounts {
    std::uint64_t planned = 0;
    std::uint64_t notReached = 0;
    std::map<int, std::uint64_t> notStarted; ///< by errno
    std::uint64_t pending = 0;
    std::uint64_t established = 0;
    std::uint64_t establishedAtOnce = 0; ///< of those, without a SYN retransmit
    std::uint64_t refused = 0;
    std::uint64_t reset = 0;
    std::uint64_t timedOut = 0;
    std::map<int, std::uint64_t> failed; ///< by errno
    std::uint64_t echoed = 0;            ///< connections whose payload came back whole

    void merge(const OutcomeCounts& other);

    /// SYNs sent for the first time: every outcome but the two that sent none.
    [[nodiscard]] std::uint64_t attempted() const;

    friend bool operator==(const OutcomeCounts&, const OutcomeCounts&) = default;
};

/// Outcomes counted as they change: one thread writes, any thread reads at any time. A reading taken meanwhile may
/// catch a client between two outcomes.
class OutcomeTally final {
public:
    /// Everybody begins as NotReached.
    explicit OutcomeTally(std::uint64_t planned);

    /// One client goes from `from` to `to`; `err` belongs to `to`, and to `from` where that had one.
    void move(Outcome from, int fromErr, Outcome to, int err);
    /// A client got its payload back whole.
    void addEchoed() { m_echoed.add(); }
    [[nodiscard]] OutcomeCounts read() const;

private:
    static constexpr std::size_t kErrnos = 134; // EHWPOISON, the largest of errno(3), is 133; index 0 takes the others
    using ByErrno = std::array<Counter, kErrnos>;

    [[nodiscard]] Counter& counterOf(Outcome outcome, int err);

    std::uint64_t m_planned;
    std::array<Counter, 9> m_byOutcome;
    ByErrno m_notStarted;
    ByErrno m_failed;
    Counter m_echoed;
};

/// Sum of the counts of a by-errno map.
[[nodiscard]] std::uint64_t total(const std::map<int, std::uint64_t>& byErrno);

/// The outcome that an error of connect(), or the socket error after it, stands for. `completed`: the handshake was
/// seen to complete before. An RST in SYN_SENT is always ECONNREFUSED (tcp_reset(), net/ipv4/tcp_input.c), so
/// ECONNRESET and EPIPE mean that the connection had been established, even if nobody saw it.
[[nodiscard]] Outcome outcomeOfError(int err, bool completed);

} // namespace ls::load
