// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/value_scale.h"

#include <algorithm>
#include <cmath>

namespace ls::plot {

namespace {

constexpr double kHeadroom = 1.08; // a curve never touches the top
constexpr double kShrinkBelow = 0.4;

} // namespace

double roundUp(double value) {
    if (!(value > 0)) {
        return 0;
    }
    const double magnitude = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.2, 1.6, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0}) {
        if (step * magnitude >= value * (1 - 1e-12)) {
            return step * magnitude;
        }
    }
    return 10 * magnitude;
}

void ValueScale::follow(double low, double high) {
    if (m_manual) {
        return;
    }
    const double top = roundUp(std::max(high * kHeadroom, m_floor));
    const double bottom = -roundUp(-low * kHeadroom);
    if (top > m_range.high || high < m_range.high * kShrinkBelow) {
        m_range.high = top;
    }
    m_range.low = std::min(bottom, 0.0);
}

void ValueScale::zoom(double factor, double anchor) {
    m_manual = true;
    m_range.low = anchor - (anchor - m_range.low) * factor;
    m_range.high = anchor + (m_range.high - anchor) * factor;
}

void ValueScale::show(Range range) {
    m_manual = true;
    m_range = range;
}

void ValueScale::move(double delta) {
    m_manual = true;
    m_range.low += delta;
    m_range.high += delta;
}

} // namespace ls::plot
