// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/lab/run_plan.h"
#include "engine/sweep/sweep_plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ls::cli {

/// Where a command's result goes.
struct OutputChoice {
    std::string csv; ///< empty: none
    bool json = false;
    std::string pcap; ///< of the wire; empty: none
};

struct LabCommand {
    lab::RunPlan plan;
    OutputChoice output;
};

struct SweepCommand {
    sweep::SweepPlan plan;
    OutputChoice output;
};

struct InspectCommand {
    std::string filter;
    std::optional<Nanoseconds> watch; ///< once, without
    bool allSockets = false;
    OutputChoice output;
};

/// What must hold for every listener; at least one bound is set.
struct CheckCommand {
    std::string filter;
    std::optional<double> fillOver;
    std::optional<std::uint64_t> dropsOver;
    Nanoseconds duration = std::chrono::seconds(5);
};

struct ExperimentListCommand {
    bool json = false;
};

/// The preset's own text, to be copied and edited.
struct ExperimentShowCommand {
    std::string name;
};

struct ExperimentRunCommand {
    std::vector<std::string> names; ///< of presets, or files
    bool all = false;
    bool json = false;
};

/// Help or version: printed, and nothing else is done.
struct Information {
    std::string text;
};

using Command = std::variant<LabCommand, SweepCommand, InspectCommand, CheckCommand, ExperimentListCommand,
                             ExperimentShowCommand, ExperimentRunCommand, Information>;

/// What the words of the command line ask for. ErrorCode::BadInput names the option and what it accepts.
[[nodiscard]] Result<Command> parseCommandLine(int argc, const char* const* argv);

/// The words as one line that a shell reads back.
[[nodiscard]] std::string commandText(int argc, const char* const* argv);

} // namespace ls::cli
