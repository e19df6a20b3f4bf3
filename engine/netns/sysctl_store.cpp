// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/sysctl_store.h"

#include "engine/base/text_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace ls::netns {

std::string normalizeSysctlValue(std::string_view raw) {
    std::istringstream words{std::string(raw)};
    std::string result;
    for (std::string word; words >> word;) {
        result += (result.empty() ? "" : " ") + word;
    }
    return result;
}

Result<std::string> HostSysctls::readSysctl(std::string_view key) const {
    std::string path(key);
    std::replace(path.begin(), path.end(), '.', '/');
    LS_TRY_ASSIGN(const std::string raw, readTextFile("/proc/sys/" + path));
    return normalizeSysctlValue(raw);
}

Result<> HostSysctls::writeSysctl(std::string_view key, std::string_view /*value*/) {
    return failure(ErrorCode::Refused, fmt::format("{}: this machine's sysctls are never changed", key));
}

} // namespace ls::netns
