// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/check_table_model.h"

#include <QString>
#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;
class QTextBrowser;

namespace ls::widgets {
class Card;
}

namespace ls::pages {

class SweepRunPlots;

/// What is known of one experiment: the question, its checks, its runs with their commands and courses, and why.
class ExperimentView final : public QWidget {
    Q_OBJECT

public:
    /// What became of an experiment the last time; as many as its preset has.
    struct Findings {
        std::vector<experiment::RunOutcome> runs;
        model::CheckTableModel::Outcomes checks;
    };

    explicit ExperimentView(QWidget* parent = nullptr);

    void show(std::shared_ptr<const experiment::Preset> preset, const Findings& findings);
    void setCheck(std::size_t check, const experiment::CheckOutcome& outcome);
    /// And goes to it.
    void setRun(std::size_t run, const experiment::RunOutcome& outcome);

    [[nodiscard]] const model::CheckTableModel& checks() const { return *m_checks; }
    void setLabPossible(bool possible);

signals:
    void commandWanted(const QString& command);
    void labWanted(std::size_t run);

private:
    QWidget* makeChecks();
    QWidget* makeRuns();
    void showRun(int run);
    [[nodiscard]] QString explanation() const;

    std::shared_ptr<const experiment::Preset> m_preset;
    std::vector<experiment::RunOutcome> m_runs;
    model::CheckTableModel* m_checks;
    QLabel* m_title;
    QLabel* m_question;
    QTableView* m_table;
    QComboBox* m_run;
    QLineEdit* m_command;
    QWidget* m_lab;
    SweepRunPlots* m_plots;
    QTextBrowser* m_why;
};

} // namespace ls::pages
