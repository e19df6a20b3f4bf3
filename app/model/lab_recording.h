// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_series.h"

#include <QStringList>

#include <functional>

namespace ls::model {

/// The columns of a recording: every series of the laboratory in one table, a row for each value that is kept. Series
/// are kept at different moments, so one column per series would be mostly empty.
[[nodiscard]] QStringList recordingHeader();

/// The rows from `from` up to, not including, `to`, one series after the other. Of TCP states, those that are not
/// empty, and their fall to zero; of latencies, how many connects took between min and max.
void visitRecording(const LabSeries& series, Nanoseconds from, Nanoseconds to,
                    const std::function<void(const QStringList&)>& visit);

} // namespace ls::model
