// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/sweep/recommendation.h"
#include "engine/sweep/sweep_row.h"

#include <QString>

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace ls::model {

/// A sweep's rows with what is needed to show them; from the engine or from a file. Immutable once shared.
struct SweepData {
    std::vector<sweep::Knob> knobs;
    std::vector<sweep::SweepRow> rows;              ///< in order of execution
    sweep::Columns columns = sweep::Columns::Plain; ///< what the rows tell
};

/// A column's number; nullopt where the field is empty or no number.
[[nodiscard]] std::optional<double> numberIn(const sweep::SweepRow& row, std::string_view column);

/// How isClean() would have judged a run of which only the public columns are left. Where a file is too old to say who
/// came at once, a connection counts as late when the slowest took as long as a SYN retransmit.
[[nodiscard]] bool looksClean(const sweep::SweepRow& row);

/// The number of a knob's value, its unit ignored ("100/s" is 100); nullopt for a word.
[[nodiscard]] std::optional<double> numberOf(const std::string& value);

/// A column's title for people.
[[nodiscard]] QString columnTitle(const std::string& column);
/// What it means, in one sentence, with its public name.
[[nodiscard]] QString columnHelp(const std::string& column);
/// A field as people read it: durations with a unit, a dash where nothing is known.
[[nodiscard]] QString fieldText(const std::string& column, const sweep::Field& field);

} // namespace ls::model
