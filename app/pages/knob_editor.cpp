// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/knob_editor.h"

#include "app/widgets/field.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>

namespace ls::pages {

using model::KnobRange;
using model::Spacing;
using widgets::FieldRow;

KnobEditor::KnobEditor(const QString& label, Presence presence, const std::vector<model::Knob>& knobs, QWidget* parent)
    : QWidget(parent)
    , m_knobs(knobs)
    , m_name(new QComboBox)
    , m_from(new QLineEdit)
    , m_to(new QLineEdit)
    , m_spacing(new QComboBox)
    , m_step(new QLineEdit)
    , m_list(new QLineEdit)
    , m_rangeRow(new FieldRow(tr("From, to"), {m_from, m_to}))
    , m_spacingRow(new FieldRow(tr("Spacing"), {m_spacing}))
    , m_stepRow(new FieldRow(tr("Step"), {m_step}))
    , m_listRow(new FieldRow(tr("Values"), {m_list}))
    , m_problem(new QLabel) {
    setObjectName(QStringLiteral("scrolled"));
    m_from->setAccessibleName(tr("%1: from").arg(label));
    m_to->setAccessibleName(tr("%1: to").arg(label));
    m_name->setObjectName(QStringLiteral("name"));
    m_spacing->setObjectName(QStringLiteral("spacing"));
    m_list->setObjectName(QStringLiteral("values"));
    m_list->setPlaceholderText(QStringLiteral("1, 2, 8"));
    m_name->setMaxVisibleItems(24);
    m_name->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_name->setMinimumContentsLength(10);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    fillKnobs(presence);
    m_spacing->addItems({tr("Doubling (1, 2, 4 …)"), tr("Two per doubling"), tr("Times ten (1, 10 …)"),
                         tr("Three per ten"), tr("Equal steps"), tr("List of values")});

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(new FieldRow(label, {m_name}));
    for (QWidget* row :
         {static_cast<QWidget*>(m_rangeRow), static_cast<QWidget*>(m_spacingRow), static_cast<QWidget*>(m_stepRow),
          static_cast<QWidget*>(m_listRow), static_cast<QWidget*>(m_problem)}) {
        layout->addWidget(row);
    }
    connect(m_name, &QComboBox::currentIndexChanged, this, &KnobEditor::followKnob);
    connect(m_spacing, &QComboBox::currentIndexChanged, this, &KnobEditor::followSpacing);
    for (QLineEdit* edit : {m_from, m_to, m_step, m_list}) {
        connect(edit, &QLineEdit::textChanged, this, &KnobEditor::changed);
    }
    followKnob();
}

void KnobEditor::fillKnobs(Presence presence) {
    if (presence == Presence::Optional) {
        m_name->addItem(tr("none"), QString());
    }
    for (const model::Knob& knob : m_knobs) {
        const bool plain = knob.label == knob.name;
        m_name->addItem(plain ? knob.name : QStringLiteral("%1 (%2)").arg(knob.label, knob.name), knob.name);
        m_name->setItemData(m_name->count() - 1, knob.help, Qt::ToolTipRole);
    }
}

const model::Knob* KnobEditor::knob() const {
    const QString name = m_name->currentData().toString();
    for (const model::Knob& knob : m_knobs) {
        if (knob.name == name) {
            return &knob;
        }
    }
    return nullptr;
}

Spacing KnobEditor::spacing() const {
    return static_cast<Spacing>(m_spacing->currentIndex());
}

void KnobEditor::followKnob() {
    const model::Knob* chosen = knob();
    m_name->setToolTip(chosen != nullptr ? chosen->help : QString());
    if (chosen != nullptr && !chosen->isNumeric()) {
        m_spacing->setCurrentIndex(static_cast<int>(Spacing::List));
        m_list->setText(chosen->words.join(QStringLiteral(", ")));
    }
    if (chosen != nullptr) {
        const QString unit = chosen->unit();
        m_rangeRow->setLabel(unit.isEmpty() ? tr("From, to") : tr("From, to (%1)").arg(unit));
        m_list->setToolTip(tr("Each: %1.").arg(chosen->accepted()));
        m_from->setToolTip(m_list->toolTip());
        m_to->setToolTip(m_list->toolTip());
    }
    followSpacing();
}

void KnobEditor::followSpacing() {
    const bool chosen = knob() != nullptr;
    const bool list = spacing() == Spacing::List;
    m_rangeRow->setVisible(chosen && !list);
    m_spacingRow->setVisible(chosen && knob()->isNumeric());
    m_stepRow->setVisible(chosen && spacing() == Spacing::Step);
    m_listRow->setVisible(chosen && list);
    emit changed();
}

std::optional<KnobRange> KnobEditor::range() const {
    const model::Knob* chosen = knob();
    if (chosen == nullptr) {
        return std::nullopt;
    }
    return KnobRange{chosen->name, m_from->text(), m_to->text(), spacing(), m_step->text(), m_list->text()};
}

void KnobEditor::setRange(const std::optional<KnobRange>& range) {
    const QSignalBlocker quiet(this);
    const int index = m_name->findData(range ? range->name : QString());
    m_name->setCurrentIndex(index < 0 ? 0 : index);
    if (range) {
        m_from->setText(range->from);
        m_to->setText(range->to);
        m_spacing->setCurrentIndex(static_cast<int>(range->spacing));
        m_step->setText(range->step);
        m_list->setText(range->list);
    }
    followSpacing();
}

void KnobEditor::setProblem(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    for (QLineEdit* edit : {m_from, m_to, m_step, m_list}) {
        edit->setProperty("wrong", !problem.isEmpty());
        edit->setAccessibleDescription(problem);
        edit->style()->unpolish(edit);
        edit->style()->polish(edit);
    }
}

QString KnobEditor::problem() const {
    return m_problem->text();
}

} // namespace ls::pages
