// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/time_axis_group.h"

#include <algorithm>

namespace ls::plot {

namespace {

constexpr double kLeastSpan = 0.01; // below, a pixel column nears the clock's resolution
constexpr double kMostSpan = 7 * 24 * 3600.0;

} // namespace

TimeAxisGroup::TimeAxisGroup(QObject* parent)
    : QObject(parent)
    , m_range(followed(m_defaultSpan)) {
}

TimeRange TimeAxisGroup::followed(double span) const {
    // A run fills the view from the left before it scrolls.
    const double to = std::max(m_now, span);
    return {to - span, to};
}

void TimeAxisGroup::advanceTo(Nanoseconds now) {
    m_now = toSeconds(now);
    if (m_paused) {
        return;
    }
    if (m_following) {
        m_range = followed(m_range.span());
        emit frameNeeded();
    } else if (m_range.to >= m_now) {
        emit frameNeeded();
    }
}

void TimeAxisGroup::restart() {
    m_now = 0;
    m_cursors = {};
    m_hover.reset();
    m_bands.clear();
    m_markers.clear();
    reset();
}

void TimeAxisGroup::setDefaultSpan(double seconds) {
    m_defaultSpan = std::clamp(seconds, kLeastSpan, kMostSpan);
    if (m_following) {
        applyRange(followed(m_defaultSpan), true);
    }
}

void TimeAxisGroup::applyRange(TimeRange range, bool following) {
    const bool changed = following != m_following;
    m_range = range;
    m_following = following;
    if (changed) {
        emit followingChanged(following);
    }
    emit frameNeeded();
}

void TimeAxisGroup::setRange(TimeRange range) {
    const double span = std::clamp(range.span(), kLeastSpan, kMostSpan);
    const double from = std::max(range.from, std::min(0.0, m_now - span));
    // Moving or widening the view to the present is how one catches up with it.
    if (from + span >= m_now && from + span > m_range.to) {
        applyRange(followed(span), true);
    } else {
        applyRange({from, from + span}, false);
    }
}

void TimeAxisGroup::zoom(double factor, double anchor) {
    const double span = std::clamp(m_range.span() * factor, kLeastSpan, kMostSpan);
    const bool pastIsAnchor = m_paused || anchor < std::min(m_range.to, m_now) - 0.15 * m_range.span();
    if (m_following && !pastIsAnchor) {
        applyRange(followed(span), true);
        return;
    }
    const double share = (anchor - m_range.from) / m_range.span();
    const double from = anchor - share * span;
    setRange({from, from + span});
}

void TimeAxisGroup::move(double seconds) {
    setRange({m_range.from + seconds, m_range.to + seconds});
}

void TimeAxisGroup::reset() {
    applyRange(followed(m_defaultSpan), true);
}

void TimeAxisGroup::showAll() {
    applyRange({0, std::max(m_now, m_defaultSpan)}, false);
}

void TimeAxisGroup::setPaused(bool paused) {
    if (paused == m_paused) {
        return;
    }
    m_paused = paused;
    emit pausedChanged(paused);
    if (!paused && m_following) {
        applyRange(followed(m_range.span()), true);
    }
}

void TimeAxisGroup::setCursor(Cursor which, std::optional<double> time) {
    m_cursors[static_cast<std::size_t>(which)] = time;
    emit overlayChanged();
}

void TimeAxisGroup::setHover(std::optional<double> time) {
    if (time != m_hover) {
        m_hover = time;
        emit overlayChanged();
    }
}

void TimeAxisGroup::setCrosshairOn(bool on) {
    m_crosshair = on;
    if (on && !m_hover) {
        m_hover = (m_range.from + m_range.to) / 2;
    }
    emit overlayChanged();
}

void TimeAxisGroup::setBands(std::vector<TimeBand> bands) {
    m_bands = std::move(bands);
    emit frameNeeded();
}

void TimeAxisGroup::addMarker(TimeMarker marker) {
    m_markers.push_back(std::move(marker));
    emit frameNeeded();
}

void TimeAxisGroup::clearMarkers() {
    m_markers.clear();
    emit frameNeeded();
}

} // namespace ls::plot
