// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"

#include "engine/base/parse.h"
#include "engine/base/shell_words.h"
#include "engine/base/version.h"
#include "engine/lab/plan_options.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <limits>
#include <random>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace ls::cli {

namespace {

struct Typed {
    lab::TypedOptions lab; ///< applied after parsing, so that their errors are ours
    std::vector<std::string> vary;
    std::string repeat = "1";
    std::string seed;
    OutputChoice output;
    // inspect and check
    std::vector<std::string> filter;
    std::string watch;
    bool allSockets = false;
    std::string fillOver;
    std::string dropsOver;
    std::string duration = "5s";
    // experiment
    std::vector<std::string> experiments;
    bool everyExperiment = false;
};

void addOption(CLI::App& command, const lab::PlanOption& option, lab::TypedOptions& typed) {
    auto* added = command.add_option_function<std::vector<std::string>>(
        "--" + std::string(option.name),
        [&option, &typed](const std::vector<std::string>& values) {
            for (const std::string& value : values) {
                typed.emplace_back(option.name, value.empty() ? std::string(option.bare) : value);
            }
        },
        std::string(option.help));
    added->type_name(std::string(option.form));
    added->allow_extra_args(false);
    added->expected(option.bare.empty() ? 1 : 0, 1);
    added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

/// What is wrong with a file's name; empty: nothing.
std::string fileIsNamed(const std::string& name) {
    return name.empty() ? "no file is named" : "";
}

/// The file that is finished last would replace the other. Devices are written side by side. `staging`: what is added
/// to the name of the rows' file while they come.
Result<> checkTargets(const OutputChoice& output, const char* staging = "") {
    namespace fs = std::filesystem;
    std::error_code ignored;
    // Absolute first: of a relative path to nothing weakly_canonical() makes none.
    const auto place = [&](const std::string& name) {
        return fs::weakly_canonical(fs::absolute(name, ignored), ignored);
    };
    const bool isDevice = fs::exists(output.csv, ignored) && !fs::is_regular_file(output.csv, ignored);
    if (output.csv.empty() || output.pcap.empty() || isDevice) {
        return {};
    }
    if (place(output.csv) == place(output.pcap)) {
        return failure(ErrorCode::BadInput, fmt::format("--csv and --pcap name the same file, {}", output.csv),
                       "give each a file of its own");
    }
    if (place(output.csv).string() + staging == place(output.pcap)) {
        return failure(ErrorCode::BadInput,
                       fmt::format("--pcap names {}, where --csv keeps its rows until the end", output.pcap),
                       "give each a file of its own");
    }
    return {};
}

void addCommonOptions(CLI::App& command, Typed& typed, std::string_view csvHelp) {
    for (const lab::PlanOption& option : lab::planOptions()) {
        addOption(command, option, typed.lab);
    }
    command.add_option("--csv", typed.output.csv, std::string(csvHelp))->type_name("FILE")->check(fileIsNamed);
    command.add_flag("--json", typed.output.json, "print one JSON document instead of the summary");
}

void addPcap(CLI::App& command, Typed& typed, std::string_view help) {
    command.add_option("--pcap", typed.output.pcap, std::string(help))->type_name("FILE")->check(fileIsNamed);
}

std::uint64_t randomSeed() {
    // Short enough to be typed again.
    return std::random_device{}();
}

Result<sweep::SweepPlan> makeSweep(const Typed& typed) {
    sweep::SweepPlan plan;
    LS_TRY_ASSIGN(plan.base, lab::planOf(typed.lab));
    for (const std::string& text : typed.vary) {
        auto knob = sweep::parseKnob(text);
        if (!knob) {
            return tl::unexpected(std::move(knob).error().withContext("--vary"));
        }
        plan.knobs.push_back(*std::move(knob));
    }
    const auto repeats = parseInteger(typed.repeat, 1, 1000);
    if (!repeats) {
        return tl::unexpected(Error(repeats.error()).withContext("--repeat"));
    }
    plan.repeats = static_cast<unsigned>(*repeats);
    if (typed.seed.empty()) {
        plan.seed = randomSeed();
        return plan;
    }
    const auto seed = parseInteger(typed.seed, 0, std::numeric_limits<std::int64_t>::max());
    if (!seed) {
        return tl::unexpected(Error(seed.error()).withContext("--seed"));
    }
    plan.seed = static_cast<std::uint64_t>(*seed);
    return plan;
}

constexpr std::chrono::hours kLongest{24 * 365};

/// The words of a filter may come in one argument or in several.
std::string filterText(const Typed& typed) {
    std::string text;
    for (const std::string& word : typed.filter) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

Result<InspectCommand> makeInspect(const Typed& typed) {
    InspectCommand command;
    command.filter = filterText(typed);
    command.allSockets = typed.allSockets;
    command.output = typed.output;
    if (!typed.watch.empty()) {
        auto watch = parseDuration(typed.watch, std::chrono::milliseconds(50), kLongest);
        if (!watch) {
            return tl::unexpected(std::move(watch).error().withContext("--watch"));
        }
        command.watch = *watch;
    }
    return command;
}

Result<CheckCommand> makeCheck(const Typed& typed) {
    CheckCommand command;
    command.filter = filterText(typed);
    auto duration = parseDuration(typed.duration, std::chrono::milliseconds(100), kLongest);
    if (!duration) {
        return tl::unexpected(std::move(duration).error().withContext("--for"));
    }
    command.duration = *duration;
    const bool neither = typed.fillOver.empty() && typed.dropsOver.empty();
    if (!typed.fillOver.empty() || neither) {
        const std::string text = neither ? "0.8" : typed.fillOver;
        double fill = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), fill);
        if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || !(fill >= 0 && fill <= 1000)) {
            return failure(ErrorCode::BadInput, fmt::format("--fill-over: '{}' is not a share", text),
                           "give a share of the limit, 0 to 1000: 0.8 for 80 %");
        }
        command.fillOver = fill;
    }
    if (!typed.dropsOver.empty() || neither) {
        auto drops = parseInteger(neither ? "0" : typed.dropsOver, 0, std::numeric_limits<std::int64_t>::max());
        if (!drops) {
            return tl::unexpected(std::move(drops).error().withContext("--drops-over"));
        }
        command.dropsOver = static_cast<std::uint64_t>(*drops);
    }
    return command;
}

