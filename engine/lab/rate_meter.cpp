// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/rate_meter.h"

namespace ls::lab {

namespace {

constexpr std::chrono::seconds kWindow{1};

} // namespace

RateMeter::Rates RateMeter::update(Nanoseconds time, const Figures& figures) {
    m_readings.push_back({time, figures});
    while (m_readings.size() > 2 && m_readings[1].time <= time - kWindow) {
        m_readings.pop_front();
    }
    const Reading& then = m_readings.front();
    const double seconds = toSeconds(time - then.time);
    const auto rate = [seconds](std::uint64_t before, std::uint64_t now) {
        return seconds > 0 ? static_cast<double>(now - before) / seconds : 0.0;
    };
    return {rate(then.figures.accepted, figures.accepted), rate(then.figures.attempted, figures.attempted),
            rate(then.figures.drops, figures.drops)};
}

} // namespace ls::lab
