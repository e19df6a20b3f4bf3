// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/linked_plot.h"
#include "engine/metrics/history.h"

namespace ls::plot {

class EnvelopeCurve;
class LimitLabel;

/// Curves over time: min/max per pixel column, so that a burst of one sample is seen in a view of hours. The histories
/// belong to the caller, outlive the plot and are filled by the caller.
class TimePlot final : public LinkedPlot {
    Q_OBJECT
public:
    explicit TimePlot(TimeAxisGroup* group, QWidget* parent = nullptr);
    ~TimePlot() override;

    /// Returns its number.
    int addSeries(const QString& name, const History* history, SeriesStyle style = {});
    void clearSeries();
    void setSeriesVisible(int series, bool visible);
    [[nodiscard]] bool isSeriesVisible(int series) const;

    /// A dashed line that follows `history`; far above the data it does not squeeze them, an arrow points to it
    /// instead.
    void setLimit(const History* history);
    /// "limit 5 (holds 6)", at the right end of the line.
    void setLimitLabel(const QString& label);
    /// The least value the axis reaches to.
    void setLeastTop(double value);

    [[nodiscard]] QStringList dataHeader() const override;
    void visitData(TimeRange range, const std::function<void(const QStringList&)>& visit) const override;
    [[nodiscard]] TimeRange dataRange() const override;

protected:
    void prepare() override;
    [[nodiscard]] std::vector<LegendEntry> entries(std::optional<double> time) const override;
    void toggleEntry(int entry) override;
    void themeChanged() override;
    [[nodiscard]] QRectF wordsInPicture() const override;

private:
    struct Series {
        QString name;
        EnvelopeCurve* curve;
    };

    [[nodiscard]] LegendEntry entryOf(const Series& series, std::optional<double> time) const;

    std::vector<Series> m_series;
    EnvelopeCurve* m_limit = nullptr;
    LimitLabel* m_limitLabel;
};

} // namespace ls::plot
