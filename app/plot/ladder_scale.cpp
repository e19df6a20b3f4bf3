// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/ladder_scale.h"

#include <algorithm>
#include <chrono>

namespace ls::plot {

namespace {

using namespace std::chrono_literals;

/// Something that is to be seen at one end.
struct Event {
    TimePoint time{};
    wire::End end = wire::End::Client;
    bool isArrival = false;
};

std::vector<Event> eventsOf(const wire::Ladder& ladder) {
    std::vector<Event> events;
    for (const wire::Rung& rung : ladder.rungs) {
        const bool isUp = rung.packet.direction == wire::Direction::Up;
        events.push_back({rung.packet.arrived, isUp ? wire::End::Client : wire::End::Server, false});
        if (rung.packet.left) {
            events.push_back({*rung.packet.left, isUp ? wire::End::Server : wire::End::Client, true});
        }
    }
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.time < b.time; });
    return events;
}

/// An answer stands right below what it answers.
double stepBetween(const Event& before, const Event& after) {
    constexpr double kAnswer = 0.35;
    const bool isAnswer =
        before.isArrival && !after.isArrival && before.end == after.end && after.time - before.time < 2ms;
    return isAnswer ? kAnswer : 1;
}

} // namespace

LadderScale::LadderScale(const wire::Ladder& ladder, LadderSpacing spacing)
    : m_spacing(spacing) {
    const std::vector<Event> events = eventsOf(ladder);
    double place = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i > 0) {
            place = spacing == LadderSpacing::True ? toSeconds(events[i].time - events.front().time)
                                                   : place + stepBetween(events[i - 1], events[i]);
        }
        m_knots.push_back({events[i].time, place});
    }
}

double LadderScale::placeOf(TimePoint time) const {
    if (m_knots.empty()) {
        return 0;
    }
    const auto after = std::lower_bound(m_knots.begin(), m_knots.end(), time,
                                        [](const Knot& knot, TimePoint wanted) { return knot.time < wanted; });
    if (after == m_knots.begin()) {
        return after->place;
    }
    if (after == m_knots.end()) {
        return m_knots.back().place;
    }
    const Knot& before = *std::prev(after);
    const double share = toSeconds(time - before.time) / toSeconds(after->time - before.time);
    return before.place + share * (after->place - before.place);
}

TimePoint LadderScale::timeAt(double place) const {
    if (m_knots.empty()) {
        return {};
    }
    const auto after = std::lower_bound(m_knots.begin(), m_knots.end(), place,
                                        [](const Knot& knot, double wanted) { return knot.place < wanted; });
    if (after == m_knots.begin()) {
        return after->time;
    }
    if (after == m_knots.end()) {
        return m_knots.back().time;
    }
    const Knot& before = *std::prev(after);
    const double share = (place - before.place) / (after->place - before.place);
    const double seconds = share * toSeconds(after->time - before.time);
    return before.time + Nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
}

} // namespace ls::plot
