// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_series.h"
#include "app/widgets/export_source.h"
#include "engine/sweep/recommendation.h"

#include <QVariantMap>
#include <QWidget>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

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
class RunPlots;

/// Everything a sweep has to show: chart, how a point's run went, slider over the points, table. They go to a point
/// together.
class SweepView final : public QWidget {
    Q_OBJECT

public:
    explicit SweepView(QWidget* parent = nullptr);

    /// Starts anew; `hint` stands where the chart will be until there is a row.
    void reset(model::SweepData data, const QString& hint);
    void append(const sweep::SweepRow& row);
    void setRecommendation(const std::optional<sweep::Recommendation>& recommendation);
    /// How the point went when it was run again; its figures stay as they are.
    void setAgain(const sweep::SweepRow& row);
    void setRunAgainPossible(bool possible);
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
    void labWanted(const std::vector<std::string>& values);
    void runAgainWanted(const std::vector<std::string>& values);
    void exportRequested(); ///< from a context menu

private:
    [[nodiscard]] QWidget* makeUpperPart();
    [[nodiscard]] QWidget* makeMetricChoice();
    [[nodiscard]] std::vector<model::Metric> shownMetrics() const;
    void goTo(std::size_t first, std::size_t second);
    void goToRun(const std::vector<std::string>& values, unsigned repeat);
    void openInLab(std::size_t first, std::size_t second);
    void showRuns();
    void drawChart();
    void note();

    widgets::Card* m_card;
    plot::SweepChart* m_chart;
    QList<QPushButton*> m_metrics;
    RunPlots* m_runs;
    SweepPointBar* m_points;
    SweepResults* m_results;
    QSplitter* m_splitter;
    QString m_hint;
    std::optional<sweep::Recommendation> m_recommendation;
    std::map<std::vector<std::string>, std::shared_ptr<const lab::RunSeries>> m_again; ///< by the point's values
};

} // namespace ls::pages
