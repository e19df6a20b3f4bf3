// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

namespace ls::inspect {

struct ProcessName {
    pid_t pid = 0;
    std::string name; ///< /proc/PID/comm, 15 characters at most

    friend bool operator==(const ProcessName&, const ProcessName&) = default;
};

/// How much is known about the processes that hold a socket.
enum class OwnerKnowledge : std::uint8_t {
    Known,     ///< `processes` lists those that were found
    Pending,   ///< being looked for
    OtherUser, ///< this user may not read the open files of that one's processes; `why` says what hides them
    NoProcess, ///< nobody holds it: a pending handshake, TIME_WAIT, or a socket of the kernel itself
};

/// Who is behind a socket. Shared by all sockets of the same owner and never changed once published.
struct Owner {
    std::uint32_t uid = 0;
    std::string user; ///< the name of `uid`; the number as text where it has none
    OwnerKnowledge knowledge = OwnerKnowledge::Pending;
    std::vector<ProcessName> processes; ///< by pid
    std::string why;                    ///< one sentence, set unless Known
    std::string unit;                   ///< systemd unit, e.g. "nginx.service"; empty: none, or not to be known
    std::string container;              ///< e.g. "docker 3f2a9c1d7b60"; empty: none, or not to be known

    friend bool operator==(const Owner&, const Owner&) = default;
};

using OwnerRef = std::shared_ptr<const Owner>;

} // namespace ls::inspect
