// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/linked_plot.h"

namespace ls::plot {

class EventFlags;

struct LaneEvent {
    double time = 0;
    QString text;
    Meaning meaning = Meaning::Info;
};

/// What happened, under all plots of a page, on their time axis. Labels never overlap: where there is no room an event
/// is a tick, and pointing at it shows its words.
class EventLane final : public LinkedPlot {
    Q_OBJECT
public:
    explicit EventLane(TimeAxisGroup* group, QWidget* parent = nullptr);

    void addEvent(LaneEvent event);
    void clear();
    /// Where words are drawn, in the canvas' coordinates.
    [[nodiscard]] std::vector<QRectF> labelPlaces() const;

    [[nodiscard]] PlotData data() const override;

    void zoomValues(double, std::optional<double>) override {}
    void zoomValuesTo(double, double) override {}
    void moveValues(double) override {}

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void prepare() override {}
    [[nodiscard]] std::vector<LegendEntry> entries(std::optional<double> time) const override;
    void themeChanged() override;

private:
    EventFlags* m_flags;
};

} // namespace ls::plot
