// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace ls::experiment {

/// What a figure of a run, or a sum made of figures, can be. monostate: the run has none (null in its document).
using Value = std::variant<std::monostate, bool, double, std::vector<double>>;

/// "null", "true", "12", "1.5", "[1, 2]".
[[nodiscard]] std::string toString(const Value& value);

} // namespace ls::experiment
