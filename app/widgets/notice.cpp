// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/notice.h"

#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace ls::widgets {

namespace {

QString nameOf(Notice::Kind kind) {
    switch (kind) {
    case Notice::Kind::Good:
        return QStringLiteral("good");
    case Notice::Kind::Bad:
        return QStringLiteral("bad");
    case Notice::Kind::Hint:
        break;
    }
    return QStringLiteral("hint");
}

} // namespace

Notice::Notice(QWidget* parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_text(new QLabel) {
    setObjectName(QStringLiteral("notice"));
    m_title->setObjectName(QStringLiteral("noticeTitle"));
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.15);
    m_title->setFont(font);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(4);
    for (QLabel* label : {m_title, m_text}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(label);
    }
    hide();
}

void Notice::show(Kind kind, const QString& title, const QString& text) {
    setProperty("kind", nameOf(kind));
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
    setAccessibleDescription(text);
    // A style sheet looks at properties only when it is asked to.
    style()->unpolish(this);
    style()->polish(this);
    m_title->style()->unpolish(m_title);
    m_title->style()->polish(m_title);
    setVisible(true);
}

QString Notice::title() const {
    return m_title->text();
}

QString Notice::text() const {
    return m_text->text();
}

} // namespace ls::widgets
