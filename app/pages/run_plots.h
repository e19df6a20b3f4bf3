// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/run_histories.h"
#include "app/plot/time_axis_group.h"

#include <QString>
#include <QVariantList>
#include <QWidget>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace ls::plot {
class StatesPlot;
class TimePlot;
} // namespace ls::plot
namespace ls::widgets {
class Card;
class Segments;
} // namespace ls::widgets

namespace ls::pages {

class ExportChoice;

/// How a run of a sweep's point or of an experiment went, or goes: small plots on one time axis, or why there are none.
class RunPlots final : public QWidget {
    Q_OBJECT

public:
    struct Run {
        unsigned repeat = 0;
        std::shared_ptr<const lab::RunSeries> series; ///< null: only its figures are known
        bool again = false;                           ///< made just now, after a file was opened
        std::optional<Nanoseconds> window = {};       ///< of a run that still goes on: how long it may take
    };

    enum class Plot { Waiting, States, Clients, Drops };

    /// `shown`: which plots at first; the others are a click away.
    explicit RunPlots(const std::vector<Plot>& shown, QWidget* parent = nullptr);
    ~RunPlots() override;

    /// The runs of one point, in the order of their repeats. Keeps the choice where the point stays the same, and the
    /// view of a run that went on.
    void show(const QString& point, std::vector<Run> runs);
    /// Goes to one of them.
    void choose(unsigned repeat);
    void setRunAgainPossible(bool possible);
    void offerExports(ExportChoice& exports);
    [[nodiscard]] QVariantList choices() const; ///< which plots are shown
    void setChoices(const QVariantList& choices);

signals:
    void runAgainWanted();

private:
    [[nodiscard]] QWidget* makePlots();
    [[nodiscard]] QWidget* makeChoice(const std::vector<Plot>& shown);
    void describePlots();
    void followChoice();
    [[nodiscard]] QWidget* makeAbsence();
    void draw();
    void drawRun(const Run& run);
    void follow(const Run& run);
    void note(const Run& run);
    void drawAbsence();

    QString m_point;
    std::vector<Run> m_runs;
    model::RunHistories m_histories;
    std::shared_ptr<const lab::RunSeries> m_drawn;
    bool m_goesOn = false; ///< what is drawn
    double m_span = 0;     ///< s, of the time axis at first
    plot::TimeAxisGroup m_group;
    plot::TimePlot* m_depth;
    plot::StatesPlot* m_states;
    plot::TimePlot* m_connections;
    plot::TimePlot* m_drops;
    std::vector<std::pair<QPushButton*, QWidget*>> m_shown; ///< in the order of Plot
    QWidget* m_choice;
    widgets::Segments* m_side;
    widgets::Card* m_card;
    QSpinBox* m_run;
    QStackedWidget* m_stack;
    QLabel* m_absence;
    QPushButton* m_again;
};

} // namespace ls::pages
