// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>

namespace ls::load {

/// What became of one planned connection; each ends in exactly one of these.
enum class Outcome : std::uint8_t {
    NotReached,  ///< the run ended before its turn
    NotStarted,  ///< no SYN left this machine: EMFILE, EADDRNOTAVAIL …
    Pending,     ///< SYN sent, no answer yet
    Established, ///< completed, and not reset since
    Refused,     ///< RST to the SYN (ECONNREFUSED)
    Reset,       ///< completed, then ECONNRESET or EPIPE
    TimedOut,    ///< the kernel gave up repeating the SYN (ETIMEDOUT)
    Failed,      ///< another errno after the SYN
};

/// The client side of a run's books, counted from the load's own records.
struct OutcomeCounts {
    std::uint64_t planned = 0;
    std::uint64_t notReached = 0;
    std::map<int, std::uint64_t> notStarted; ///< by errno
    std::uint64_t pending = 0;
    std::uint64_t established = 0;
    std::uint64_t refused = 0;
    std::uint64_t reset = 0;
    std::uint64_t timedOut = 0;
    std::map<int, std::uint64_t> failed; ///< by errno
    std::uint64_t echoed = 0;            ///< connections whose payload came back whole

    void add(Outcome outcome, int err);
    void merge(const OutcomeCounts& other);

    /// SYNs sent for the first time: every outcome but the two that sent none.
    [[nodiscard]] std::uint64_t attempted() const;
};

/// Sum of the counts of a by-errno map.
[[nodiscard]] std::uint64_t total(const std::map<int, std::uint64_t>& byErrno);

/// The outcome that an error of connect(), or the socket error after it, stands for. `completed`: the handshake was
/// seen to complete before. An RST in SYN_SENT is always ECONNREFUSED (tcp_reset(), net/ipv4/tcp_input.c), so
/// ECONNRESET and EPIPE mean that the connection had been established, even if nobody saw it.
[[nodiscard]] Outcome outcomeOfError(int err, bool completed);

} // namespace ls::load
