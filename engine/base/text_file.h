// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <string>

namespace ls {

/// The whole of a small file, /proc included. Any thread.
[[nodiscard]] Result<std::string> readTextFile(const std::string& path);

/// The whole of an open file from its beginning; a /proc file is made anew by the kernel at each call.
[[nodiscard]] Result<std::string> readTextFile(int fd);

} // namespace ls
