// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/inspect/listener.h"

#include <functional>
#include <string>

namespace ls::cli {

/// Whether a listener is shown.
using ListenerFilter = std::function<bool(const inspect::Listener&)>;

/// From the last argument of inspect and check: plain text that may stand anywhere in the row (address, port, process,
/// unit, container, user, family), upper and lower case alike. Empty: all. ErrorCode::BadInput for what is more than
/// plain text.
[[nodiscard]] Result<ListenerFilter> makeListenerFilter(const std::string& text);

} // namespace ls::cli
