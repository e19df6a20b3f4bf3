// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/ladder_scale.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>

#include <array>

class QFontMetricsF;

namespace ls::plot {

/// Which part of a ladder is in sight; see LadderScale.
struct LadderWindow {
    double from = 0;
    double span = 1;

    friend bool operator==(const LadderWindow&, const LadderWindow&) = default;
};

/// Where everything of a ladder stands on an area; drawing and mouse agree by it. Borrows ladder and scale.
class LadderFrame final {
public:
    static constexpr double kStep = 26; ///< pixels between two events that stand evenly, before any zoom

    LadderFrame(const wire::Ladder& ladder, const LadderScale& scale, LadderWindow window, QSizeF size,
                const QFontMetricsF& metrics);

    [[nodiscard]] QRectF area() const { return m_area; } ///< below the headings
    [[nodiscard]] double clientX() const { return m_clientX; }
    [[nodiscard]] double serverX() const { return m_serverX; }
    [[nodiscard]] double xOf(wire::End end) const { return end == wire::End::Client ? m_clientX : m_serverX; }
    [[nodiscard]] double middleX() const { return (m_clientX + m_serverX) / 2; }
    [[nodiscard]] double timeColumn() const { return m_timeColumn; } ///< its right edge
    [[nodiscard]] double yOf(TimePoint time) const { return yAt(m_scale.placeOf(time)); }
    [[nodiscard]] double yAt(double place) const;
    [[nodiscard]] double placeAt(double y) const;
    [[nodiscard]] double pixelsPerPlace() const { return m_pixelsPerPlace; }

    /// A packet's way from its sender to where it came, or nearly where it was lost. One that a rule held goes down in
    /// the middle for as long.
    [[nodiscard]] QPolygonF way(const wire::Rung& rung) const;
    /// The rung near a point; -1: none.
    [[nodiscard]] int rungAt(QPointF point) const;

    /// The height that `places` need at `pixels` each, headings included.
    [[nodiscard]] static double heightFor(double places, double pixels, const QFontMetricsF& metrics);
    [[nodiscard]] static double placesIn(double height, double pixels, const QFontMetricsF& metrics);

private:
    const wire::Ladder& m_ladder;
    const LadderScale& m_scale;
    LadderWindow m_window;
    QRectF m_area;
    double m_timeColumn = 0;
    double m_clientX = 0;
    double m_serverX = 0;
    double m_pixelsPerPlace = 1;
    std::array<Nanoseconds, 2> m_usualDelay{}; ///< by Direction
};

} // namespace ls::plot
