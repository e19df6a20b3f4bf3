// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/plot_overlay.h"

#include "app/plot/plot_format.h"

namespace ls::plot {

namespace {

constexpr double kPadding = 6;
constexpr double kAway = 14; // of the read-out from the pointer

QColor seeThrough(QColor colour, int alpha) {
    colour.setAlpha(alpha);
    return colour;
}

} // namespace

PlotOverlay::PlotOverlay(QCPAxisRect* area, const TimeAxisGroup* group, EntriesAt entriesAt, KeptClear keptClear)
    : QCPLayerable(area->parentPlot(), QStringLiteral("overlay"))
    , m_area(area)
    , m_group(group)
    , m_entriesAt(std::move(entriesAt))
    , m_keptClear(std::move(keptClear)) {
}

QRect PlotOverlay::clipRect() const {
    return m_area->rect().adjusted(-1, -1, 1, 1);
}

double PlotOverlay::step() const {
    const double perPixel = m_group->range().span() / std::max(1, m_area->width());
    return std::pow(10, std::floor(std::log10(perPixel)));
}

void PlotOverlay::draw(QCPPainter* painter) {
    painter->setFont(mParentPlot->font());
    if (m_focused && !m_exporting) {
        painter->setPen(QPen(m_theme.waiting, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(m_area->rect().adjusted(0, 0, -1, -1));
    }
    drawCursors(*painter);
    if (m_exporting) {
        return;
    }
    if (m_zoom) {
        painter->setPen(QPen(m_theme.waiting, 1));
        painter->setBrush(seeThrough(m_theme.waiting, 40));
        painter->drawRect(*m_zoom);
    }
    drawCrosshair(*painter);
}

void PlotOverlay::drawVertical(QCPPainter& painter, double x, const QPen& pen) const {
    const QRect area = m_area->rect();
    painter.setPen(pen);
    painter.drawLine(QPointF(std::round(x), area.top()), QPointF(std::round(x), area.bottom()));
}

void PlotOverlay::drawFlag(QCPPainter& painter, double x, const QString& text, const QColor& colour) const {
    const QFontMetricsF metrics(painter.font());
    const double width = metrics.horizontalAdvance(text) + kPadding;
    const QRect area = m_area->rect();
    const double left =
        std::clamp(std::round(x), double(area.left()), std::max<double>(area.left(), area.right() - width));
    const QRectF box(left, area.top(), width, metrics.height());
    painter.fillRect(box, colour);
    painter.setPen(m_theme.surface);
    painter.drawText(box, Qt::AlignCenter, text);
}

std::vector<LegendEntry> PlotOverlay::differences(double a, double b) const {
    const auto before = m_entriesAt(a);
    auto after = m_entriesAt(b);
    std::vector<LegendEntry> result;
    for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
        if (after[i].shown && before[i].value && after[i].value) {
            const double change = *after[i].value - *before[i].value;
            after[i].text = (change > 0 ? QStringLiteral("+") : QString()) + formatNumber(change);
            after[i].name = tr("Δ %1").arg(after[i].name);
            result.push_back(after[i]);
        }
    }
    return result;
}

void PlotOverlay::drawCursors(QCPPainter& painter) const {
    const QCPAxis* axis = m_area->axis(QCPAxis::atBottom);
    const auto a = m_group->cursor(Cursor::A);
    const auto b = m_group->cursor(Cursor::B);
    for (const auto& [time, name] : {std::pair(a, tr("A")), std::pair(b, tr("B"))}) {
        if (time && m_group->range().contains(*time)) {
            const QColor colour = blend(m_theme.text, m_theme.surface, m_bare ? 0.3 : 0.75);
            drawVertical(painter, axis->coordToPixel(*time), QPen(colour, 1));
            if (!m_bare) {
                drawFlag(painter, axis->coordToPixel(*time), name, colour);
            }
        }
    }
    if (const auto entries = a && b && !m_bare ? differences(*a, *b) : std::vector<LegendEntry>(); !entries.empty()) {
        const double x = std::clamp<double>(axis->coordToPixel(*b), m_area->left(), m_area->right());
        drawBox(painter, QPointF(x, m_area->top() + painter.fontMetrics().height()),
                tr("Δt %1").arg(formatSpan(*b - *a)), entries, m_keptClear());
    }
}

void PlotOverlay::drawCrosshair(QCPPainter& painter) const {
    const auto hover = m_group->hover();
    if (!hover || !m_group->range().contains(*hover)) {
        return;
    }
    const double x = m_area->axis(QCPAxis::atBottom)->coordToPixel(*hover);
    drawVertical(painter, x, QPen(m_theme.dimText, 1, m_group->isCrosshairOn() ? Qt::SolidLine : Qt::DotLine));
    const bool byKeyboard = m_group->isCrosshairOn() && m_focused;
    if (!m_pointer && !byKeyboard) {
        return;
    }
    const QPointF anchor = m_pointer.value_or(QPointF(x, m_area->center().y()));
    if (m_group->isCrosshairOn() && m_pointer) {
        painter.setPen(QPen(m_theme.dimText, 1));
        painter.drawLine(QPointF(m_area->left(), std::round(anchor.y())),
                         QPointF(m_area->right(), std::round(anchor.y())));
    }
    drawBox(painter, QPointF(x, anchor.y()), formatMoment(*hover, step()), m_entriesAt(*hover));
}

void PlotOverlay::drawBox(QCPPainter& painter, QPointF anchor, const QString& title,
                          const std::vector<LegendEntry>& entries, const QRectF& keptClear) const {
    const QFontMetricsF metrics(painter.font());
    std::vector<const LegendEntry*> lines;
    double width = metrics.horizontalAdvance(title);
    for (const LegendEntry& entry : entries) {
        if (entry.shown && !entry.text.isEmpty()) {
            lines.push_back(&entry);
            width = std::max(width, metrics.horizontalAdvance(entry.name) + metrics.horizontalAdvance(entry.text) + 28);
        }
    }
    const QSizeF size(width + 2 * kPadding, metrics.height() * double(lines.size() + 1) + kPadding);
    const QRectF area = m_area->rect();
    QPointF corner = anchor + QPointF(kAway, kAway);
    if (corner.x() + size.width() > area.right()) {
        corner.setX(anchor.x() - kAway - size.width());
    }
    corner.setX(std::max(corner.x(), area.left() + 1));
    corner.setY(std::max(area.top() + 1, std::min(corner.y(), area.bottom() - size.height() - 1)));
    QRectF box(QPointF(std::round(corner.x()), std::round(corner.y())), size);
    if (box.intersects(keptClear)) {
        box.moveRight(std::max(keptClear.left() - kPadding, area.left() + 1 + box.width()));
    }

    painter.fillRect(box, seeThrough(m_theme.surface, 235));
    painter.setPen(QPen(m_theme.frame, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box);
    QRectF line = box.adjusted(kPadding, kPadding / 2, -kPadding, 0);
    line.setHeight(metrics.height());
    painter.setPen(m_theme.dimText);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, title);
    for (const LegendEntry* entry : lines) {
        line.translate(0, metrics.height());
        painter.fillRect(QRectF(line.left(), std::round(line.center().y()) - 4, 8, 8), entry->colour);
        painter.setPen(m_theme.dimText);
        painter.drawText(line.adjusted(14, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, entry->name);
        painter.setPen(m_theme.text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, entry->text);
    }
}

PlotMarks::PlotMarks(QCPAxisRect* area, const TimeAxisGroup* group)
    : QCPLayerable(area->parentPlot(), QStringLiteral("marks"))
    , m_area(area)
    , m_group(group) {
}

void PlotMarks::draw(QCPPainter* painter) {
    const QCPAxis* axis = m_area->axis(QCPAxis::atBottom);
    const TimeRange range = m_group->range();
    painter->setFont(mParentPlot->font());
    for (const TimeBand& band : m_group->bands()) {
        if (band.to < range.from || band.from > range.to) {
            continue;
        }
        const double left = std::round(axis->coordToPixel(band.from));
        const double right = std::max(left + 2, std::round(axis->coordToPixel(band.to)));
        const QColor colour = band.colour.isValid() ? band.colour : m_theme.warning;
        const QRectF box(left, m_area->top(), right - left, m_area->height());
        painter->fillRect(box, seeThrough(colour, 38));
        if (painter->fontMetrics().horizontalAdvance(band.label) + 8 < box.width()) {
            painter->setPen(blend(colour, m_theme.text, 0.7));
            painter->drawText(box.adjusted(4, 2, 0, 0), Qt::AlignLeft | Qt::AlignTop, band.label);
        }
    }
    painter->setPen(QPen(blend(m_theme.text, m_theme.surface, 0.5), 1, Qt::DashLine));
    for (const TimeMarker& marker : m_group->markers()) {
        if (range.contains(marker.time)) {
            const double x = std::round(axis->coordToPixel(marker.time));
            painter->drawLine(QPointF(x, m_area->top()), QPointF(x, m_area->bottom()));
        }
    }
}

} // namespace ls::plot
