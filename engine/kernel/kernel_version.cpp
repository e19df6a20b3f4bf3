// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/kernel_version.h"

#include <fmt/format.h>

#include <charconv>

#include <sys/utsname.h>

namespace ls::kernel {

Result<KernelVersion> parseKernelVersion(std::string_view release) {
    KernelVersion version;
    const char* end = release.data() + release.size();
    const auto major = std::from_chars(release.data(), end, version.major);
    if (major.ec != std::errc() || major.ptr == end || *major.ptr != '.' ||
        std::from_chars(major.ptr + 1, end, version.minor).ec != std::errc()) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not a kernel release like 6.1.0", release));
    }
    return version;
}

std::string runningKernelRelease() {
    utsname names{};
    ::uname(&names);
    return names.release;
}

Result<KernelVersion> supportedKernelVersion() {
    LS_TRY_ASSIGN(const KernelVersion version, parseKernelVersion(runningKernelRelease()));
    if (version < kOldestSupported) {
        return failure(ErrorCode::Refused, fmt::format("this kernel is {}", runningKernelRelease()),
                       fmt::format("Linux {}.{} or newer is needed", kOldestSupported.major, kOldestSupported.minor));
    }
    return version;
}

} // namespace ls::kernel
