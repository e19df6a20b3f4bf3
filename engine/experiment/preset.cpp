// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/preset.h"

#include "engine/base/parse.h"
#include "engine/base/shell_words.h"
#include "engine/experiment/preset_reader.h"
#include "engine/lab/plan_options.h"
#include "engine/lab/prediction.h"

#include <fmt/format.h>

#include <algorithm>

namespace ls::experiment {

namespace {

constexpr std::size_t kMostRuns = 50;
constexpr std::string_view kBlanks = " \t\r\n";

/// Lines are joined to paragraphs, which an empty line ends; `joint` is put between two lines.
std::string paragraphs(std::string_view text, std::string_view joint) {
    std::string made;
    bool newParagraph = false;
    for (std::string_view line : split(text, '\n')) {
        const std::size_t begin = line.find_first_not_of(kBlanks);
        if (begin == std::string_view::npos) {
            newParagraph = !made.empty();
            continue;
        }
        line = line.substr(begin, line.find_last_not_of(kBlanks) - begin + 1);
        made += made.empty() ? "" : newParagraph ? "\n\n" : joint;
        made += line;
        newParagraph = false;
    }
    return made;
}

Result<LocalText> readText(const PresetReader& reader, const toml::table& table, std::string_view key) {
    LS_TRY_ASSIGN(const toml::table* both, reader.table(table, key));
    LS_TRY(reader.onlyKeys(*both, {"en", "zh"}));
    LS_TRY_ASSIGN(const std::string en, reader.text(*both, "en", key));
    LS_TRY_ASSIGN(const std::string zh, reader.textOrEmpty(*both, "zh"));
    return LocalText{paragraphs(en, " "), paragraphs(zh, "")};
}

/// "--backlog 5 --close=fin --ipv6" as names and values.
Result<lab::TypedOptions> optionsOf(const std::vector<std::string>& words) {
    lab::TypedOptions options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].starts_with("--")) {
            return failure(ErrorCode::BadInput, fmt::format("'{}' is not an option", words[i]),
                           "write --NAME VALUE, as after 'listenscope-cli lab'");
        }
        const std::size_t equals = words[i].find('=');
        const std::string name = words[i].substr(2, equals == std::string::npos ? equals : equals - 2);
        const lab::PlanOption* const option = lab::findOption(name);
        const bool isLast = i + 1 == words.size();
        if (equals != std::string::npos) {
            options.emplace_back(name, words[i].substr(equals + 1));
        } else if (option != nullptr && !option->bare.empty() && (isLast || words[i + 1].starts_with("--"))) {
            options.emplace_back(name, option->bare);
        } else if (!isLast) {
            options.emplace_back(name, words[++i]);
        } else {
            return failure(ErrorCode::BadInput, fmt::format("--{} has no value", name));
        }
    }
    return options;
}

Result<> planOf(const std::string& options, const PresetContext& context, PresetRun& run) {
    LS_TRY_ASSIGN(std::vector<std::string> words, splitWords(options));
    LS_TRY_ASSIGN(const lab::TypedOptions typed, optionsOf(words));
    LS_TRY_ASSIGN(run.plan, lab::planOf(typed));
    LS_TRY(lab::checkPlan(run.plan, *context.catalogue));
    words.insert(words.begin(), "lab");
    run.command = joinWords(words);
    return {};
}

bool isRunName(std::string_view name) {
    return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos &&
           name.find_first_not_of("0123456789") == 0;
}

Result<KernelRange> readKernels(const PresetReader& reader, const toml::table& table) {
    LS_TRY_ASSIGN(const std::string text, reader.textOrEmpty(table, "kernel"));
    auto range = KernelRange::parse(text);
    return range ? std::move(range) : Result<KernelRange>(reader.refuse(reader.nodeOf(table, "kernel"), range.error()));
}

