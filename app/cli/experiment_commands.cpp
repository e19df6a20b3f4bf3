// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/experiment_commands.h"

#include "app/cli/commands.h"
#include "app/cli/experiment_output.h"
#include "app/cli/session.h"
#include "engine/experiment/preset_catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <unistd.h>

namespace ls::cli {

using experiment::Preset;
using experiment::PresetCatalogue;
using experiment::PresetContext;
using Verdict = experiment::CheckOutcome::Verdict;
using Presets = std::vector<std::shared_ptr<const Preset>>;

namespace {

bool isFile(const std::string& name) {
    return name.find('/') != std::string::npos || name.ends_with(".toml");
}

Result<std::shared_ptr<const Preset>> choose(const std::string& name, const PresetCatalogue& catalogue,
                                             const PresetContext& context) {
    if (isFile(name)) {
        LS_TRY_ASSIGN(Preset preset, experiment::loadPreset(name, context));
        return std::make_shared<const Preset>(std::move(preset));
    }
    if (const Preset* found = catalogue.find(name)) {
        return std::make_shared<const Preset>(*found);
    }
    // Its own preset, but one that cannot be used: the reason is worth more than "no such experiment".
    for (const Error& problem : catalogue.problems()) {
        if (problem.text.find("/" + name + ".toml") != std::string::npos) {
            return tl::unexpected(problem);
        }
    }
    return failure(ErrorCode::BadInput, fmt::format("'{}' is not an experiment", name),
                   "see 'listenscope-cli experiment list', or give a file");
}

/// What was asked for. With --all, presets that cannot be used are named on stderr; the others are chosen.
struct Chosen {
    Presets presets;
    bool isComplete = true;
};

Result<Chosen> chooseAll(const ExperimentRunCommand& command, const PresetContext& context) {
    LS_TRY_ASSIGN(const PresetCatalogue catalogue, PresetCatalogue::load(context, experiment::userPresetFolder()));
    Chosen chosen;
    for (const std::string& name : command.names) {
        LS_TRY_ASSIGN(auto preset, choose(name, catalogue, context));
        chosen.presets.push_back(std::move(preset));
    }
    if (!command.all) {
        return chosen;
    }
    for (const Error& problem : catalogue.problems()) {
        report(problem);
        chosen.isComplete = false;
    }
    for (const Preset& preset : catalogue.presets()) {
        chosen.presets.push_back(std::make_shared<const Preset>(preset));
    }
    return chosen;
}

/// What is at work, on one line of a terminal; nothing on a pipe or file.
void showProgress(const Preset& preset, std::size_t run) {
    if (::isatty(STDERR_FILENO) != 0) {
        fmt::print(stderr, "\r\033[K{}: run {} of {}", preset.name, run + 1, preset.runs.size());
    }
}

void clearProgress() {
    if (::isatty(STDERR_FILENO) != 0) {
        fmt::print(stderr, "\r\033[K");
    }
}

/// The last word when every experiment that was asked for is over.
Result<ExitCode> conclude(const std::vector<ExperimentDone>& all) {
    for (const ExperimentDone& done : all) {
        if (done.result.error) {
            return tl::unexpected(Error(*done.result.error).withContext(done.preset->name));
        }
    }
    for (const ExperimentDone& done : all) {
        if (const std::string failed = failedCheckText(done); !failed.empty()) {
            fmt::print(stderr, "listenscope-cli: a check does not hold: {}\n", failed);
        }
    }
    for (const ExperimentDone& done : all) {
        if (done.result.nothingJudged()) {
            fmt::print(stderr, "listenscope-cli: {}: nothing could be checked on this kernel: {}\n", done.preset->name,
                       done.result.obstacle());
        }
    }
    const auto any = [&](auto what) { return std::any_of(all.begin(), all.end(), what); };
    if (any([](const ExperimentDone& done) { return done.result.count(Verdict::Fails) > 0; })) {
        return ExitCode::CheckFailed;
    }
    return any([](const ExperimentDone& done) { return done.result.nothingJudged(); }) ? ExitCode::Refused
                                                                                       : ExitCode::Done;
}

} // namespace

Result<ExitCode> run(const ExperimentListCommand& command, const std::string& /*text*/, SignalWatch& /*signals*/) {
    LS_TRY_ASSIGN(const auto sysctls, kernel::SysctlCatalogue::builtIn());
    LS_TRY_ASSIGN(const PresetCatalogue catalogue,
                  PresetCatalogue::load({&sysctls, experiment::runningCounters()}, experiment::userPresetFolder()));
    LS_TRY(print(command.json ? experimentListJson(catalogue) : experimentListText(catalogue)));
    return ExitCode::Done;
}

Result<ExitCode> run(const ExperimentShowCommand& command, const std::string& /*text*/, SignalWatch& /*signals*/) {
    LS_TRY_ASSIGN(const auto sysctls, kernel::SysctlCatalogue::builtIn());
    LS_TRY_ASSIGN(const Chosen chosen,
                  chooseAll({{command.name}, false, false}, {&sysctls, experiment::runningCounters()}));
    LS_TRY(print(chosen.presets.front()->text));
    return ExitCode::Done;
}

Result<ExitCode> run(const ExperimentRunCommand& command, const std::string& /*text*/, SignalWatch& signals) {
    LS_TRY_ASSIGN(const std::unique_ptr<control::Engine> engine, startEngine());
    LS_TRY_ASSIGN(const Chosen chosen, chooseAll(command, {&engine->catalogue(), experiment::runningCounters()}));
    Session session(*engine, signals);
    std::vector<ExperimentDone> all;
    for (const auto& preset : chosen.presets) {
        LS_TRY_ASSIGN(experiment::ExperimentResult result,
                      session.runExperiment({preset}, [&](std::size_t run) { showProgress(*preset, run); }));
        clearProgress();
        all.push_back({preset, std::move(result)});
        if (!command.json) {
            LS_TRY(print(experimentText(all.back())));
        }
        if (all.back().result.interrupted || all.back().result.error) {
            break;
        }
    }
    if (command.json) {
        LS_TRY(print(experimentsJson(all)));
    }
    LS_TRY_ASSIGN(const ExitCode outcome, conclude(all));
    return chosen.isComplete ? outcome : ExitCode::BadUsage;
}

} // namespace ls::cli
