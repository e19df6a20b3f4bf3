// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <filesystem>

namespace ls::netns {

/// listenscope-opener beside the running program (a build tree), or in ../libexec/listenscope (an installation).
/// ErrorCode::Refused names both places when it is in neither.
[[nodiscard]] Result<std::filesystem::path> findOpener();

} // namespace ls::netns