CLI::App* addInspect(CLI::App& app, Typed& typed) {
    CLI::App* inspect = app.add_subcommand("inspect", "every listening socket of this machine, without root");
    inspect->add_option("--watch", typed.watch, "again and again at this interval, until stopped")->type_name("D");
    inspect->add_flag("--all", typed.allSockets, "every TCP, UDP and UNIX socket as well");
    inspect->add_option("--csv", typed.output.csv, "write a row per listener (and look) instead of the table")
        ->type_name("FILE");
    inspect->add_flag("--json", typed.output.json, "print one JSON document; with --watch one a line");
    inspect->add_option("FILTER", typed.filter,
                        "show only listeners for which it holds: text in the row, sport = :80 and fill > 0.5, proc = "
                        "nginx, not, or, ( )");
    return inspect;
}

CLI::App* addCheck(CLI::App& app, Typed& typed) {
    CLI::App* check = app.add_subcommand("check", "look for a while; exit status 4 when a listener exceeds a bound");
    check->add_option("--fill-over", typed.fillOver, "waiting / limit, at its deepest (default 0.8)")->type_name("F");
    check->add_option("--drops-over", typed.dropsOver, "drops while looking (default 0)")->type_name("N");
    check->add_option("--for", typed.duration, "how long to look (default 5s)")->type_name("D");
    check->add_option("FILTER", typed.filter, "check only listeners for which it holds (see inspect)");
    return check;
}

/// The command with its three parts.
struct ExperimentWords {
    CLI::App* all = nullptr;
    CLI::App* list = nullptr;
    CLI::App* show = nullptr;
    CLI::App* run = nullptr;
};

ExperimentWords addExperiment(CLI::App& app, Typed& typed) {
    ExperimentWords words;
    words.all = app.add_subcommand("experiment", "questions about listen queues, answered and checked on this kernel");
    words.all->require_subcommand(1);
    words.list = words.all->add_subcommand("list", "the experiments there are");
    words.list->add_flag("--json", typed.output.json, "print one JSON document");
    words.show = words.all->add_subcommand("show", "print one as a file to copy and edit");
    words.show->add_option("NAME", typed.experiments, "the experiment")->required()->expected(1);
    words.run = words.all->add_subcommand("run", "run them; exit status 4 when a check does not hold");
    words.run->add_option("NAME", typed.experiments, "experiments by name, or files of one's own (FILE.toml)");
    words.run->add_flag("--all", typed.everyExperiment, "every experiment of the list");
    words.run->add_flag("--json", typed.output.json, "print one JSON document");
    return words;
}

