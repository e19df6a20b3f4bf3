// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <initializer_list>

class QHBoxLayout;
class QLabel;

namespace ls::widgets {

/// A row of a form: a label, its editors side by side, and below them room for what is wrong with their values.
class FieldRow final : public QWidget {
    Q_OBJECT

public:
    FieldRow(const QString& label, std::initializer_list<QWidget*> editors, QWidget* parent = nullptr);

    void setLabel(const QString& label);
    /// Empty: nothing is wrong.
    void setProblem(const QString& problem);
    [[nodiscard]] QString problem() const;

    static constexpr int kLabelWidth = 92;

private:
    QLabel* m_label;
    QHBoxLayout* m_editors;
    QLabel* m_problem;
};

} // namespace ls::widgets
