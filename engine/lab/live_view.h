// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/lab/apparatus.h"
#include "engine/lab/census_watch.h"
#include "engine/lab/live_books.h"
#include "engine/lab/live_loads.h"
#include "engine/lab/live_snapshot.h"
#include "engine/lab/load_forecast.h"
#include "engine/lab/rate_meter.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ls::lab {

/// Looks at a live laboratory and puts what it sees into snapshots. The laboratory's loop; its parts outlive it.
class LiveView final {
public:
    LiveView(Apparatus& lab, const LiveLoads& loads, const CensusWatch& census, TimePoint clockStart)
        : m_lab(lab)
        , m_loads(loads)
        , m_census(census)
        , m_clockStart(clockStart) {}

    /// `samples`: those since the last look. What goes wrong is in `problems`.
    [[nodiscard]] std::shared_ptr<const LiveSnapshot>
    look(const LabSetup& setup, std::shared_ptr<const LiveSysctls> sysctls, const std::vector<Sample>& samples);

    [[nodiscard]] LoadForecast& forecast() { return m_forecast; }
    /// Waiting for accept() right now, over all listeners.
    [[nodiscard]] std::uint64_t depthNow() const;

private:
    void lookAtSamples(LiveSnapshot& snapshot, const std::vector<Sample>& samples);
    [[nodiscard]] Result<Cut> readFigures() const;
    void lookAtListeners(LiveSnapshot& snapshot, const Cut& cut) const;
    void lookAtClients(LiveSnapshot& snapshot, const Cut& cut) const;
    void addRates(LiveSnapshot& snapshot);
    void checkBooks(LiveSnapshot& snapshot, Cut cut, const CensusReading& census);
    void lookAtWire(LiveSnapshot& snapshot);
    void noteProblems(const CensusReading& census);

    Apparatus& m_lab;
    const LiveLoads& m_loads;
    const CensusWatch& m_census;
    TimePoint m_clockStart;
    LoadForecast m_forecast;
    RateMeter m_rates;
    LiveBookkeeper m_bookkeeper;
    WireRules m_wireRules; ///< of all settings so far: the books are cumulative
    std::uint32_t m_deepest = 0;
    std::map<std::string, Error> m_problems; ///< by text: one that comes again is one
};

} // namespace ls::lab
