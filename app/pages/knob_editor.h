// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_experiment.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;

namespace ls::widgets {
class FieldRow;
}

namespace ls::pages {

/// Chooses a setting to vary and the values to try.
class KnobEditor final : public QWidget {
    Q_OBJECT

public:
    enum class Presence { Required, Optional };

    /// `knobs` outlives the editor.
    KnobEditor(const QString& label, Presence presence, const std::vector<model::Knob>& knobs,
               QWidget* parent = nullptr);

    /// nullopt: none chosen.
    [[nodiscard]] std::optional<model::KnobRange> range() const;
    void setRange(const std::optional<model::KnobRange>& range);
    void setProblem(const QString& problem);
    [[nodiscard]] QString problem() const;

signals:
    void changed();

private:
    void fillKnobs(Presence presence);
    void followKnob();
    void followSpacing();
    [[nodiscard]] const model::Knob* knob() const;
    [[nodiscard]] model::Spacing spacing() const;

    const std::vector<model::Knob>& m_knobs;
    QComboBox* m_name;
    QLineEdit* m_from;
    QLineEdit* m_to;
    QComboBox* m_spacing;
    QLineEdit* m_step;
    QLineEdit* m_list;
    widgets::FieldRow* m_rangeRow;
    widgets::FieldRow* m_spacingRow;
    widgets::FieldRow* m_stepRow;
    widgets::FieldRow* m_listRow;
    QLabel* m_problem;
};

} // namespace ls::pages
