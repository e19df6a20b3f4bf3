// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/plot_theme.h"
#include "app/plot/sweep_shown.h"

class QCPItemText;
class QCPTextElement;
class QCustomPlot;
class QRectF;

namespace ls::plot {

/// Draws a sweep of one knob: a median line and a min/max band per metric, counts at the left, times at the right.
/// Borrows the plot, which has one axis rect.
class SweepCurves final {
public:
    explicit SweepCurves(QCustomPlot& plot);

    /// Without labels at the values: see fitLabels().
    void draw(const SweepShown& shown, const Theme& theme);
    /// After drawing, and after a change of size or range: as many as fit.
    void fitLabels();
    /// The tested value nearest to a pixel.
    [[nodiscard]] std::optional<std::size_t> placeAt(double pixel) const;
    [[nodiscard]] QString describe(std::size_t place) const;

private:
    void addMetric(model::Metric metric, const Theme& theme);
    void setUpAxes(const Theme& theme);
    void addMarks(const Theme& theme);
    void addRecommendation(const Theme& theme);
    /// Up or down its line, to where it hides the least.
    void moveOffTheCurves(QCPItemText& text) const;
    [[nodiscard]] double lengthInside(const QRectF& area) const;

    QCustomPlot& m_plot;
    QCPTextElement* m_reason; ///< of the plot
    SweepShown m_shown;
    model::SweepAxis m_axis;
    QCPItemText* m_recommendation = nullptr; ///< of the plot
    struct Extent {
        double low = 0; ///< the smallest above 0; 0: none yet
        double high = 0;
    };
    Extent m_counts;
    Extent m_times;
};

} // namespace ls::plot
