// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_experiment.h"
#include "app/pages/knob_editor.h"

#include <QMap>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace ls::widgets {
class FieldRow;
}

namespace ls::pages {

/// The experiment as a form. Judges nothing itself: problems are shown where they are told to be.
class SweepForm final : public QWidget {
    Q_OBJECT

public:
    /// `knobs` outlives the form.
    explicit SweepForm(const std::vector<model::Knob>& knobs, QWidget* parent = nullptr);

    [[nodiscard]] model::SweepExperiment experiment() const;
    void setExperiment(const model::SweepExperiment& experiment);
    void showProblems(const QMap<model::Field, QString>& problems);

signals:
    void changed();

private:
    void setUpChoices();
    void setUpLayout();
    void addGroup(QVBoxLayout& layout, const QString& title);
    void connectEditors();
    void followChoices();

    KnobEditor* m_knob;
    KnobEditor* m_second;
    QLineEdit* m_repeats;
    QLineEdit* m_seed;
    QLineEdit* m_clients;
    QComboBox* m_arrival;
    QLineEdit* m_arrivalValue;
    QComboBox* m_accept;
    QLineEdit* m_acceptRate;
    QLineEdit* m_window;
    QLineEdit* m_others;
    QMap<model::Field, widgets::FieldRow*> m_rows;
};

} // namespace ls::pages
