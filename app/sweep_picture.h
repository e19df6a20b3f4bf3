// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <filesystem>

namespace ls {

/// Draws the chart that the sweep page shows of a sweep's CSV into a picture: .png, .svg or .pdf. Needs a QApplication,
/// of any platform. ErrorCode::BadInput: not a sweep, or one without a row; ErrorCode::Output: not written, and what
/// was there is as it was.
[[nodiscard]] Result<> drawSweep(const std::filesystem::path& csv, const std::filesystem::path& picture);

} // namespace ls
