// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/page_switch.h"

#include <QButtonGroup>
#include <QIcon>
#include <QToolButton>
#include <QVBoxLayout>

namespace ls::widgets {

namespace {

constexpr int kWidth = 95; ///< the longest title in bold, and the line at its right

} // namespace

PageSwitch::PageSwitch(QWidget* parent)
    : QFrame(parent)
    , m_buttons(new QButtonGroup(this))
    , m_layout(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("pageSwitch"));
    setFixedWidth(kWidth);
    setAccessibleName(tr("Pages"));
    m_layout->setContentsMargins(0, 8, 0, 8);
    m_layout->setSpacing(4);
    m_layout->addStretch(1);
    connect(m_buttons, &QButtonGroup::idClicked, this, &PageSwitch::chosen);
}

void PageSwitch::add(const QString& title, const QIcon& icon) {
    auto* button = new QToolButton;
    button->setText(title);
    button->setIcon(icon);
    button->setIconSize(QSize(26, 26));
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setFixedWidth(kWidth - 1);
    const int page = static_cast<int>(m_buttons->buttons().size());
    button->setToolTip(tr("%1 (Alt+%2)").arg(title).arg(page + 1));
    m_buttons->addButton(button, page);
    m_layout->insertWidget(page, button);
}

void PageSwitch::setCurrent(int page) {
    if (QAbstractButton* button = m_buttons->button(page)) {
        button->setChecked(true);
    }
}

} // namespace ls::widgets
