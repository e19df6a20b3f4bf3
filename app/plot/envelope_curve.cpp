// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/envelope_curve.h"

namespace ls::plot {

namespace {

constexpr int kFillAlpha = 46;
constexpr std::int64_t kDash = 5; // columns on, as many off
constexpr double kVectorPen = 1.2;
constexpr double kOutside = 50; // further out is as good as out, and keeps the painter's integers whole

} // namespace

EnvelopeCurve::EnvelopeCurve(QCPAxisRect* area, const History* history, SeriesStyle style)
    : QCPAbstractPlottable(area->axis(QCPAxis::atBottom), area->axis(QCPAxis::atLeft))
    , m_history(history)
    , m_style(style) {
    setSelectable(QCP::stNone);
}

const std::vector<HistoryColumn>& EnvelopeCurve::columns(const ColumnGrid& grid) const {
    if (grid != m_cache.grid || m_cache.revision != m_history->revision()) {
        m_cache.columns.resize(grid.count);
        m_history->columns(grid.from(), grid.to(), m_cache.columns);
        m_cache.grid = grid;
        m_cache.revision = m_history->revision();
        m_cache.traced = false;
    }
    return m_cache.columns;
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
    const QRect area = keyAxis()->axisRect()->rect();
    return std::clamp(valueAxis()->coordToPixel(value), area.top() - kOutside, area.bottom() + kOutside);
}

void EnvelopeCurve::draw(QCPPainter* painter) {
    if (m_history->empty()) {
        return;
    }
    const double density = painter->deviceTransform().m11();
    const bool vector = painter->modes().testFlag(QCPPainter::pmVectorized);
    const QCPRange range = keyAxis()->range();
    const ColumnGrid grid = gridFor({range.lower, range.upper}, keyAxis()->axisRect()->rect(), vector ? 1.0 : density);
    if (m_style.filled) {
        drawFill(*painter, grid);
    }
    if (vector || isSparse(grid)) {
        drawPolyline(*painter, grid);
    } else {
        drawCrisp(*painter, grid);
    }
}

bool EnvelopeCurve::isSparse(const ColumnGrid& grid) const {
    if (m_style.shape != Shape::Line) {
        return false;
    }
    const auto& all = columns(grid);
    const auto valid = std::count_if(all.begin(), all.end(), [](const HistoryColumn& c) { return c.valid(); });
    return 4 * valid < 3 * static_cast<std::ptrdiff_t>(all.size());
}

EnvelopeCurve::Scale EnvelopeCurve::scaleFor(const ColumnGrid& grid) const {
    const double zero = valueAxis()->coordToPixel(0) / grid.pitch;
    return {zero, valueAxis()->coordToPixel(1) / grid.pitch - zero};
}

const EnvelopeCurve::Spans& EnvelopeCurve::spans(const ColumnGrid& grid) const {
    columns(grid);
    const Scale scale = scaleFor(grid);
    if (!m_cache.traced || scale != m_cache.scale) {
        trace(grid, scale);
        m_cache.scale = scale;
        m_cache.traced = true;
    }
    return m_cache.spans;
}

void EnvelopeCurve::trace(const ColumnGrid& grid, const Scale& scale) const {
    const auto& all = m_cache.columns;
    const QRect area = keyAxis()->axisRect()->rect();
    const double highest = (area.top() - kOutside) / grid.pitch;
    const double lowest = (area.bottom() + kOutside) / grid.pitch;
    const auto pixel = [&](double value) {
        return static_cast<int>(std::floor(std::clamp(scale.zero + value * scale.perUnit, highest, lowest)));
    };
    m_cache.spans.assign(all.size(), Span());
    const auto held = m_history->before(grid.from());
    bool known = held.has_value();
    int previous = known ? pixel(held->value) : 0;
    const std::int64_t newest = grid.columnOf(m_history->lastTime().value_or(Nanoseconds{}));
    for (std::size_t i = 0; i < all.size() && static_cast<std::int64_t>(i) <= newest; ++i) {
        const HistoryColumn& column = all[i];
        Span& span = m_cache.spans[i];
        if (column.valid()) {
            span = {pixel(column.max), pixel(column.min)};
            if (known) {
                span = {std::min(span.top, previous), std::max(span.bottom, previous)};
            }
            previous = pixel(column.last);
        } else if (known) {
            span = {previous, previous};
        }
        known = !column.gap && (known || column.valid());
    }
    thicken(m_cache.spans, weightOf(grid));
}

// A dense screen has thinner pixels; the line keeps its width. From the right, so that no span is thickened twice.
void EnvelopeCurve::thicken(Spans& spans, int weight) {
    for (int pass = 1; pass < weight; ++pass) {
        for (std::size_t i = spans.size(); i-- > 0;) {
            if (spans[i].empty()) {
                continue;
            }
            spans[i].bottom += 1;
            // Only jumps are widened: to the column left of a level stretch belongs what is there already.
            if (i > 0 && spans[i - 1].size() > weight && spans[i].size() <= weight) {
                spans[i].top = std::min(spans[i].top, spans[i - 1].top);
                spans[i].bottom = std::max(spans[i].bottom, spans[i - 1].bottom + 1);
            }
        }
    }
}

int EnvelopeCurve::weightOf(const ColumnGrid& grid) {
    return std::max(1, static_cast<int>(std::lround(1 / grid.pitch)));
}

EnvelopeCurve::Spans EnvelopeCurve::hidden(const ColumnGrid& grid) const {
    Spans result(grid.count);
    for (const EnvelopeCurve* curve = m_above; curve; curve = curve->m_above) {
        if (!curve->visible() || curve->m_style.dashed || curve->isSparse(grid)) {
            continue;
        }
        const Spans& over = curve->spans(grid);
        for (std::size_t i = 0; i < over.size(); ++i) {
            Span& known = result[i];
            if (over[i].top <= known.bottom + 1 && known.top <= over[i].bottom + 1 && !known.empty()) {
                known = {std::min(known.top, over[i].top), std::max(known.bottom, over[i].bottom)};
            } else if (over[i].size() > known.size()) {
                known = over[i];
            }
        }
    }
    return result;
}

void EnvelopeCurve::drawFill(QCPPainter& painter, const ColumnGrid& grid) const {
    QColor colour = m_colour;
    colour.setAlpha(kFillAlpha);
    const int base = static_cast<int>(std::floor(scaleFor(grid).zero));
    const Spans& all = spans(grid);
    for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i + 1;
        while (end < all.size() && !all[end].empty() && all[end].top == all[i].top) {
            ++end;
        }
        if (!all[i].empty() && base > all[i].top) {
            painter.fillRect(QRectF(grid.x(i), all[i].top * grid.pitch, grid.pitch * double(end - i),
                                    (base - all[i].top) * grid.pitch),
                             colour);
        }
        i = end;
    }
}

