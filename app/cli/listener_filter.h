// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/filter/filter.h"

#include <string>

namespace ls::cli {

/// From the last argument of inspect and check, in the language of engine/filter/filter.h. ErrorCode::BadInput names
/// the place of what is wrong.
[[nodiscard]] Result<filter::Filter> makeListenerFilter(const std::string& text);

} // namespace ls::cli
