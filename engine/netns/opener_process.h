// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

#include <filesystem>

#include <sys/types.h>

namespace ls::netns {

/// The listenscope-opener child. It ends by itself when the other end of its socket pair closes; the destructor waits
/// for that a moment, then kills it, and never leaves a zombie. The creating thread must outlive it (PR_SET_PDEATHSIG).
class OpenerProcess final {
public:
    /// `engineEnd` receives our end of the pair; close it before destroying the process.
    [[nodiscard]] static Result<OpenerProcess> spawn(const std::filesystem::path& program, UniqueFd& engineEnd);
    ~OpenerProcess();
    OpenerProcess(OpenerProcess&& other) noexcept;
    OpenerProcess& operator=(OpenerProcess&&) = delete;
    OpenerProcess(const OpenerProcess&) = delete;
    OpenerProcess& operator=(const OpenerProcess&) = delete;

    [[nodiscard]] pid_t pid() const { return m_pid; }

private:
    explicit OpenerProcess(pid_t pid)
        : m_pid(pid) {}

    pid_t m_pid;
};

} // namespace ls::netns
