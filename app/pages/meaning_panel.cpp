// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/meaning_panel.h"

#include "app/plot/plot_theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace ls::pages {

namespace {

constexpr int kLeastLines = 12;

using Mood = model::Situation::Mood;

QColor colourOf(Mood mood, const plot::Theme& theme) {
    switch (mood) {
    case Mood::Good:
        return theme.good;
    case Mood::Warning:
        return theme.warning;
    case Mood::Loss:
        return theme.loss;
    case Mood::Calm:
        break;
    }
    return theme.text;
}

void paint(QLabel& label, const QColor& colour) {
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, colour);
    label.setPalette(palette);
}

} // namespace

MeaningPanel::MeaningPanel(QWidget* parent)
    : QWidget(parent)
    , m_headline(new QLabel)
    , m_text(new QLabel)
    , m_attempt(new QLabel) {
    m_headline->setObjectName(QStringLiteral("big"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 10);
    layout->setSpacing(6);
    for (QLabel* label : {m_headline, m_text, m_attempt}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(label);
    }
    layout->addStretch(1);
    // A dock does not ask for the height that wrapped text needs at its width.
    setMinimumHeight(kLeastLines * fontMetrics().lineSpacing());
}

void MeaningPanel::show(const model::Situation& situation) {
    if (situation == m_situation) {
        return;
    }
    m_situation = situation;
    m_headline->setText(situation.headline);
    m_text->setText(situation.text);
    m_attempt->setText(situation.attempt);
    m_attempt->setVisible(!situation.attempt.isEmpty());
    colour();
}

void MeaningPanel::colour() {
    const plot::Theme theme = plot::themeFor(palette());
    paint(*m_headline, colourOf(m_situation.mood, theme));
    paint(*m_attempt, theme.waiting);
}

void MeaningPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        colour();
    }
}

} // namespace ls::pages