Result<PresetRun> readRun(const PresetReader& reader, const toml::table& table, const PresetContext& context) {
    PresetRun run;
    LS_TRY(reader.onlyKeys(table, {"name", "options", "kernel"}));
    LS_TRY_ASSIGN(run.name, reader.text(table, "name"));
    if (!isRunName(run.name) || isFigureGroup(run.name)) {
        return reader.refuse(reader.nodeOf(table, "name"), fmt::format("'{}' cannot name a run", run.name),
                             "give a small letter, then letters, digits or _, and not the name of a figure");
    }
    LS_TRY_ASSIGN(run.kernels, readKernels(reader, table));
    LS_TRY_ASSIGN(const std::string options, reader.text(table, "options"));
    if (auto planned = planOf(options, context, run); !planned) {
        return reader.refuse(reader.nodeOf(table, "options"), planned.error());
    }
    return run;
}

std::vector<std::string> namesOf(const std::vector<PresetRun>& runs) {
    std::vector<std::string> names;
    for (const PresetRun& run : runs) {
        names.push_back(run.name);
    }
    return names;
}

/// The comparison and the runs it needs.
Result<> takeComparison(const std::string& text, const std::vector<PresetRun>& runs, const PresetContext& context,
                        PresetCheck& check) {
    static const CounterNames kAnyCounter;
    LS_TRY_ASSIGN(check.holds, Expression::parse(text));
    for (const std::string& figure : check.holds.figures()) {
        LS_TRY_ASSIGN(const FigureName name, resolveFigure(figure, namesOf(runs)));
        const PresetRun& run = runs[name.run];
        const bool isForHere = check.kernels.contains(context.kernel) && run.kernels.contains(context.kernel);
        LS_TRY(checkFigure(name.path, {run.plan, *context.catalogue, isForHere ? context.counters : kAnyCounter}));
        if (std::find(check.runs.begin(), check.runs.end(), name.run) == check.runs.end()) {
            check.runs.push_back(name.run);
        }
    }
    if (check.runs.empty()) {
        return failure(ErrorCode::BadInput, "the comparison names no figure of a run", "name at least one");
    }
    std::sort(check.runs.begin(), check.runs.end());
    return {};
}

Result<PresetCheck> readCheck(const PresetReader& reader, const toml::table& table, const std::vector<PresetRun>& runs,
                              const PresetContext& context) {
    PresetCheck check;
    LS_TRY(reader.onlyKeys(table, {"says", "holds", "kernel"}));
    LS_TRY_ASSIGN(check.says, readText(reader, table, "says"));
    LS_TRY_ASSIGN(check.kernels, readKernels(reader, table));
    LS_TRY_ASSIGN(const std::string text, reader.text(table, "holds"));
    if (auto taken = takeComparison(text, runs, context, check); !taken) {
        return reader.refuse(reader.nodeOf(table, "holds"), taken.error());
    }
    return check;
}

Result<PresetCheck> impliedCheck(LocalText says, const std::string& figure, const std::vector<PresetRun>& runs,
                                 const PresetContext& context) {
    PresetCheck check;
    check.says = std::move(says);
    check.isImplied = true;
    LS_TRY(takeComparison(figure, runs, context, check));
    return check;
}

/// What the queue model foretells: of half-open clients what the server remembers, else how many are connected.
LocalText foretoldText(const lab::RunPlan& plan, const std::string& en, const std::string& zh) {
    if (plan.wire.halfOpen.count > 0) {
        return {"As many are half-open (SYN_RECV) as the queue model foretold" + en,
                "半连接（SYN_RECV）数与队列模型的预测一致" + zh};
    }
    return {"As many are connected as the queue model foretold" + en, "连上的客户端数与队列模型的预测一致" + zh};
}

