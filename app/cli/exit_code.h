// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

namespace ls::cli {

/// The public meaning of listenscope-cli's exit status.
enum class ExitCode : int {
    Done = 0,
    Failed = 1,      ///< the run failed, or its output could not be written
    BadUsage = 2,    ///< the command line cannot be used
    Refused = 3,     ///< this machine lacks or forbids something
    CheckFailed = 4, ///< a check did not hold
};

[[nodiscard]] ExitCode exitCodeFor(const Error& error);

/// One line on stderr: what failed, why, what to do. Silent when the reader of our output has gone.
void report(const Error& error);

} // namespace ls::cli
