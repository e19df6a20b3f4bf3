// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_series.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace ls::model {

/// Every series of a laboratory as one table, a row for each value that is kept: they are kept at different moments, so
/// one column per series would be mostly empty. As it was when it was made; read in slices.
class LabRecording final {
public:
    using Visit = std::function<void(const QStringList& row)>;

    LabRecording(const LabSeries& series, Nanoseconds end);
    LabRecording(const LabRecording&) = delete;
    LabRecording& operator=(const LabRecording&) = delete;

    [[nodiscard]] static QStringList header();
    /// Visits the next rows, one series after the other, and says which share of all has been visited: 1 at the end.
    /// Of TCP states, those that are not empty, and their fall to zero; of latencies, how many connects took between
    /// min and max.
    double next(const Visit& visit);

private:
    struct Span {
        Nanoseconds from;
        Nanoseconds to;
    };
    using Track = std::function<void(Span, const Visit&)>;

    void addValues(const QString& name, const History& history);
    void addStates(const QString& side, const StackHistory& history);
    void addLatencies(const LatencyHistory& history);

    LabSeries m_series;
    Nanoseconds m_end;
    std::vector<Track> m_tracks;
    std::size_t m_track = 0;
    Nanoseconds m_done{}; ///< of the track
};

} // namespace ls::model
