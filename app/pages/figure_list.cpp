// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/figure_list.h"

#include "app/plot/plot_theme.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace ls::pages {

namespace {

constexpr int kMargin = 10;
constexpr int kLeading = 2;
constexpr int kLeastGap = 8;
constexpr int kLeastWidth = 224;

QString dash() {
    return QStringLiteral("–");
}

QFont figureFont(const QFont& like) {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(like.pointSizeF());
    font.setBold(true);
    return font;
}

} // namespace

FigureList::FigureList(std::vector<Figure> figures, QWidget* parent)
    : QWidget(parent) {
    for (Figure& figure : figures) {
        m_rows.push_back({std::move(figure), dash(), Tone::Dim});
    }
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FigureList::set(std::size_t figure, const QString& value, Tone tone) {
    Row& row = m_rows[figure];
    if (row.value != value || row.tone != tone) {
        row.value = value;
        row.tone = tone;
        update(0, static_cast<int>(figure) * rowHeight(), width(), rowHeight());
    }
}

void FigureList::clear() {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        set(i, dash(), Tone::Dim);
    }
}

int FigureList::rowHeight() const {
    return fontMetrics().height() + kLeading;
}

QSize FigureList::sizeHint() const {
    return {200, rowHeight() * static_cast<int>(m_rows.size())};
}

QSize FigureList::minimumSizeHint() const {
    return {kLeastWidth, sizeHint().height()};
}

QColor FigureList::colourOf(Tone tone) const {
    const plot::Theme theme = plot::themeFor(palette());
    switch (tone) {
    case Tone::Dim:
        return theme.dimText;
    case Tone::Waiting:
        return theme.waiting;
    case Tone::Loss:
        return theme.loss;
    case Tone::Warning:
        return theme.warning;
    case Tone::Good:
        return theme.good;
    case Tone::Info:
        return theme.info;
    case Tone::Plain:
        break;
    }
    return theme.text;
}

void FigureList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QFont figures = figureFont(font());
    QRect line(kMargin, 0, width() - 2 * kMargin, rowHeight());
    for (const Row& row : m_rows) {
        painter.setFont(figures);
        painter.setPen(colourOf(row.tone));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.value);
        const int room = line.width() - painter.fontMetrics().horizontalAdvance(row.value) - kLeastGap;
        painter.setFont(font());
        painter.setPen(colourOf(Tone::Dim));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(row.figure.name, Qt::ElideRight, room));
        line.translate(0, rowHeight());
    }
}

bool FigureList::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto row = static_cast<std::size_t>(help->pos().y() / rowHeight());
    if (row < m_rows.size()) {
        const Row& asked = m_rows[row];
        QToolTip::showText(
            help->globalPos(),
            QStringLiteral("<b>%1: %2</b><br>%3").arg(asked.figure.name, asked.value, asked.figure.help));
    }
    return true;
}

} // namespace ls::pages
