// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to app/plot: includes qcustomplot.h.
#pragma once

#include "app/plot/event_lane.h"

#include <qcustomplot.h>

namespace ls::plot {

/// Where the label of every event goes: rows, filled from the left, nothing on top of anything.
class EventFlags final : public QCPLayerable {
    Q_OBJECT
public:
    struct Place {
        std::size_t event;
        double x;
        int row = -1; ///< -1: only a tick
        double width = 0;
    };

    EventFlags(QCPAxisRect* area, const TimeAxisGroup* group);

    std::vector<LaneEvent> events; // ordered by time
    /// In the margin left of the lane.
    void setTitle(const QString& title) { m_title = title; }
    void setTheme(const Theme& theme) { m_theme = theme; }
    [[nodiscard]] std::vector<Place> places() const;
    /// Tick and words of a place that has a row.
    [[nodiscard]] QRectF boxOf(const Place& place) const;

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override;
    QRect clipRect() const override { return m_area->outerRect(); }

private:
    [[nodiscard]] int rows() const;

    QCPAxisRect* m_area;
    const TimeAxisGroup* m_group;
    QString m_title;
    Theme m_theme;
};

} // namespace ls::plot
