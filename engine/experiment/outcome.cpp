// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/outcome.h"

#include <algorithm>

namespace ls::experiment {

using Verdict = CheckOutcome::Verdict;

std::size_t ExperimentResult::count(CheckOutcome::Verdict verdict) const {
    return static_cast<std::size_t>(std::count_if(checks.begin(), checks.end(),
                                                  [&](const CheckOutcome& check) { return check.verdict == verdict; }));
}

bool ExperimentResult::passed() const {
    return !interrupted && !error && count(Verdict::Fails) == 0 && !nothingJudged();
}

bool ExperimentResult::nothingJudged() const {
    return !interrupted && !error && count(Verdict::Skipped) == checks.size();
}

std::string ExperimentResult::obstacle() const {
    const auto skipped = std::find_if(checks.begin(), checks.end(),
                                      [](const CheckOutcome& check) { return check.verdict == Verdict::Skipped; });
    return skipped == checks.end() ? std::string() : skipped->why;
}

} // namespace ls::experiment
