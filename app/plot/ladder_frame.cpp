// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/ladder_frame.h"

#include <QFontMetricsF>
#include <QLineF>

#include <algorithm>
#include <cmath>

namespace ls::plot {

namespace {

constexpr double kMargin = 10;
constexpr double kPadding = 16; ///< above the first and below the last event
constexpr std::uint64_t kTracks = 5;
constexpr double kTrackWidth = 10;
constexpr double kLostAt = 0.62; ///< of the way
constexpr double kFallOfLost = 8;
constexpr double kNear = 7;
constexpr double kLeastWay = 250; ///< between the lifelines

double headings(const QFontMetricsF& metrics) {
    return std::ceil(2 * metrics.height() + 3 * kMargin / 2);
}

/// The shortest time on the wire, by direction: what is longer was held.
std::array<Nanoseconds, 2> usualDelays(const wire::Ladder& ladder) {
    std::array<Nanoseconds, 2> usual{Nanoseconds::max(), Nanoseconds::max()};
    for (const wire::Rung& rung : ladder.rungs) {
        if (const auto onWire = rung.onWire()) {
            Nanoseconds& least = usual[static_cast<std::size_t>(rung.packet.direction)];
            least = std::min(least, *onWire);
        }
    }
    for (Nanoseconds& each : usual) {
        each = each == Nanoseconds::max() ? Nanoseconds::zero() : each;
    }
    return usual;
}

double distance(QPointF point, const QLineF& line) {
    const QPointF along = line.p2() - line.p1();
    const double square = QPointF::dotProduct(along, along);
    const double share = square > 0 ? std::clamp(QPointF::dotProduct(point - line.p1(), along) / square, 0.0, 1.0) : 0;
    return QLineF(point, line.pointAt(share)).length();
}

} // namespace

LadderFrame::LadderFrame(const wire::Ladder& ladder, const LadderScale& scale, LadderWindow window, QSizeF size,
                         const QFontMetricsF& metrics)
    : m_ladder(ladder)
    , m_scale(scale)
    , m_window(window)
    , m_usualDelay(usualDelays(ladder)) {
    const double top = headings(metrics);
    m_area = QRectF(0, top, size.width(), std::max(size.height() - top, 1.0));
    m_timeColumn = kMargin + std::ceil(metrics.horizontalAdvance(QStringLiteral("00.0000 s")));
    const double words = std::ceil(metrics.horizontalAdvance(QStringLiteral("ESTABLISHED?"))) + 2 * kMargin;
    m_clientX = std::round(m_timeColumn + words + kMargin);
    // Causes stand at the server's side, so what there is to spare goes there.
    const double spare = std::max(0.0, size.width() - m_clientX - words - kLeastWay);
    m_serverX = std::round(size.width() - words - std::min(spare, words * 0.7));
    m_pixelsPerPlace = std::max(m_area.height() - 2 * kPadding, 1.0) / std::max(window.span, 1e-9);
}

double LadderFrame::yAt(double place) const {
    return m_area.top() + kPadding + (place - m_window.from) * m_pixelsPerPlace;
}

double LadderFrame::placeAt(double y) const {
    return m_window.from + (y - m_area.top() - kPadding) / m_pixelsPerPlace;
}

QPolygonF LadderFrame::way(const wire::Rung& rung) const {
    const wire::CapturedPacket& packet = rung.packet;
    const bool isUp = packet.direction == wire::Direction::Up;
    const double from = isUp ? m_clientX : m_serverX;
    const double to = isUp ? m_serverX : m_clientX;
    const QPointF start(from, yOf(packet.arrived));
    if (!packet.left) {
        return {start, {from + kLostAt * (to - from), start.y() + kFallOfLost}};
    }
    const QPointF end(to, yOf(*packet.left));
    if (!packet.heldByRule) {
        return {start, end};
    }
    const Nanoseconds half = std::min(m_usualDelay[static_cast<std::size_t>(packet.direction)], *rung.onWire() / 4) / 2;
    const double rest = std::min(8.0, (end.y() - start.y()) / 4); // so that its slope can be seen in any zoom
    const double in = std::max(yOf(packet.arrived + half), start.y() + rest);
    const double out = std::max(in, std::min(yOf(*packet.left - half), end.y() - rest));
    // Several are held at a time: each on a track of its own.
    const double track = middleX() + (static_cast<double>(packet.number % kTracks) - kTracks / 2.0) * kTrackWidth;
    return {start, {track, in}, {track, out}, end};
}

int LadderFrame::rungAt(QPointF point) const {
    int nearest = -1;
    double least = kNear;
    for (std::size_t i = 0; i < m_ladder.rungs.size(); ++i) {
        const QPolygonF points = way(m_ladder.rungs[i]);
        for (qsizetype j = 1; j < points.size(); ++j) {
            const double away = distance(point, QLineF(points[j - 1], points[j]));
            if (away < least) {
                least = away;
                nearest = static_cast<int>(i);
            }
        }
    }
    return nearest;
}

double LadderFrame::heightFor(double places, double pixels, const QFontMetricsF& metrics) {
    return headings(metrics) + 2 * kPadding + places * pixels;
}

double LadderFrame::placesIn(double height, double pixels, const QFontMetricsF& metrics) {
    return std::max(height - headings(metrics) - 2 * kPadding, 1.0) / pixels;
}

} // namespace ls::plot
