// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/plot_header.h"

namespace ls::plot {

namespace {

constexpr double kGap = 14;
constexpr double kSymbol = 10;
constexpr double kSymbolGap = 6;
constexpr int kValueDigits = 3; // room kept, so that entries do not move with every digit

} // namespace

PlotHeader::PlotHeader(QCustomPlot* plot, Entries entries)
    : QCPLayoutElement(plot)
    , m_entries(std::move(entries)) {
    setLayer(QStringLiteral("overlay"));
}

int PlotHeader::entryAt(const QPointF& position) const {
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (m_places[i].contains(position)) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

int PlotHeader::restAt(const QPointF& position) const {
    return m_rest.contains(position) ? static_cast<int>(m_places.size()) : -1;
}

void PlotHeader::draw(QCPPainter* painter) {
    const QRectF area = rect();
    painter->setAntialiasing(false);
    QFont bold = mParentPlot->font();
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(m_theme.text);
    painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    double x = area.left() + QFontMetricsF(bold).horizontalAdvance(m_title) + 1.5 * kGap;

    painter->setFont(mParentPlot->font());
    const QFontMetricsF metrics(painter->font());
    const auto entries = m_entries();
    double wanted = 0;
    for (const LegendEntry& entry : entries) {
        wanted += widthOf(entry) + kGap;
    }
    // The unit gives way to the legend.
    const double unit = metrics.horizontalAdvance(m_unit);
    double end = area.right();
    if (x + wanted + unit <= end) {
        painter->setPen(m_theme.dimText);
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, m_unit);
        end -= unit + kGap;
    }
    drawEntries(*painter, entries, x, end);
}

double PlotHeader::widthOf(const LegendEntry& entry) const {
    const QFontMetricsF metrics(mParentPlot->font());
    const double digits = metrics.horizontalAdvance(QLatin1Char('0')) * kValueDigits;
    return kSymbol + kSymbolGap + metrics.horizontalAdvance(entry.name) + metrics.horizontalAdvance(QLatin1Char(' ')) +
           std::max(metrics.horizontalAdvance(entry.text), digits);
}

void PlotHeader::drawEntries(QCPPainter& painter, const std::vector<LegendEntry>& entries, double x, double end) {
    m_places.clear();
    m_rest = QRectF();
    const QRectF area = rect();
    const auto rest = [&](std::size_t shown) { return QStringLiteral("+%1").arg(entries.size() - shown); };
    const QFontMetricsF metrics(mParentPlot->font());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const bool last = i + 1 == entries.size();
        const double width = widthOf(entries[i]);
        if (x + width + (last ? 0 : kGap + metrics.horizontalAdvance(rest(i + 1))) > end) {
            m_rest = QRectF(x, area.top(), area.right() - x, area.height());
            painter.setPen(m_theme.dimText);
            painter.drawText(m_rest, Qt::AlignLeft | Qt::AlignVCenter, rest(i));
            return;
        }
        m_places.push_back(QRectF(x - kGap / 2, area.top(), width + kGap, area.height()));
        drawEntry(painter, entries[i], x);
        x += width + kGap;
    }
}

void PlotHeader::drawEntry(QCPPainter& painter, const LegendEntry& entry, double x) {
    const QRectF area = rect();
    const QColor colour = entry.shown ? entry.colour : m_theme.frame;
    const double height = entry.area ? kSymbol : 3;
    painter.fillRect(QRectF(x, std::round(area.center().y() - height / 2), kSymbol, height), colour);
    x += kSymbol + kSymbolGap;
    const QFontMetricsF metrics(painter.font());
    QFont font = painter.font();
    font.setStrikeOut(!entry.shown);
    painter.setFont(font);
    painter.setPen(m_theme.dimText);
    const double nameWidth = metrics.horizontalAdvance(entry.name);
    painter.drawText(QRectF(x, area.top(), nameWidth + 2, area.height()), Qt::AlignLeft | Qt::AlignVCenter, entry.name);
    x += nameWidth + metrics.horizontalAdvance(QLatin1Char(' '));
    font.setStrikeOut(false);
    painter.setFont(font);
    if (entry.shown) {
        painter.setPen(m_theme.text);
        painter.drawText(QRectF(x, area.top(), area.right() - x, area.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         entry.text);
    }
}

} // namespace ls::plot
