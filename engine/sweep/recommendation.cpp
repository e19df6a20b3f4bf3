// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sweep/recommendation.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

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

} // namespace

Recommendation recommend(const std::vector<Knob>& knobs, const std::vector<SweepRow>& rows) {
    Recommendation result{knobs.front().name, std::nullopt, {}};
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
    if (tested.empty()) {
        result.reason = "no run was finished";
        return result;
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