/// What must be true of any run: its books balance, and it does what the queue model foretells, if that can.
Result<> addImpliedChecks(const PresetContext& context, Preset& preset) {
    const std::vector<PresetRun>& runs = preset.runs;
    for (const PresetRun& run : preset.runs) {
        const std::string en = runs.size() == 1 ? "" : fmt::format(" (run {})", run.name);
        const std::string zh = runs.size() == 1 ? "" : fmt::format("（运行 {}）", run.name);
        if (lab::isForetold(run.plan)) {
            LS_TRY_ASSIGN(PresetCheck model, impliedCheck(foretoldText(run.plan, en, zh),
                                                          run.name + ".prediction.matches == true", runs, context));
            model.isPrediction = true;
            preset.checks.push_back(std::move(model));
        }
        LS_TRY_ASSIGN(PresetCheck books,
                      impliedCheck({"Every connection is accounted for" + en, "每个连接都有着落，账目平衡" + zh},
                                   run.name + ".conservation.holds == true", runs, context));
        preset.checks.push_back(std::move(books));
    }
    return {};
}

Result<> readRuns(const PresetReader& reader, const toml::table& root, const PresetContext& context, Preset& preset) {
    LS_TRY_ASSIGN(const std::vector<const toml::table*> tables, reader.tables(root, "run"));
    if (tables.size() > kMostRuns) {
        return reader.refuse(*tables.back(), fmt::format("{} runs are too many", tables.size()),
                             fmt::format("give at most {}", kMostRuns));
    }
    for (const toml::table* table : tables) {
        LS_TRY_ASSIGN(PresetRun run, readRun(reader, *table, context));
        const auto taken = [&](const PresetRun& other) { return other.name == run.name; };
        if (std::any_of(preset.runs.begin(), preset.runs.end(), taken)) {
            return reader.refuse(*table, fmt::format("there is another run called {}", run.name));
        }
        preset.runs.push_back(std::move(run));
    }
    return {};
}

} // namespace

const std::string& LocalText::in(std::string_view language) const {
    return language.starts_with("zh") && !zh.empty() ? zh : en;
}

Result<KernelRange> KernelRange::parse(std::string_view text) {
    KernelRange range;
    range.text = std::string(text);
    if (text.empty()) {
        return range;
    }
    for (std::string_view part : split(text, ',')) {
        part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
        const bool from = part.starts_with(">=");
        const std::size_t sign = from ? 2 : 1;
        std::string_view number = part.substr(std::min(sign, part.size()));
        number.remove_prefix(std::min(number.find_first_not_of(' '), number.size()));
        const auto version = kernel::parseKernelVersion(number);
        if ((!from && !part.starts_with("<")) || !version) {
            return failure(ErrorCode::BadInput, fmt::format("'{}' is not a range of kernels", text),
                           "write e.g. \">= 6.5\", \"< 6.5\" or \">= 5.10, < 6.5\"");
        }
        (from ? range.from : range.below) = *version;
    }
    return range;
}

bool KernelRange::contains(kernel::KernelVersion version) const {
    return (!from || version >= *from) && (!below || version < *below);
}

Result<Preset> parsePreset(std::string_view text, const std::string& name, const std::string& file,
                           const PresetContext& context) {
    const PresetReader reader(file);
    LS_TRY_ASSIGN(const toml::table root, reader.parse(text));
    LS_TRY(reader.onlyKeys(root, {"title", "question", "explanation", "sources", "run", "check"}));
    Preset preset;
    preset.name = name;
    preset.text = std::string(text);
    LS_TRY_ASSIGN(preset.title, readText(reader, root, "title"));
    LS_TRY_ASSIGN(preset.question, readText(reader, root, "question"));
    LS_TRY_ASSIGN(preset.explanation, readText(reader, root, "explanation"));
    LS_TRY_ASSIGN(preset.sources, reader.texts(root, "sources"));
    LS_TRY(readRuns(reader, root, context, preset));
    LS_TRY_ASSIGN(const std::vector<const toml::table*> checks, reader.tables(root, "check"));
    for (const toml::table* table : checks) {
        LS_TRY_ASSIGN(PresetCheck check, readCheck(reader, *table, preset.runs, context));
        preset.checks.push_back(std::move(check));
    }
    LS_TRY(addImpliedChecks(context, preset));
    return preset;
}

} // namespace ls::experiment
