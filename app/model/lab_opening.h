// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_experiment.h"
#include "engine/lab/run_plan.h"

#include <QString>
#include <QStringList>

namespace ls::model {

/// The settings of one run as a live laboratory takes them over. A value.
struct LabOpening {
    QString name; ///< "backlog = 64"
    LabExperiment experiment;
    QStringList leftOut; ///< in words: what it cannot take, each with its value
};

[[nodiscard]] LabOpening labOpeningOf(const lab::RunPlan& plan, const QString& name);

} // namespace ls::model
