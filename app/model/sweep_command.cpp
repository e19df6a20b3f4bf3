// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sweep_command.h"

#include "engine/base/parse.h"
#include "engine/lab/plan_options.h"

#include <fmt/format.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace ls::model {

namespace {

/// The words as a shell takes them apart; of its quotes only those that our own commands contain: '…' and \.
std::vector<std::string> wordsOf(std::string_view line) {
    std::vector<std::string> words;
    bool quoted = false;
    bool inWord = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == ' ' && !quoted) {
            inWord = false;
            continue;
        }
        if (!std::exchange(inWord, true)) {
            words.emplace_back();
        }
        if (c == '\'') {
            quoted = !quoted;
        } else if (c == '\\' && !quoted && i + 1 < line.size()) {
            words.back() += line[++i];
        } else {
            words.back() += c;
        }
    }
    return words;
}

Result<> apply(sweep::SweepPlan& plan, const std::string& name, const std::string& value) {
    if (name == "vary") {
        LS_TRY_ASSIGN(sweep::Knob knob, sweep::parseKnob(value));
        plan.knobs.push_back(std::move(knob));
    } else if (name == "repeat") {
        LS_TRY_ASSIGN(const std::int64_t repeats, parseInteger(value, 1, 1000));
        plan.repeats = static_cast<unsigned>(repeats);
    } else if (name == "seed") {
        LS_TRY_ASSIGN(const std::int64_t seed, parseInteger(value, 0, std::numeric_limits<std::int64_t>::max()));
        plan.seed = static_cast<std::uint64_t>(seed);
    } else if (name != "csv") {
        return lab::applyOption(plan.base, name, value);
    }
    return {};
}

} // namespace

Result<sweep::SweepPlan> planOfCommand(std::string_view command) {
    const std::vector<std::string> words = wordsOf(command);
    if (words.size() < 2 || words[1] != "sweep") {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not the command of a sweep", command));
    }
    sweep::SweepPlan plan;
    plan.base = lab::defaultPlan();
    for (std::size_t i = 2; i < words.size(); ++i) {
        if (words[i] == "--json") {
            continue;
        }
        const std::size_t equals = words[i].find('=');
        if (!words[i].starts_with("--") || (equals == std::string::npos && i + 1 == words.size())) {
            return failure(ErrorCode::BadInput, fmt::format("'{}' is not an option with a value", words[i]));
        }
        const std::string name = words[i].substr(2, equals == std::string::npos ? equals : equals - 2);
        const std::string value = equals == std::string::npos ? words[++i] : words[i].substr(equals + 1);
        LS_TRY(apply(plan, name, value));
    }
    if (plan.knobs.empty()) {
        return failure(ErrorCode::BadInput, "the command varies nothing");
    }
    return plan;
}

} // namespace ls::model
