// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ls::widgets {

namespace {

constexpr int kHeaderHeight = 26; ///< the same with buttons in it and without

} // namespace

Card::Card(const QString& title, QWidget* parent)
    : QFrame(parent)
    , m_header(new QHBoxLayout)
    , m_note(new QLabel)
    , m_body(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("card"));
    setAccessibleName(title);
    auto* label = new QLabel(title);
    label->setObjectName(QStringLiteral("cardTitle"));
    m_note->setObjectName(QStringLiteral("dim"));
    label->setMinimumHeight(kHeaderHeight);
    m_header->setSpacing(8);
    m_header->addWidget(label);
    m_header->addStretch(1);
    m_header->addWidget(m_note);
    m_body->setContentsMargins(12, 8, 12, 10);
    m_body->setSpacing(6);
    m_body->addLayout(m_header);
}

void Card::setNote(const QString& note) {
    m_note->setText(note);
}

void Card::addToHeader(QWidget* widget) {
    m_header->addWidget(widget);
}

} // namespace ls::widgets
