// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_experiment.h"

#include <QString>

#include <utility>
#include <vector>

namespace ls::model {

/// "backlog=1..1024:log2": the argument of --vary.
[[nodiscard]] QString varyText(const KnobRange& range, const Knob& knob);

/// An option and its value as typed on a command line, and the field of the form it comes from.
struct Setting {
    Field field;
    QString name;
    QString value;
};

/// The settings that stay the same in every run, in the order of the form; those that are varied are left out.
[[nodiscard]] std::vector<Setting> fixedSettings(const SweepExperiment& experiment);

} // namespace ls::model
