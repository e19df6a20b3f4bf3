// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_series.h"
#include "app/widgets/export_source.h"
#include "engine/sweep/recommendation.h"

#include <QVariantMap>
#include <QWidget>

#include <optional>

class QPushButton;
class QSplitter;

namespace ls::plot {
class SweepChart;
}
namespace ls::widgets {
class Card;
}

namespace ls::pages {

class SweepPointBar;
class SweepResults;

/// Everything a sweep has to show: chart, slider over its points, table. They go to a point together.
class SweepView final : public QWidget {
    Q_OBJECT

public:
    explicit SweepView(QWidget* parent = nullptr);

    /// Starts anew; `hint` stands where the chart will be until there is a row.
    void reset(model::SweepData data, const QString& hint);
    void append(const sweep::SweepRow& row);
    void setRecommendation(const std::optional<sweep::Recommendation>& recommendation);
    [[nodiscard]] const model::SweepData& data() const;
    [[nodiscard]] bool isEmpty() const { return data().rows.empty(); }

    /// Chart and table, to be taken away; the CSV is the page's.
    void offer(widgets::ExportSource& source);

    [[nodiscard]] QVariantMap choices() const; ///< metrics and columns
    void setChoices(const QVariantMap& choices);
    [[nodiscard]] QByteArray layoutState() const;
    void setLayoutState(const QByteArray& state);
    void resetLayout();

signals:
    void exportRequested(); ///< from a context menu

private:
    [[nodiscard]] QWidget* makeUpperPart();
    [[nodiscard]] QWidget* makeMetricChoice();
    [[nodiscard]] std::vector<model::Metric> shownMetrics() const;
    void goTo(std::size_t first, std::size_t second);
    void goToRun(const std::vector<std::string>& values);
    void drawChart();
    void note();

    widgets::Card* m_card;
    plot::SweepChart* m_chart;
    QList<QPushButton*> m_metrics;
    SweepPointBar* m_points;
    SweepResults* m_results;
    QSplitter* m_splitter;
    QString m_hint;
    std::optional<sweep::Recommendation> m_recommendation;
};

} // namespace ls::pages
