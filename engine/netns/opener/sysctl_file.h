// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/unique_fd.h"

#include <array>
#include <cstddef>
#include <string_view>

/// The sysctls of the network namespace the calling thread is in: /proc/sys/net follows the caller.
namespace ls::netns::opener {

class SysctlDirectory final {
public:
    /// Opens /proc/sys; every later path is resolved beneath it, without symbolic links (openat2(2)).
    SysctlDirectory();

    /// 0 or an errno. `value` receives at most its size minus one bytes and a terminating zero.
    [[nodiscard]] int read(std::string_view key, std::array<char, 1024>& value) const;
    [[nodiscard]] int write(std::string_view key, std::string_view value) const;

private:
    [[nodiscard]] int open(std::string_view key, int flags, UniqueFd& file) const;

    UniqueFd m_root;
};

} // namespace ls::netns::opener
