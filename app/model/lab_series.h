// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/live_snapshot.h"
#include "engine/metrics/history.h"
#include "engine/metrics/latency_history.h"
#include "engine/metrics/sample.h"
#include "engine/metrics/stack_history.h"

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace ls::model {

/// What a live laboratory has shown since its clock started, as time series for the plots. UI thread.
class LabSeries final {
public:
    /// A time in which packets were dropped although no sample saw the queue full.
    struct HiddenBurst {
        double from = 0;
        double to = 0;
    };

    /// Another laboratory with that many reactors.
    void restart(unsigned reactors);
    /// `skipped`: samples that were pushed out before these, because nobody came for them in time; a gap stands there.
    void append(const lab::LiveSnapshot& snapshot, const std::vector<Sample>& samples, std::uint64_t skipped = 0);

    [[nodiscard]] const History& depth() const { return m_depth; }
    [[nodiscard]] const History& limit() const { return m_limit; }
    [[nodiscard]] const History& accepts() const { return m_accepts; }
    [[nodiscard]] const History& arrivals() const { return m_arrivals; }
    [[nodiscard]] const History& overflows() const { return m_overflows; }
    [[nodiscard]] const History& otherDrops() const { return m_otherDrops; }
    [[nodiscard]] const StackHistory& serverStates() const { return m_server; }
    [[nodiscard]] const StackHistory& clientStates() const { return m_client; }
    [[nodiscard]] const LatencyHistory& latencies() const { return m_latencies; }
    /// Accepted connections per reactor, cumulative. The histories stay where they are; there may be more than
    /// reactors.
    [[nodiscard]] const std::deque<History>& perReactor() const { return m_perReactor; }
    [[nodiscard]] const std::vector<HiddenBurst>& hiddenBursts() const { return m_hiddenBursts; }

private:
    void appendGap();
    void appendSample(const Sample& sample);
    void appendDrops(const lab::LiveSnapshot& snapshot);
    void appendStates(const lab::LiveCensus& census);
    void noteHiddenBurst(const lab::LiveSnapshot& snapshot, const std::vector<Sample>& samples);

    History m_depth;
    History m_limit;
    History m_accepts;
    History m_arrivals;
    History m_overflows;
    History m_otherDrops;
    StackHistory m_server;
    StackHistory m_client;
    LatencyHistory m_latencies;
    std::deque<History> m_perReactor;
    std::vector<HiddenBurst> m_hiddenBursts;

    std::optional<Sample> m_rateStart; ///< of the span whose rate comes next
    struct Drops {
        Nanoseconds time{};
        std::int64_t overflows = 0;
        std::int64_t all = 0;
    };
    Drops m_dropsStart;
    std::uint64_t m_dropsSeen = 0; ///< the listeners'
    Nanoseconds m_lastTime{};
    Nanoseconds m_censusTime{};
    HistogramSnapshot m_latencySeen;
};

} // namespace ls::model
