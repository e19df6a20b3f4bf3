// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace ls::netns {

/// Where sysctl values live: a namespace, this machine, or a fake in tests. Keys are dotted ("net.core.somaxconn").
/// Values are one line with single spaces between fields, however the kernel prints them.
class SysctlStore {
public:
    SysctlStore() = default;
    SysctlStore(const SysctlStore&) = delete;
    SysctlStore& operator=(const SysctlStore&) = delete;
    virtual ~SysctlStore() = default;

    [[nodiscard]] virtual Result<std::string> readSysctl(std::string_view key) const = 0;
    [[nodiscard]] virtual Result<> writeSysctl(std::string_view key, std::string_view value) = 0;
};

/// Tabs and runs of blanks become one blank; the newline goes.
[[nodiscard]] std::string normalizeSysctlValue(std::string_view raw);

/// This machine's values, read-only: the program never changes them. Any thread of a process that stayed in the host's
/// network namespace.
class HostSysctls final : public SysctlStore {
public:
    [[nodiscard]] Result<std::string> readSysctl(std::string_view key) const override;
    [[nodiscard]] Result<> writeSysctl(std::string_view key, std::string_view value) override;
};

} // namespace ls::netns
