// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace ls {

/// The words of a command line: blanks and line ends separate them, '…' and "…" keep what is inside, \ keeps the next
/// character. Nothing is expanded. ErrorCode::BadInput for a quote that is not closed.
[[nodiscard]] Result<std::vector<std::string>> splitWords(std::string_view text);

/// One line that a shell, and splitWords(), read back.
[[nodiscard]] std::string joinWords(const std::vector<std::string>& words);

} // namespace ls
