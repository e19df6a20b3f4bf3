// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_line.h"
#include "app/cli/exit_code.h"
#include "app/cli/signal_watch.h"
#include "engine/base/result.h"
#include "engine/control/engine.h"
#include "engine/record/csv_writer.h"

#include <memory>
#include <string>
#include <string_view>

namespace ls::cli {

/// Runs a command to its end and prints its result. `text` is the command line, for the files' first lines.
[[nodiscard]] Result<ExitCode> run(const LabCommand& command, const std::string& text, SignalWatch& signals);
[[nodiscard]] Result<ExitCode> run(const SweepCommand& command, const std::string& text, SignalWatch& signals);

[[nodiscard]] Result<std::unique_ptr<control::Engine>> startEngine();

/// The first lines of every CSV. `command`: the command line.
[[nodiscard]] record::CsvPreamble csvPreamble(const std::string& command, std::string_view units);

/// OutputFile::create(), which SIGINT and SIGTERM end while it waits for the reader of a FIFO.
[[nodiscard]] Result<record::OutputFile> openOutput(const std::string& path, record::OutputFile::Staging staging);

/// All of `text` to stdout.
[[nodiscard]] Result<> print(const std::string& text);

} // namespace ls::cli
