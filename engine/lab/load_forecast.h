// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/prediction.h"
#include "engine/load/outcome.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ls::lab {

/// What the load at work should give, made when it is launched, and whether it does. A change made meanwhile ends the
/// forecast: it was made for other circumstances. One thread.
class LoadForecast final {
public:
    /// `plan`: the setup as it stands, with the load. `depth`: of the queues as the load is launched.
    void launched(const RunPlan& plan, const kernel::QueueModel& model, std::uint64_t depth, unsigned cpus);
    /// `what` was changed.
    void disturbed(std::string_view what, const kernel::QueueModel& model, std::uint64_t listeners);
    void sawDepth(std::uint32_t depth);

    [[nodiscard]] const Prediction& prediction() const { return m_prediction; }
    /// nullopt also while clients are still to begin.
    [[nodiscard]] std::optional<bool> matched(const load::OutcomeCounts& clients) const;

private:
    void foretellNothing();

    Prediction m_prediction;
    std::uint32_t m_deepest = 0;
    bool m_answersTakeTime = false;
    bool m_holds = false; ///< for the circumstances as they are
};

} // namespace ls::lab
