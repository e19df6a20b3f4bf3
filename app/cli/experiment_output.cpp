// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/experiment_output.h"

#include "engine/base/version.h"
#include "engine/kernel/kernel_version.h"
#include "engine/lab/run_document.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace ls::cli {

using experiment::CheckOutcome;
using experiment::ExperimentResult;
using experiment::Preset;
using experiment::PresetCheck;
using Json = nlohmann::ordered_json;
using Verdict = CheckOutcome::Verdict;

namespace {

constexpr std::size_t kWidth = 100;

/// Paragraphs in lines of at most kWidth, indented.
std::string wrapped(const std::string& text, std::string_view indent) {
    std::string made;
    std::size_t used = kWidth;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
        const std::string_view word(text.data() + begin, end - begin);
        if (used + 1 + word.size() > kWidth) {
            made += fmt::format("{}{}", made.empty() ? "" : "\n", indent);
            used = indent.size();
        } else {
            made += ' ';
            ++used;
        }
        made += word;
        used += word.size();
        begin = end + 1;
        if (end < text.size() && text[end] == '\n') {
            made += '\n';
            used = kWidth;
            begin = std::min(text.find_first_not_of('\n', end), text.size());
        }
    }
    return made + "\n";
}

std::string_view mark(Verdict verdict) {
    switch (verdict) {
    case Verdict::Holds:
        return "✓ holds  ";
    case Verdict::Fails:
        return "✗ FAILS  ";
    case Verdict::Skipped:
        return "· skipped";
    }
    return {};
}

std::string checkText(const PresetCheck& check, const CheckOutcome& outcome) {
    std::string text = fmt::format("  {} {}\n", mark(outcome.verdict), check.says.en);
    if (!outcome.expected.empty()) {
        text += fmt::format("            measured {}, expected {}   ({})\n", outcome.measured, outcome.expected,
                            check.holds.text());
    }
    if (!outcome.why.empty()) {
        text += fmt::format("            {}\n", outcome.why);
    }
    return text;
}

Json checkJson(const PresetCheck& check, const CheckOutcome& outcome) {
    return {{"says", check.says.en},
            {"check", check.holds.text()},
            {"holds", outcome.verdict == Verdict::Skipped ? Json(nullptr) : Json(outcome.verdict == Verdict::Holds)},
            {"measured", outcome.measured},
            {"expected", outcome.expected},
            {"why", outcome.why}};
}

Json runJson(const experiment::PresetRun& run, const experiment::RunOutcome& outcome) {
    return {{"name", run.name},
            {"command", "listenscope-cli " + run.command},
            {"result", outcome.result ? lab::runDocument(*outcome.result) : Json(nullptr)},
            {"why", outcome.why}};
}

Json experimentJson(const ExperimentDone& done) {
    Json runs = Json::array();
    for (std::size_t i = 0; i < done.preset->runs.size(); ++i) {
        runs.push_back(runJson(done.preset->runs[i], done.result.runs[i]));
    }
    Json checks = Json::array();
    for (std::size_t i = 0; i < done.preset->checks.size(); ++i) {
        checks.push_back(checkJson(done.preset->checks[i], done.result.checks[i]));
    }
    return {{"name", done.preset->name},
            {"title", done.preset->title.en},
            {"passed", done.result.passed()},
            {"interrupted", done.result.interrupted},
            {"checks", std::move(checks)},
            {"runs", std::move(runs)},
            {"question", done.preset->question.en},
            {"explanation", done.preset->explanation.en},
            {"sources", done.preset->sources}};
}

std::string problemText(const Error& problem) {
    return problem.advice.empty() ? problem.text : fmt::format("{}; {}", problem.text, problem.advice);
}

std::string dump(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

std::string experimentListText(const experiment::PresetCatalogue& catalogue) {
    std::string text;
    for (const Preset& preset : catalogue.presets()) {
        text += fmt::format("{:<20} {}{}\n", preset.name, preset.title.en, preset.file.empty() ? "" : "  (yours)");
        text += wrapped(preset.question.en, "                     ");
    }
    for (const Error& problem : catalogue.problems()) {
        text += fmt::format("cannot be used: {}\n", problemText(problem));
    }
    return text;
}

std::string experimentListJson(const experiment::PresetCatalogue& catalogue) {
    Json list = Json::array();
    for (const Preset& preset : catalogue.presets()) {
        Json commands = Json::array();
        for (const experiment::PresetRun& run : preset.runs) {
            commands.push_back("listenscope-cli " + run.command);
        }
        list.push_back({{"name", preset.name},
                        {"title", preset.title.en},
                        {"question", preset.question.en},
                        {"file", preset.file},
                        {"commands", std::move(commands)},
                        {"sources", preset.sources}});
    }
    Json problems = Json::array();
    for (const Error& problem : catalogue.problems()) {
        problems.push_back(problemText(problem));
    }
    return dump({{"version", kVersion}, {"experiments", std::move(list)}, {"problems", std::move(problems)}});
}

std::string experimentText(const ExperimentDone& done) {
    std::string text = fmt::format("{} ({})\n", done.preset->title.en, done.preset->name);
    text += wrapped(done.preset->question.en, "  ");
    for (const experiment::PresetRun& run : done.preset->runs) {
        text += fmt::format("  {}: listenscope-cli {}\n", run.name, run.command);
    }
    for (std::size_t i = 0; i < done.preset->checks.size(); ++i) {
        text += checkText(done.preset->checks[i], done.result.checks[i]);
    }
    if (done.result.interrupted) {
        text += "  interrupted: the runs that were not finished, and their checks, are left out\n";
    }
    text += wrapped(done.preset->explanation.en, "  ");
    for (const std::string& source : done.preset->sources) {
        text += fmt::format("  source: {}\n", source);
    }
    return text + "\n";
}

std::string experimentsJson(const std::vector<ExperimentDone>& all) {
    Json list = Json::array();
    bool passed = true;
    bool interrupted = false;
    for (const ExperimentDone& done : all) {
        list.push_back(experimentJson(done));
        passed = passed && done.result.passed();
        interrupted = interrupted || done.result.interrupted;
    }
    return dump({{"version", kVersion},
                 {"kernel", kernel::runningKernelRelease()},
                 {"interrupted", interrupted},
                 {"passed", passed},
                 {"experiments", std::move(list)}});
}

std::string failedCheckText(const ExperimentDone& done) {
    for (std::size_t i = 0; i < done.preset->checks.size(); ++i) {
        const CheckOutcome& outcome = done.result.checks[i];
        if (outcome.verdict == Verdict::Fails) {
            const PresetCheck& check = done.preset->checks[i];
            return fmt::format("{}: {}: {}", done.preset->name, check.holds.text(),
                               outcome.expected.empty()
                                   ? outcome.why
                                   : fmt::format("measured {}, expected {}", outcome.measured, outcome.expected));
        }
    }
    return {};
}

} // namespace ls::cli
