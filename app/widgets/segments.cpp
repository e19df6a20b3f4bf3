// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/segments.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace ls::widgets {

namespace {

constexpr int kPadding = 8; ///< a little more than the style sheet's

/// As wide as when it is chosen: bold.
int widthOf(const QPushButton& button) {
    QFont bold = button.font();
    bold.setBold(true);
    return QFontMetrics(bold).horizontalAdvance(button.text()) + 2 * kPadding;
}

} // namespace

Segments::Segments(const QStringList& choices, QWidget* parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this)) {
    setObjectName(QStringLiteral("segments"));
    setAttribute(Qt::WA_StyledBackground);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    for (const QString& choice : choices) {
        auto* button = new QPushButton(choice);
        button->setObjectName(QStringLiteral("segment"));
        button->setCheckable(true);
        button->setMinimumWidth(widthOf(*button));
        m_buttons->addButton(button, static_cast<int>(m_buttons->buttons().size()));
        layout->addWidget(button, 1);
    }
    connect(m_buttons, &QButtonGroup::idClicked, this, &Segments::chosen);
    setCurrent(0);
}

int Segments::current() const {
    return m_buttons->checkedId();
}

void Segments::setCurrent(int choice) {
    if (QAbstractButton* chosenButton = button(choice)) {
        chosenButton->setChecked(true);
    }
}

QAbstractButton* Segments::button(int choice) const {
    return m_buttons->button(choice);
}

} // namespace ls::widgets
