// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/run_result.h"

#include <nlohmann/json_fwd.hpp>

namespace ls::lab {

/// A run as its public document: what `lab --json` prints, and where the checks of an experiment find their figures.
/// Keys may be added, never renamed or removed.
[[nodiscard]] nlohmann::ordered_json runDocument(const RunResult& result);

} // namespace ls::lab
