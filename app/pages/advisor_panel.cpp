// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/advisor_panel.h"

#include "app/widgets/icon.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ls::pages {

using model::Advice;
using Severity = inspect::Finding::Severity;

namespace {

QString evidenceOf(const Advice& advice) {
    return AdvisorPanel::tr("Evidence: %1").arg(advice.evidence.join(QStringLiteral(" · ")));
}

bool hasSameParts(const QList<Advice>& a, const QList<Advice>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Advice& one, const Advice& other) {
        return one.severity == other.severity && one.changes == other.changes;
    });
}

} // namespace

AdvisorPanel::AdvisorPanel(QWidget* parent)
    : QScrollArea(parent) {
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* body = new QWidget;
    body->setObjectName(QStringLiteral("scrolled"));
    m_layout = new QVBoxLayout(body);
    m_layout->setContentsMargins(10, 6, 10, 8);
    m_layout->setSpacing(5);
    setWidget(body);
}

void AdvisorPanel::show(const QList<Advice>& advice, const QString& calm) {
    if (advice == m_advice && calm == m_calm) {
        return;
    }
    const bool onlyFigures = hasSameParts(advice, m_advice) && !advice.isEmpty();
    m_advice = advice;
    m_calm = calm;
    if (onlyFigures) {
        showFigures();
    } else {
        rebuild();
    }
}

/// Nothing is made anew under the mouse while figures move.
void AdvisorPanel::showFigures() {
    for (qsizetype i = 0; i < m_advice.size(); ++i) {
        m_heads[i].text->setText(m_advice[i].text);
        m_heads[i].evidence->setText(evidenceOf(m_advice[i]));
    }
}

void AdvisorPanel::rebuild() {
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_heads.clear();
    if (m_advice.isEmpty()) {
        addText(m_calm, "dim");
    }
    for (const Advice& each : std::as_const(m_advice)) {
        addAdvice(each);
    }
    if (!m_advice.isEmpty()) {
        auto* lab = new QPushButton(tr("Open this case in the Lab"));
        lab->setObjectName(QStringLiteral("openLab"));
        lab->setToolTip(tr("The same limit and pace in a private namespace, to try a change before it is made"));
        connect(lab, &QPushButton::clicked, this, &AdvisorPanel::labWanted);
        m_layout->addWidget(lab);
    }
    m_layout->addStretch(1);
}

QLabel* AdvisorPanel::addText(const QString& text, const char* look) {
    auto* label = new QLabel(text);
    label->setObjectName(QString::fromLatin1(look));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->addWidget(label);
    return label;
}

void AdvisorPanel::addAdvice(const Advice& advice) {
    QLabel* text = addText(advice.text, advice.severity == Severity::Loss ? "loss" : "big");
    m_heads.push_back({text, addText(evidenceOf(advice), "dim")});
    for (const Advice::Change& each : advice.changes) {
        addChange(each);
    }
    m_layout->addSpacing(6);
}

void AdvisorPanel::addChange(const Advice::Change& change) {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 2, 0, 0);
    auto* where = new QLabel(change.where);
    where->setWordWrap(true);
    row->addWidget(where, 1);
    const QString wanted = change.text.isEmpty() ? change.apply : change.text;
    auto* copy = new QPushButton(tr("Copy"));
    copy->setObjectName(QStringLiteral("flat"));
    copy->setAccessibleName(tr("Copy the change for %1").arg(change.where));
    connect(copy, &QPushButton::clicked, this, [this, wanted] {
        QGuiApplication::clipboard()->setText(wanted);
        emit copied();
    });
    row->addWidget(copy);
    m_layout->addWidget(head);
    QLabel* snippet = addText(wanted, "snippet");
    snippet->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    if (!change.text.isEmpty() && !change.apply.isEmpty()) {
        addText(tr("then: %1").arg(change.apply), "dim");
    }
}

} // namespace ls::pages
