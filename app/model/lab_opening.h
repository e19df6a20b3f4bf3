// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_experiment.h"
#include "engine/inspect/listener.h"
#include "engine/lab/run_plan.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace ls::model {

/// The settings of one run as a live laboratory takes them over. A value.
struct LabOpening {
    QString name; ///< "backlog = 64"
    LabExperiment experiment;
    QStringList leftOut; ///< in words: what it cannot take, each with its value
};

[[nodiscard]] LabOpening labOpeningOf(const lab::RunPlan& plan, const QString& name);
/// The limit of a listener and the pace at which its queue is emptied, where that is known, and clients enough to fill
/// it.
[[nodiscard]] LabOpening labOpeningOf(const inspect::Listener& listener, const std::optional<double>& acceptsPerSecond);

} // namespace ls::model
