// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/load_forecast.h"

#include <fmt/format.h>

#include <algorithm>

namespace ls::lab {

void LoadForecast::launched(const RunPlan& plan, const kernel::QueueModel& model, std::uint64_t depth, unsigned cpus) {
    m_prediction = predict(plan, model, model.limit, cpus);
    // Of the load alone nobody knows these two.
    m_prediction.unknown.reset();
    m_prediction.synRecv.reset();
    m_answersTakeTime = plan.isWired();
    m_deepest = 0;
    m_holds = depth <= m_prediction.capacity;
    if (depth > 0 && m_prediction.established) {
        foretellNothing();
        m_prediction.why = fmt::format("the queue already held {} when the load began", depth);
    }
}

void LoadForecast::disturbed(std::string_view what, const kernel::QueueModel& model, std::uint64_t listeners) {
    m_prediction.capacity = model.capacity * listeners;
    m_holds = false;
    foretellNothing();
    m_prediction.why = fmt::format("{} was changed while the load was at work", what);
}

void LoadForecast::foretellNothing() {
    m_prediction.established.reset();
    m_prediction.unknown.reset();
    m_prediction.synRecv.reset();
}

void LoadForecast::sawDepth(std::uint32_t depth) {
    m_deepest = std::max(m_deepest, depth);
}

std::optional<bool> LoadForecast::matched(const load::OutcomeCounts& clients) const {
    if (!m_holds || clients.planned == 0 || clients.notReached > 0) {
        return std::nullopt;
    }
    const bool mayStillCome = m_answersTakeTime && clients.pending > 0;
    if (mayStillCome && m_prediction.established.value_or(0) > clients.established) {
        return std::nullopt;
    }
    return matches(m_prediction, {clients.established, m_deepest});
}

} // namespace ls::lab
