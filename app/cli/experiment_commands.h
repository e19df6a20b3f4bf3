// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_line.h"
#include "app/cli/exit_code.h"
#include "app/cli/signal_watch.h"
#include "engine/base/result.h"

#include <string>

namespace ls::cli {

[[nodiscard]] Result<ExitCode> run(const ExperimentListCommand& command, const std::string& text, SignalWatch& signals);
[[nodiscard]] Result<ExitCode> run(const ExperimentShowCommand& command, const std::string& text, SignalWatch& signals);
/// Runs one preset after the other; ExitCode::CheckFailed when a check of one does not hold, named on stderr.
[[nodiscard]] Result<ExitCode> run(const ExperimentRunCommand& command, const std::string& text, SignalWatch& signals);

} // namespace ls::cli
