// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/experiment_commands.h"
#include "app/cli/inspect_commands.h"
#include "app/cli/signal_watch.h"
#include "engine/base/descriptor_limit.h"

#include <csignal>
#include <string>
#include <type_traits>

namespace {

using namespace ls;
using namespace ls::cli;

Result<ExitCode> runProgram(int argc, char** argv) {
    // Before any thread exists: they inherit the mask and share the limit.
    LS_TRY_ASSIGN(SignalWatch signals, SignalWatch::create());
    std::signal(SIGPIPE, SIG_IGN);
    raiseDescriptorLimit();

    LS_TRY_ASSIGN(const Command command, parseCommandLine(argc, argv));
    const std::string text = commandText(argc, argv);
    return std::visit(
        [&](const auto& chosen) -> Result<ExitCode> {
            if constexpr (std::is_same_v<std::decay_t<decltype(chosen)>, Information>) {
                LS_TRY(print(chosen.text));
                return ExitCode::Done;
            } else {
                return run(chosen, text, signals);
            }
        },
        command);
}

} // namespace

int main(int argc, char** argv) {
    const auto code = runProgram(argc, argv);
    if (!code) {
        report(code.error());
    }
    return static_cast<int>(code ? *code : exitCodeFor(code.error()));
}
