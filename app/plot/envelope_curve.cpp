// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/envelope_curve.h"

namespace ls::plot {

namespace {

constexpr int kFillAlpha = 46;
constexpr std::int64_t kDash = 5; // columns on, as many off
constexpr double kVectorPen = 1.2;

} // namespace

struct EnvelopeCurve::Trace {
    struct Span {
        int top = 0;
        int bottom = -1;
        [[nodiscard]] bool empty() const { return bottom < top; }
    };
    std::vector<Span> spans;
    int base = 0; // y of zero
};

EnvelopeCurve::EnvelopeCurve(QCPAxisRect* area, const History* history, SeriesStyle style)
    : QCPAbstractPlottable(area->axis(QCPAxis::atBottom), area->axis(QCPAxis::atLeft))
    , m_history(history)
    , m_style(style) {
    setSelectable(QCP::stNone);
}

const std::vector<HistoryColumn>& EnvelopeCurve::columns(const ColumnGrid& grid) const {
    if (grid != m_grid || m_revision != m_history->revision()) {
        m_columns.resize(grid.count);
        m_history->columns(grid.from(), grid.to(), m_columns);
        m_grid = grid;
        m_revision = m_history->revision();
    }
    return m_columns;
}

QCPRange EnvelopeCurve::getKeyRange(bool& foundRange, QCP::SignDomain) const {
    foundRange = !m_history->empty();
    return foundRange ? QCPRange(toSeconds(*m_history->firstTime()), toSeconds(*m_history->lastTime())) : QCPRange();
}

QCPRange EnvelopeCurve::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const {
    foundRange = false; // the plot scales itself
    return {};
}

double EnvelopeCurve::yOf(double value) const {
    // Far outside is as good as outside, and keeps the painter's integers whole.
    const QRect area = keyAxis()->axisRect()->rect();
    return std::clamp(valueAxis()->coordToPixel(value), area.top() - 50.0, area.bottom() + 50.0);
}

void EnvelopeCurve::draw(QCPPainter* painter) {
    if (m_history->empty()) {
        return;
    }
    const double density = painter->deviceTransform().m11();
    const bool vector = painter->modes().testFlag(QCPPainter::pmVectorized);
    const QCPRange range = keyAxis()->range();
    const ColumnGrid grid = gridFor({range.lower, range.upper}, keyAxis()->axisRect()->rect(), vector ? 1.0 : density);
    const Trace trace = traceOf(grid);
    if (m_style.filled) {
        drawFill(*painter, grid, trace);
    }
    const auto& all = columns(grid);
    const auto valid = std::count_if(all.begin(), all.end(), [](const HistoryColumn& c) { return c.valid(); });
    const bool sparse = m_style.shape == Shape::Line && 4 * valid < 3 * static_cast<std::ptrdiff_t>(all.size());
    if (vector || sparse) {
        drawPolyline(*painter, grid);
    } else {
        drawCrisp(*painter, grid, trace);
    }
}

EnvelopeCurve::Trace EnvelopeCurve::traceOf(const ColumnGrid& grid) const {
    const auto& all = columns(grid);
    const auto pixel = [&](double value) { return static_cast<int>(std::floor(yOf(value) / grid.pitch)); };
    Trace trace;
    trace.base = pixel(0);
    trace.spans.resize(all.size());
    const auto held = m_history->before(grid.from());
    bool known = held.has_value();
    int previous = known ? pixel(held->value) : 0;
    const std::int64_t newest = grid.columnOf(*m_history->lastTime());
    for (std::size_t i = 0; i < all.size() && static_cast<std::int64_t>(i) <= newest; ++i) {
        const HistoryColumn& column = all[i];
        Trace::Span& span = trace.spans[i];
        if (column.valid()) {
            span = {pixel(column.max), pixel(column.min)};
            if (known) {
                span.top = std::min(span.top, previous);
                span.bottom = std::max(span.bottom, previous);
            }
            previous = pixel(column.last);
        } else if (known) {
            span = {previous, previous};
        }
        known = !column.gap && (known || column.valid());
    }
    return trace;
}

void EnvelopeCurve::drawFill(QCPPainter& painter, const ColumnGrid& grid, const Trace& trace) const {
    QColor colour = m_colour;
    colour.setAlpha(kFillAlpha);
    const auto& spans = trace.spans;
    for (std::size_t i = 0; i < spans.size();) {
        std::size_t end = i + 1;
        while (end < spans.size() && !spans[end].empty() && spans[end].top == spans[i].top) {
            ++end;
        }
        if (!spans[i].empty() && trace.base > spans[i].top) {
            painter.fillRect(QRectF(grid.x(i), spans[i].top * grid.pitch, grid.pitch * double(end - i),
                                    (trace.base - spans[i].top) * grid.pitch),
                             colour);
        }
        i = end;
    }
}

void EnvelopeCurve::drawCrisp(QCPPainter& painter, const ColumnGrid& grid, const Trace& trace) const {
    QVector<QLineF> strokes;
    strokes.reserve(static_cast<qsizetype>(trace.spans.size()));
    const auto& spans = trace.spans;
    const auto dashed = [&](std::size_t i) {
        return m_style.dashed && (grid.first + static_cast<std::int64_t>(i)) / kDash % 2 != 0;
    };
    const auto middle = [&](int pixel) { return (pixel + 0.5) * grid.pitch; };
    for (std::size_t i = 0; i < spans.size();) {
        std::size_t end = i + 1;
        if (spans[i].empty() || dashed(i)) {
            i = end;
            continue;
        }
        // A level stretch is one stroke.
        while (spans[i].top == spans[i].bottom && end < spans.size() && !dashed(end) &&
               spans[end].top == spans[i].top && spans[end].bottom == spans[i].bottom) {
            ++end;
        }
        strokes.append(QLineF(grid.x(i) + grid.pitch / 2, middle(spans[i].top), grid.x(end) - grid.pitch / 2,
                              middle(spans[i].bottom)));
        i = end;
    }
    // Qt draws thin cosmetic lines ten times as fast as rectangles one pixel wide. QCPPainter would make the pen
    // non-cosmetic for an export, and so thick.
    painter.setAntialiasing(false);
    painter.QPainter::setPen(QPen(m_colour, 0));
    painter.drawLines(strokes);
}

QList<QPolygonF> EnvelopeCurve::polylines(const ColumnGrid& grid) const {
    const bool step = m_style.shape == Shape::Step;
    QList<QPolygonF> result(1);
    const auto add = [&](double x, double value) {
        const QPointF point(x, yOf(value));
        QPolygonF& line = result.back();
        if (step && !line.isEmpty()) {
            line.append(QPointF(x, line.back().y()));
        }
        line.append(point);
    };
    const auto xOf = [&](Nanoseconds time) { return keyAxis()->coordToPixel(toSeconds(time)); };
    if (const auto held = m_history->before(grid.from())) {
        add(std::max(xOf(held->time), grid.left - 1e4), held->value);
    }
    const auto& all = columns(grid);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double x = grid.x(i) + grid.pitch / 2;
        if (all[i].valid()) {
            add(x, all[i].first);
            if (all[i].min < std::min(all[i].first, all[i].last)) {
                add(x, all[i].min);
            }
            if (all[i].max > std::max(all[i].first, all[i].last)) {
                add(x, all[i].max);
            }
            if (all[i].last != all[i].first) {
                add(x, all[i].last);
            }
        }
        if (all[i].gap) {
            result.append(QPolygonF());
        }
    }
    if (const auto next = m_history->atOrAfter(grid.to())) {
        add(std::min(xOf(next->time), grid.x(grid.count) + 1e4), next->value);
    } else if (step && !result.back().isEmpty()) {
        result.back().append(QPointF(xOf(*m_history->lastTime()), result.back().back().y()));
    }
    return result;
}

void EnvelopeCurve::drawPolyline(QCPPainter& painter, const ColumnGrid& grid) const {
    const bool vector = painter.modes().testFlag(QCPPainter::pmVectorized);
    painter.setAntialiasing(true);
    painter.setPen(QPen(m_colour, vector ? kVectorPen : 1, m_style.dashed ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF& line : polylines(grid)) {
        painter.drawPolyline(line);
    }
}

} // namespace ls::plot
