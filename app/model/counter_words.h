// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace ls::model {

/// What a kernel counter's movement means, in one or two sentences; empty for one that is not about listen queues.
[[nodiscard]] QString counterMeaning(std::string_view name);

/// Whether its movement means that somebody lost something.
[[nodiscard]] bool isLossCounter(std::string_view name);

/// Where it stands among the counters that moved: smaller is nearer to the top.
[[nodiscard]] int counterRank(std::string_view name);

} // namespace ls::model
