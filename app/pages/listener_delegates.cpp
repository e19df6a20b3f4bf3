// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/listener_delegates.h"

#include "app/model/listener_table_model.h"
#include "app/plot/plot_theme.h"
#include "app/settings/theme.h"

#include <QPainter>

#include <algorithm>

namespace ls::pages {

using model::ListenerTableModel;

namespace {

constexpr double kHalf = 0.5;
constexpr double kNearlyFull = 0.8;
constexpr int kBarHeight = 9;
constexpr double kSparkRoom = 3;

QColor colourOf(double fill, const plot::Theme& theme) {
    return fill >= 1             ? theme.loss
           : fill >= kNearlyFull ? theme.warning
           : fill >= kHalf       ? theme.waiting
                                 : plot::blend(theme.waiting, theme.surface, 0.6);
}

void drawBar(QPainter& painter, const QRect& room, double fill, const plot::Theme& theme) {
    const QRectF groove(room.left(), room.center().y() - kBarHeight / 2.0, room.width(), kBarHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.grid);
    painter.drawRoundedRect(groove, 3, 3);
    QRectF bar = groove;
    bar.setWidth(std::max(2.0, groove.width() * std::min(1.0, fill)));
    painter.setBrush(colourOf(fill, theme));
    painter.drawRoundedRect(bar, std::min(3.0, bar.width() / 2), 3);
}

/// Pieces between what is not known.
void drawCurve(QPainter& painter, const QRectF& room, const QList<int>& peaks) {
    const double most = std::max(1, *std::max_element(peaks.begin(), peaks.end()));
    const double step = room.width() / static_cast<double>(std::max<qsizetype>(1, peaks.size() - 1));
    QPolygonF piece;
    for (qsizetype i = 0; i <= peaks.size(); ++i) {
        if (i < peaks.size() && peaks[i] >= 0) {
            piece << QPointF(room.left() + step * static_cast<double>(i),
                             room.bottom() - room.height() * peaks[i] / most);
        } else if (!piece.isEmpty()) {
            painter.drawPolyline(piece);
            piece.clear();
        }
    }
}

} // namespace

void FillBarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QRect room = paintGround(painter, option, index);
    const plot::Theme theme = plot::themeFor(option.palette);
    const QString text = index.data().toString();
    const int textWidth = option.fontMetrics.horizontalAdvance(QStringLiteral("100 %")) + 6;
    painter->save();
    painter->setPen(settings::dimText(option.palette));
    painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, text);
    room.setRight(room.right() - textWidth);
    const QVariant fill = index.data(ListenerTableModel::FillRole);
    if (fill.isValid() && room.width() > kBarHeight) {
        painter->setRenderHint(QPainter::Antialiasing);
        drawBar(*painter, room, fill.toDouble(), theme);
    }
    painter->restore();
}

void SparklineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QRectF room = QRectF(paintGround(painter, option, index)).adjusted(0, kSparkRoom, 0, -kSparkRoom);
    const auto peaks = index.data(ListenerTableModel::PeaksRole).value<QList<int>>();
    if (peaks.isEmpty()) {
        return;
    }
    const plot::Theme theme = plot::themeFor(option.palette);
    const double fill = index.data(ListenerTableModel::DeepestFillRole).toDouble();
    painter->save();
    painter->setPen(QPen(fill >= kHalf ? colourOf(fill, theme) : theme.waiting, 1));
    drawCurve(*painter, room, peaks);
    painter->restore();
}

} // namespace ls::pages
