// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ls::kernel {

/// include/net/tcp_states.h. TCP_NEW_SYN_RECV is reported to user space as SYN_RECV.
enum class TcpState : std::uint8_t {
    Established = 1,
    SynSent = 2,
    SynRecv = 3,
    FinWait1 = 4,
    FinWait2 = 5,
    TimeWait = 6,
    Close = 7,
    CloseWait = 8,
    LastAck = 9,
    Listen = 10,
    Closing = 11,
};

inline constexpr std::size_t kTcpStates = 12; ///< array size for counting by state; 0 is unused
inline constexpr std::uint32_t kAllTcpStates = ~0U;

/// The kernel's own name: "SYN_RECV". "UNKNOWN" for a number outside the list.
[[nodiscard]] constexpr std::string_view tcpStateName(TcpState state) {
    constexpr std::array<std::string_view, kTcpStates> kNames{"UNKNOWN",    "ESTABLISHED", "SYN_SENT",  "SYN_RECV",
                                                              "FIN_WAIT1",  "FIN_WAIT2",   "TIME_WAIT", "CLOSE",
                                                              "CLOSE_WAIT", "LAST_ACK",    "LISTEN",    "CLOSING"};
    const auto index = static_cast<std::size_t>(state);
    return kNames[index < kNames.size() ? index : 0];
}

/// How many sockets are in each state.
using TcpStateCounts = std::array<std::uint64_t, kTcpStates>;

} // namespace ls::kernel
