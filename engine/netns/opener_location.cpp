// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/opener_location.h"

#include <fmt/format.h>

#include <system_error>

#include <unistd.h>

namespace ls::netns {

namespace fs = std::filesystem;

Result<fs::path> findOpener() {
    constexpr const char* kName = "listenscope-opener";
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error) {
        return sysFailure("readlink(/proc/self/exe)", error.value());
    }
    const fs::path beside = program.parent_path() / kName;
    const fs::path installed = program.parent_path().parent_path() / "libexec/listenscope" / kName;
    for (const fs::path& place : {beside, installed}) {
        if (::access(place.c_str(), X_OK) == 0) {
            return place;
        }
    }
    return failure(ErrorCode::Refused,
                   fmt::format("{} is neither {} nor {}", kName, beside.string(), installed.string()),
                   "install the program and listenscope-opener together");
}

} // namespace ls::netns
