// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/check_table_model.h"

#include <QByteArray>
#include <QString>
#include <QVariantMap>
#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QSplitter;
class QTableView;
class QTextBrowser;

namespace ls::widgets {
class Card;
}

namespace ls::pages {

class ExperimentRunPanel;
class ExportChoice;

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

    [[nodiscard]] ExperimentRunPanel& runs() { return *m_runs; }
    [[nodiscard]] const model::CheckTableModel& checks() const { return *m_checks; }
    /// Checks, plots and packets.
    void offerExports(ExportChoice& exports);
    [[nodiscard]] QVariantMap choices() const;
    void setChoices(const QVariantMap& choices);
    [[nodiscard]] QByteArray layoutState() const;
    void setLayoutState(const QByteArray& state);
    void resetLayout();

private:
    QWidget* makeChecks();
    QWidget* makeWhy();
    [[nodiscard]] QString explanation() const;

    std::shared_ptr<const experiment::Preset> m_preset;
    model::CheckTableModel* m_checks;
    QLabel* m_title;
    QLabel* m_question;
    QTableView* m_table;
    QTextBrowser* m_why;
    ExperimentRunPanel* m_runs;
    QSplitter* m_parts;
};

} // namespace ls::pages
