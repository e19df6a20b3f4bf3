// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ls {

// Values as a user types them. Errors are ErrorCode::BadInput, quote the text and name what is accepted.

/// A whole number of decimal digits, with nothing around it.
[[nodiscard]] Result<std::int64_t> parseInteger(std::string_view text, std::int64_t min, std::int64_t max);

/// "250ms", "10s", "1.5s", "2m", "1h", "500us"; the unit is required.
[[nodiscard]] Result<Nanoseconds> parseDuration(std::string_view text, Nanoseconds min, Nanoseconds max);

/// "2000/s"; the unit is required.
[[nodiscard]] Result<double> parsePerSecond(std::string_view text, double min, double max);

/// "5%", "0.1%" as a share, 0 to 1; the sign is required.
[[nodiscard]] Result<double> parsePercent(std::string_view text);

/// "1.5 s" is written 1.5s, 300 ms 300ms: the shortest text that parseDuration() reads back.
[[nodiscard]] std::string formatDuration(Nanoseconds duration);

/// The parts between separators; an empty text has one empty part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

} // namespace ls
