// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/event_lane.h"

#include "app/plot/column_grid.h"
#include "app/plot/event_flags.h"

#include <algorithm>

namespace ls::plot {

namespace {

constexpr double kReach = 5; // pixels around the pointer

} // namespace

EventLane::EventLane(TimeAxisGroup* group, QWidget* parent)
    : LinkedPlot(group, parent)
    , m_flags(new EventFlags(axisRect(), group)) {
    setTitle(tr("Events"));
    setBare();
    m_flags->setTitle(title());
}

void EventLane::addEvent(LaneEvent event) {
    const auto place = std::upper_bound(m_flags->events.begin(), m_flags->events.end(), event.time,
                                        [](double time, const LaneEvent& other) { return time < other.time; });
    m_flags->events.insert(place, std::move(event));
    invalidate();
}

void EventLane::clear() {
    m_flags->events.clear();
    invalidate();
}

std::vector<QRectF> EventLane::labelPlaces() const {
    std::vector<QRectF> result;
    for (const EventFlags::Place& place : m_flags->places()) {
        if (place.row >= 0) {
            result.push_back(m_flags->boxOf(place));
        }
    }
    return result;
}

std::vector<LegendEntry> EventLane::entries(std::optional<double> time) const {
    std::vector<LegendEntry> result;
    for (const LaneEvent& event : m_flags->events) {
        if (time && std::abs(event.time - *time) <= kReach * secondsPerPixel()) {
            result.push_back({.name = event.text,
                              .colour = colourOf(event.meaning, 0, theme()),
                              .text = QStringLiteral(" "),
                              .area = true});
        }
    }
    return result;
}

void EventLane::themeChanged() {
    m_flags->setTheme(theme());
}

QSize EventLane::sizeHint() const {
    return {640, fontMetrics().height() * 2 + 28};
}

QSize EventLane::minimumSizeHint() const {
    return {200, fontMetrics().height() * 2 + 22};
}

PlotData EventLane::data() const {
    const auto& events = m_flags->events;
    PlotData data;
    data.header = QStringList{QStringLiteral("t_s"), QStringLiteral("event")};
    data.range = rangeUpTo(events.empty() ? std::nullopt : std::optional(toNanoseconds(events.back().time)));
    data.visit = [events](TimeRange range, const RowVisit& visit) {
        for (const LaneEvent& event : events) {
            if (range.from <= event.time && event.time < range.to) {
                visit({timeField(toNanoseconds(event.time)), event.text});
            }
        }
    };
    data.parts = [](TimeRange) { return std::vector<HistoryPart>(); };
    return data;
}

} // namespace ls::plot
