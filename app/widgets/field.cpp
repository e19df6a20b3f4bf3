// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace ls::widgets {

FieldRow::FieldRow(const QString& label, std::initializer_list<QWidget*> editors, QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(label))
    , m_editors(new QHBoxLayout)
    , m_problem(new QLabel) {
    setObjectName(QStringLiteral("scrolled"));
    m_label->setMinimumWidth(kLabelWidth);
    m_label->setObjectName(QStringLiteral("dim"));
    m_editors->setSpacing(6);
    m_editors->addWidget(m_label);
    for (QWidget* editor : editors) {
        m_editors->addWidget(editor, 1);
        if (editor->accessibleName().isEmpty()) {
            editor->setAccessibleName(label);
        }
    }
    if (editors.size() > 0) {
        m_label->setBuddy(*editors.begin());
    }
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addLayout(m_editors);
    layout->addWidget(m_problem);
}

void FieldRow::setLabel(const QString& label) {
    m_label->setText(label);
}

void FieldRow::setProblem(const QString& problem) {
    if (problem == m_problem->text()) {
        return;
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    for (int i = 1; i < m_editors->count(); ++i) {
        QWidget* editor = m_editors->itemAt(i)->widget();
        editor->setProperty("wrong", !problem.isEmpty());
        editor->setAccessibleDescription(problem);
        editor->style()->unpolish(editor);
        editor->style()->polish(editor);
    }
}

QString FieldRow::problem() const {
    return m_problem->text();
}

} // namespace ls::widgets
