// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/event_flags.h"

namespace ls::plot {

namespace {

constexpr double kTextAt = 6; // right of the tick
constexpr double kGap = 10;
constexpr double kStrip = 6;     // below the words: a tick for every event
constexpr int kShortestText = 5; // characters, below which words are worth nothing

} // namespace

EventFlags::EventFlags(QCPAxisRect* area, const TimeAxisGroup* group)
    : QCPLayerable(area->parentPlot(), QStringLiteral("main"))
    , m_area(area)
    , m_group(group) {
}

int EventFlags::rows() const {
    return std::max(1, static_cast<int>((m_area->height() - kStrip) / QFontMetricsF(mParentPlot->font()).height()));
}

std::vector<EventFlags::Place> EventFlags::places() const {
    const QFontMetricsF metrics(mParentPlot->font());
    const QCPAxis* axis = m_area->axis(QCPAxis::atBottom);
    std::vector<double> free(static_cast<std::size_t>(rows()), m_area->left() - 1e3);
    std::vector<Place> result;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (!m_group->range().contains(events[i].time)) {
            continue;
        }
        Place place{i, std::round(axis->coordToPixel(events[i].time))};
        const double wanted = metrics.horizontalAdvance(events[i].text);
        place.width = std::min(wanted, m_area->right() - place.x - kTextAt);
        const bool readable = place.width >= std::min(wanted, kShortestText * metrics.averageCharWidth());
        const auto row = std::find_if(free.begin(), free.end(), [&](double x) { return x <= place.x; });
        if (readable && row != free.end()) {
            place.row = static_cast<int>(row - free.begin());
            *row = place.x + kTextAt + place.width + kGap;
        }
        result.push_back(place);
    }
    return result;
}

QRectF EventFlags::boxOf(const Place& place) const {
    const double rowHeight = (m_area->height() - kStrip) / rows();
    return QRectF(place.x, std::round(m_area->top() + place.row * rowHeight), kTextAt + place.width,
                  std::floor(rowHeight));
}

void EventFlags::draw(QCPPainter* painter) {
    painter->setFont(mParentPlot->font());
    const QFontMetricsF metrics(painter->font());
    painter->setPen(m_theme.dimText);
    painter->drawText(m_area->outerRect(), Qt::AlignLeft | Qt::AlignVCenter, m_title);
    for (const Place& place : places()) {
        const LaneEvent& event = events[place.event];
        const QColor colour = colourOf(event.meaning, 0, m_theme);
        painter->fillRect(QRectF(place.x, m_area->bottom() + 1 - kStrip, 2, kStrip), colour);
        if (place.row < 0) {
            continue;
        }
        const QRectF box = boxOf(place);
        painter->fillRect(QRectF(box.left(), box.top() + 1, 2, box.height() - 2), colour);
        painter->setPen(m_theme.text);
        painter->drawText(box.adjusted(kTextAt, 0, 1, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(event.text, Qt::ElideRight, place.width + 0.5));
    }
}

} // namespace ls::plot