Result<Command> makeExperiment(const ExperimentWords& words, const Typed& typed) {
    if (words.list->parsed()) {
        return ExperimentListCommand{typed.output.json};
    }
    if (words.show->parsed()) {
        return ExperimentShowCommand{typed.experiments.front()};
    }
    if (typed.experiments.empty() != typed.everyExperiment) {
        return failure(ErrorCode::BadInput,
                       typed.everyExperiment ? "--all and a name do not go together" : "no experiment is named",
                       "give --all, or names of 'listenscope-cli experiment list'");
    }
    return ExperimentRunCommand{typed.experiments, typed.everyExperiment, typed.output.json};
}

constexpr std::string_view kFooter =
    "Every run happens in a private network namespace on this machine's own kernel; no root is needed and nothing else "
    "is touched. inspect and check only look.\nExit status: 0 done, 1 failed, 2 bad usage, 3 this machine refuses (the "
    "message says which switch), 4 a check did not hold.";

} // namespace

Result<Command> parseCommandLine(int argc, const char* const* argv) {
    CLI::App app("A laboratory for TCP listen queues on the real kernel.", "listenscope-cli");
    app.footer(std::string(kFooter));
    app.set_version_flag("--version", fmt::format("listenscope-cli {}", kVersion));
    app.require_subcommand(1);

    Typed typed;
    CLI::App* lab = app.add_subcommand("lab", "one run in a fresh private namespace");
    addCommonOptions(*lab, typed, "write the time series at the sampling rate");
    addPcap(*lab, typed,
            "record the wire's packets for tcpdump and Wireshark; puts a wire in if no option asked for one");
    CLI::App* sweep = app.add_subcommand("sweep", "many runs, each in a fresh private namespace");
    sweep
        ->add_option("--vary", typed.vary,
                     "NAME=LIST with 1,2,8 or A..B[:STEP|log2|log10[/N]]; NAME is an option below "
                     "or a sysctl; twice for a grid")
        ->type_name("NAME=LIST")
        ->allow_extra_args(false)
        ->required();
    sweep->add_option("--repeat", typed.repeat, "runs per value, 1 to 1000 (default 1)")->type_name("N");
    sweep->add_option("--seed", typed.seed, "order of the runs (default: random, and recorded)")->type_name("N");
    addCommonOptions(*sweep, typed, "write a row per run; to FILE.part until the end");
    addPcap(
        *sweep, typed,
        "record the wire's packets of all runs, one after the other, for tcpdump and Wireshark; each row of --csv and "
        "--json tells which frames are its run's; puts a wire in if no option asked for one");

    const CLI::App* inspect = addInspect(app, typed);
    const CLI::App* check = addCheck(app, typed);

    const ExperimentWords experiment = addExperiment(app, typed);

    const std::array<const CLI::App*, 5> commands{lab, sweep, experiment.all, inspect, check};
    const auto isNamed = [&](const CLI::App* command) { return argv[1] == command->get_name(); };
    if (argc > 1 && argv[1][0] != '-' && std::none_of(commands.begin(), commands.end(), isNamed)) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not a command", argv[1]),
                       "give lab, sweep, experiment, inspect or check");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& information) {
        // Help and version end parsing by exception; exit() turns them into text.
        std::ostringstream out;
        std::ostringstream err;
        app.exit(information, out, err);
        return Information{out.str()};
    } catch (const CLI::ParseError& error) {
        const auto parsed =
            std::find_if(commands.begin(), commands.end(), [](const CLI::App* command) { return command->parsed(); });
        return failure(ErrorCode::BadInput, error.what(),
                       fmt::format("see 'listenscope-cli{} --help'",
                                   parsed == commands.end() ? std::string() : " " + (*parsed)->get_name()));
    }
    if (inspect->parsed()) {
        LS_TRY_ASSIGN(InspectCommand command, makeInspect(typed));
        return command;
    }
    if (check->parsed()) {
        LS_TRY_ASSIGN(CheckCommand command, makeCheck(typed));
        return command;
    }
    if (experiment.all->parsed()) {
        return makeExperiment(experiment, typed);
    }
    if (lab->parsed()) {
        LS_TRY_ASSIGN(lab::RunPlan plan, lab::planOf(typed.lab));
        LS_TRY(checkTargets(typed.output));
        plan.wired = plan.wired || !typed.output.pcap.empty();
        return LabCommand{std::move(plan), typed.output};
    }
    LS_TRY_ASSIGN(sweep::SweepPlan plan, makeSweep(typed));
    LS_TRY(checkTargets(typed.output, ".part"));
    plan.base.wired = plan.base.wired || !typed.output.pcap.empty();
    return SweepCommand{std::move(plan), typed.output};
}

std::string commandText(int argc, const char* const* argv) {
    std::vector<std::string> words{"listenscope-cli"};
    words.insert(words.end(), argv + std::min(argc, 1), argv + argc);
    return joinWords(words);
}

} // namespace ls::cli
