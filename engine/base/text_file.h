// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <string>

namespace ls {

/// What a text file may hold unless its reader expects more: a device has no end.
inline constexpr std::size_t kMostText = std::size_t{16} << 20;

/// The whole of a small file, /proc included. ErrorCode::BadInput when it is larger than `most` bytes. Never waits for
/// the other end of a FIFO, from which nothing can be read here. Any thread.
[[nodiscard]] Result<std::string> readTextFile(const std::string& path, std::size_t most = kMostText);

/// The same of a file on a disk only: ErrorCode::BadInput for a device, a FIFO or a folder.
[[nodiscard]] Result<std::string> readRegularFile(const std::string& path, std::size_t most = kMostText);

/// The whole of an open file from its beginning; a /proc file is made anew by the kernel at each call.
[[nodiscard]] Result<std::string> readTextFile(int fd, std::size_t most = kMostText);

} // namespace ls
