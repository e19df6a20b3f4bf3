// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sweep/recommendation.h"

#include "engine/lab/wire_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace ls::sweep {

namespace {

/// A tested value, by its number; several texts of one number do not occur in one sweep.
struct Tested {
    std::string text;
    unsigned runs = 0;
    unsigned clean = 0;
};

std::optional<double> numberOf(const std::string& text) {
    double value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    return parsed.ec == std::errc() ? std::optional(value) : std::nullopt;
}

bool isOfWire(const std::string& name) {
    const auto options = lab::wireOptions();
    return std::any_of(options.begin(), options.end(), [&](const auto& option) { return option.name == name; });
}

bool hadNoClients(const SweepRow& row) {
    const auto attempted = std::find_if(row.fields.begin(), row.fields.end(),
                                        [](const auto& field) { return field.first == "attempted"; });
    return attempted != row.fields.end() && attempted->second.text == "0";
}

/// Why the runs say nothing about a value to choose.
std::optional<std::pair<Recommendation::Basis, std::string>> obstacle(const Knob& knob,
                                                                      const std::vector<SweepRow>& rows) {
    using Basis = Recommendation::Basis;
    if (rows.empty()) {
        return std::pair(Basis::NoRuns, std::string("no run was finished"));
    }
    if (isOfWire(knob.name)) {
        return std::pair(Basis::NoChoice,
                         fmt::format("{} is a property of the wire, not a setting to choose for a server", knob.name));
    }
    if (std::all_of(rows.begin(), rows.end(), hadNoClients)) {
        return std::pair(Basis::NoClients, std::string("there are no clients to judge by"));
    }
    return std::nullopt;
}

} // namespace

Recommendation recommend(const std::vector<Knob>& knobs, const std::vector<SweepRow>& rows) {
    Recommendation result{knobs.front().name, std::nullopt, {}};
    if (const auto found = obstacle(knobs.front(), rows)) {
        result.basis = found->first;
        result.reason = found->second;
        return result;
    }
    std::map<double, Tested> tested;
    for (const SweepRow& row : rows) {
        const auto number = numberOf(row.values.front());
        if (!number) {
            result.basis = Recommendation::Basis::NotNumbers;
            result.reason = fmt::format("'{}' is not a number, so no value is the smallest", row.values.front());
            return result;
        }
        Tested& value = tested[*number];
        value.text = row.values.front();
        ++value.runs;
        value.clean += row.clean ? 1 : 0;
    }
    const auto dirty = std::find_if(tested.rbegin(), tested.rend(),
                                    [](const auto& entry) { return entry.second.clean < entry.second.runs; });
    if (dirty != tested.rend()) {
        result.troubledValue = dirty->second.text;
        result.troubledRuns = dirty->second.runs - dirty->second.clean;
        result.runsThere = dirty->second.runs;
    }
    if (dirty == tested.rbegin()) {
        result.basis = Recommendation::Basis::NoneClean;
        result.reason = fmt::format("connections were lost, late or unknown to the server even at {}, in {} of {} runs",
                                    result.troubledValue, result.troubledRuns, result.runsThere);
    } else if (dirty == tested.rend()) {
        result.basis = Recommendation::Basis::AllClean;
        result.value = tested.begin()->second.text;
        result.reason = "no connection was lost, late or unknown to the server at any value tested";
    } else {
        result.basis = Recommendation::Basis::CleanFromHere;
        result.value = dirty.base()->second.text;
        result.reason = fmt::format("the smallest value tested from which on nothing was lost, late or unknown to the "
                                    "server; at {} something was in {} of {} runs",
                                    result.troubledValue, result.troubledRuns, result.runsThere);
    }
    return result;
}

} // namespace ls::sweep
