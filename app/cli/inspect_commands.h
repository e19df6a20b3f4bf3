// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_line.h"
#include "app/cli/exit_code.h"
#include "app/cli/signal_watch.h"
#include "engine/base/result.h"

#include <string>

namespace ls::cli {

/// Shows the listeners of this machine, once or until stopped.
[[nodiscard]] Result<ExitCode> run(const InspectCommand& command, const std::string& text, SignalWatch& signals);
/// Looks for a while; ExitCode::CheckFailed when a listener exceeds what was given, with a line for each.
[[nodiscard]] Result<ExitCode> run(const CheckCommand& command, const std::string& text, SignalWatch& signals);

} // namespace ls::cli
