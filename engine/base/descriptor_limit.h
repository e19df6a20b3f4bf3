// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace ls {

/// Raises the soft RLIMIT_NOFILE of this process to its hard limit (setrlimit(2)) and returns what is in force then.
/// Process-wide, so only main() calls it, before threads start.
std::uint64_t raiseDescriptorLimit();

} // namespace ls
