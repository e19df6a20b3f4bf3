// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/record_delegate.h"

#include "app/model/record_roles.h"
#include "app/settings/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QStyle>

#include <utility>

namespace ls::widgets {

using model::Alarm;
using model::Freshness;

namespace {

constexpr int kRoom = 4;
constexpr int kBar = 3;
constexpr QChar kGap(0x2002);

struct Look {
    Freshness freshness = Freshness::Steady;
    Alarm alarm = Alarm::None;
};

Look lookOf(const QModelIndex& index) {
    return {static_cast<Freshness>(index.data(model::FreshnessRole).toInt()),
            static_cast<Alarm>(index.data(model::AlarmRole).toInt())};
}

/// A row that has come or gone says that first; a change says less than an alarm.
QString signOf(const Look& look) {
    switch (look.freshness) {
    case Freshness::New:
        return QStringLiteral("+ ");
    case Freshness::Closed:
        return QStringLiteral("× ");
    case Freshness::Changed:
    case Freshness::Steady:
        break;
    }
    return look.alarm != Alarm::None              ? QStringLiteral("! ")
           : look.freshness == Freshness::Changed ? QStringLiteral("• ")
                                                  : QStringLiteral("  ");
}

QColor tintOf(const Look& look, const QPalette& palette) {
    const settings::RowTints tints = settings::rowTints(palette);
    switch (look.freshness) {
    case Freshness::New:
        return tints.fresh;
    case Freshness::Closed:
        return tints.closed;
    case Freshness::Changed:
    case Freshness::Steady:
        break;
    }
    return look.alarm == Alarm::Loss              ? tints.loss
           : look.alarm == Alarm::Warning         ? tints.warning
           : look.freshness == Freshness::Changed ? tints.changed
                                                  : QColor();
}

} // namespace

bool RecordDelegate::isFirst(const QModelIndex& index) const {
    return m_header.sectionViewportPosition(index.column()) + m_header.offset() == 0;
}

void RecordDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.data(model::TroubleRole).toBool()) {
        const QColor loss = option->palette.color(QPalette::BrightText);
        option->palette.setColor(QPalette::Text, loss);
        option->palette.setColor(QPalette::HighlightedText, loss);
    }
    const Look look = lookOf(index);
    if (const QColor tint = tintOf(look, option->palette); tint.isValid()) {
        option->backgroundBrush = tint;
        // A selected row keeps what it says; the bar at its left tells that it is selected.
        option->palette.setColor(QPalette::Highlight, tint.lightness() > 127 ? tint.darker(106) : tint.lighter(125));
    }
    if (look.freshness == Freshness::Closed) {
        option->font.setStrikeOut(true);
    }
    if (isFirst(index) && index.data(model::FreshnessRole).isValid()) {
        option->text.prepend(signOf(look));
    }
    if ((option->displayAlignment & Qt::AlignRight) != 0) {
        option->text.append(kGap); // figures do not touch the words of the next column
    }
}

void RecordDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    markCurrent(painter, option, index);
}

void RecordDelegate::markCurrent(QPainter* painter, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const {
    if ((option.state & QStyle::State_Selected) != 0 && isFirst(index)) {
        painter->fillRect(QRect(option.rect.topLeft(), QSize(kBar, option.rect.height())),
                          option.palette.color(QPalette::Link));
    }
}

QRect RecordDelegate::paintGround(QPainter* painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const {
    QStyleOptionViewItem drawn = option;
    initStyleOption(&drawn, index);
    drawn.text = isFirst(index) ? signOf(lookOf(index)) : QString();
    drawn.font.setStrikeOut(false);
    drawn.displayAlignment = Qt::AlignLeft | Qt::AlignVCenter;
    const QStyle* style = drawn.widget != nullptr ? drawn.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &drawn, painter, drawn.widget);
    markCurrent(painter, option, index);
    const int sign = drawn.text.isEmpty() ? 0 : drawn.fontMetrics.horizontalAdvance(QStringLiteral("+ ")) + kRoom;
    return option.rect.adjusted(kRoom + sign, 0, -kRoom, 0);
}

} // namespace ls::widgets
