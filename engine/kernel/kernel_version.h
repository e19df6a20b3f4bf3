// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <compare>
#include <string>
#include <string_view>

namespace ls::kernel {

/// Major and minor of a Linux release string; what the queue model and the sysctl catalogue depend on.
struct KernelVersion {
    int major = 0;
    int minor = 0;

    friend auto operator<=>(const KernelVersion&, const KernelVersion&) = default;
};

/// The oldest kernel whose queues this program claims to explain.
inline constexpr KernelVersion kOldestSupported{5, 10};

/// "6.18.44-fc" → 6.18; ErrorCode::BadInput for anything that does not start with two numbers.
[[nodiscard]] Result<KernelVersion> parseKernelVersion(std::string_view release);

/// The release string of the running kernel (uname(2)).
[[nodiscard]] std::string runningKernelRelease();

/// The running kernel's version, or ErrorCode::Refused when it is older than kOldestSupported.
[[nodiscard]] Result<KernelVersion> supportedKernelVersion();

} // namespace ls::kernel