void EnvelopeCurve::drawCrisp(QCPPainter& painter, const ColumnGrid& grid) const {
    const Spans& all = spans(grid);
    const Spans covered = hidden(grid);
    QVector<QLineF> strokes;
    strokes.reserve(static_cast<qsizetype>(all.size()));
    const auto stroke = [&](std::size_t begin, std::size_t end, int top, int bottom) {
        if (top <= bottom) {
            strokes.append(QLineF(grid.x(begin) + grid.pitch / 2, (top + 0.5) * grid.pitch,
                                  grid.x(end) - grid.pitch / 2, (bottom + 0.5) * grid.pitch));
        }
    };
    const int weight = weightOf(grid);
    const auto dashed = [&](std::size_t i) {
        return m_style.dashed && all[i].size() <= weight &&
               (grid.first + static_cast<std::int64_t>(i)) / (kDash * weight) % 2 != 0;
    };
    for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i + 1;
        const Span span = all[i];
        if (span.empty() || dashed(i)) {
            i = end;
            continue;
        }
        if (span.size() <= weight) { // a level stretch is one stroke
            while (end < all.size() && !dashed(end) && all[end] == span) {
                ++end;
            }
            for (int y = span.top; y <= span.bottom; ++y) {
                stroke(i, end, y, y);
            }
        } else if (covered[i].empty() || covered[i].bottom < span.top || span.bottom < covered[i].top) {
            stroke(i, end, span.top, span.bottom);
        } else {
            stroke(i, end, span.top, covered[i].top - 1);
            stroke(i, end, covered[i].bottom + 1, span.bottom);
        }
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
