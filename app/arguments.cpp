// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"

#include "engine/base/version.h"

#include <fmt/format.h>

namespace ls {

namespace {

constexpr std::string_view kHelp =
    R"(Listenscope: an oscilloscope and laboratory for TCP listen queues.

Usage: listenscope [options] [FILE]

FILE is the CSV of a sweep, written by this program or by listenscope-cli.

Options:
  --theme system|light|dark      for this start only
  --lang system|en|zh_CN         for this start only
  --chart PICTURE FILE           draw the sweep of FILE into PICTURE (.png, .svg or .pdf), end
  --screenshots DIR              run something short, write one PNG per page to DIR, end
  --help                         this text
  --version                      the version

Every experiment happens in a private network namespace on this machine's own kernel; no root is needed and nothing
else is touched. --chart and --screenshots need no display; without one, measure with listenscope-cli.
)";

Result<settings::ThemeChoice> themeOf(const std::string& word) {
    using settings::ThemeChoice;
    if (word == "system") {
        return ThemeChoice::System;
    }
    if (word == "light") {
        return ThemeChoice::Light;
    }
    if (word == "dark") {
        return ThemeChoice::Dark;
    }
    return failure(ErrorCode::BadInput, fmt::format("--theme: '{}' is not known", word), "give system, light or dark");
}

Result<settings::LanguageChoice> languageOf(const std::string& word) {
    using settings::LanguageChoice;
    if (word == "system") {
        return LanguageChoice::System;
    }
    if (word == "en") {
        return LanguageChoice::English;
    }
    if (word == "zh_CN") {
        return LanguageChoice::SimplifiedChinese;
    }
    return failure(ErrorCode::BadInput, fmt::format("--lang: '{}' is not known", word), "give system, en or zh_CN");
}

Result<> checkChart(const Arguments& arguments) {
    if (arguments.chart.empty()) {
        return {};
    }
    const std::string_view chart = arguments.chart;
    if (!chart.ends_with(".png") && !chart.ends_with(".svg") && !chart.ends_with(".pdf")) {
        return failure(ErrorCode::BadInput, fmt::format("--chart: '{}' is no kind of picture known here", chart),
                       "give a name that ends in .png, .svg or .pdf");
    }
    if (arguments.file.empty()) {
        return failure(ErrorCode::BadInput, "--chart: no sweep to draw", "give the CSV of a sweep as FILE");
    }
    return {};
}

} // namespace

Result<Arguments> parseArguments(const std::vector<std::string>& words) {
    Arguments arguments;
    for (auto word = words.begin(); word != words.end(); ++word) {
        const bool takesValue =
            *word == "--theme" || *word == "--lang" || *word == "--screenshots" || *word == "--chart";
        if (takesValue && word + 1 == words.end()) {
            return failure(ErrorCode::BadInput, fmt::format("{} needs a value", *word), "see 'listenscope --help'");
        }
        if (*word == "--help" || *word == "-h") {
            arguments.information = kHelp;
        } else if (*word == "--version") {
            arguments.information = fmt::format("listenscope {}\n", kVersion);
        } else if (*word == "--theme") {
            LS_TRY_ASSIGN(arguments.theme, themeOf(*++word));
        } else if (*word == "--lang") {
            LS_TRY_ASSIGN(arguments.language, languageOf(*++word));
        } else if (*word == "--screenshots") {
            arguments.screenshots = *++word;
        } else if (*word == "--chart") {
            arguments.chart = *++word;
        } else if (word->starts_with("-") || !arguments.file.empty()) {
            return failure(ErrorCode::BadInput, fmt::format("'{}' is not known", *word), "see 'listenscope --help'");
        } else {
            arguments.file = *word;
        }
    }
    LS_TRY(checkChart(arguments));
    return arguments;
}

} // namespace ls
