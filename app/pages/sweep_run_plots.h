// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/run_histories.h"
#include "app/plot/time_axis_group.h"

#include <QString>
#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace ls::plot {
class TimePlot;
}
namespace ls::widgets {
class Card;
}

namespace ls::pages {

/// How a run of the point went: small plots beside each other on one time axis, or why there are none.
class SweepRunPlots final : public QWidget {
    Q_OBJECT

public:
    struct Run {
        unsigned repeat = 0;
        std::shared_ptr<const lab::RunSeries> series; ///< null: only its figures are known
        bool again = false;                           ///< made just now, after a file was opened
    };

    explicit SweepRunPlots(QWidget* parent = nullptr);
    ~SweepRunPlots() override;

    /// The runs of one point, in the order of their repeats. Keeps the choice where the point stays the same.
    void show(const QString& point, std::vector<Run> runs);
    /// Goes to one of them.
    void choose(unsigned repeat);
    void setRunAgainPossible(bool possible);

signals:
    void runAgainWanted();

private:
    [[nodiscard]] QWidget* makePlots();
    [[nodiscard]] QWidget* makeAbsence();
    void draw();
    void drawRun(const Run& run);
    void drawAbsence();

    QString m_point;
    std::vector<Run> m_runs;
    model::RunHistories m_histories;
    std::shared_ptr<const lab::RunSeries> m_drawn;
    plot::TimeAxisGroup m_group;
    plot::TimePlot* m_depth;
    plot::TimePlot* m_connections;
    plot::TimePlot* m_drops;
    widgets::Card* m_card;
    QSpinBox* m_run;
    QStackedWidget* m_stack;
    QLabel* m_absence;
    QPushButton* m_again;
};

} // namespace ls::pages
