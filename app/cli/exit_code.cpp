// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exit_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace ls::cli {

ExitCode exitCodeFor(const Error& error) {
    switch (error.code) {
    case ErrorCode::BadInput:
        return ExitCode::BadUsage;
    case ErrorCode::Refused:
        return ExitCode::Refused;
    case ErrorCode::OutputClosed:
        return ExitCode::Done;
    default:
        return ExitCode::Failed;
    }
}

void report(const Error& error) {
    if (error.code == ErrorCode::OutputClosed) {
        return;
    }
    std::string line =
        fmt::format("listenscope-cli: {}{}{}", error.text, error.advice.empty() ? "" : "; ", error.advice);
    std::replace(line.begin(), line.end(), '\n', ' ');
    fmt::print(stderr, "{}\n", line);
}

} // namespace ls::cli
