// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/state_stack.h"

namespace ls::plot {

using kernel::TcpState;

namespace {

std::uint32_t countOf(const StackRow& row, TcpState state) {
    return row[static_cast<std::size_t>(state)];
}

} // namespace

StateStack::StateStack(QCPAxisRect* area, const StackHistory* history)
    : QCPAbstractPlottable(area->axis(QCPAxis::atBottom), area->axis(QCPAxis::atLeft))
    , m_history(history) {
    setSelectable(QCP::stNone);
    m_shown.set();
}

void StateStack::setHistory(const StackHistory* history) {
    m_history = history;
    m_grid = {};
}

void StateStack::setStateShown(TcpState state, bool shown) {
    m_shown[static_cast<std::size_t>(state)] = shown;
}

double StateStack::shownSum(const StackRow& row) const {
    double sum = 0;
    for (const TcpState state : kStackOrder) {
        sum += isStateShown(state) ? countOf(row, state) : 0;
    }
    return sum;
}

const std::vector<StackColumn>& StateStack::columns(const ColumnGrid& grid) const {
    if (grid == m_grid && m_revision == m_history->revision()) {
        return m_columns;
    }
    m_columns.resize(grid.count);
    m_history->columns(grid.from(), grid.to(), m_columns);
    m_grid = grid;
    m_revision = m_history->revision();
    const auto held = m_history->before(grid.from());
    StackColumn previous{held.value_or(StackRow{}), held.has_value()};
    const std::int64_t newest = grid.columnOf(m_history->lastTime().value_or(Nanoseconds::min() / 2));
    for (std::size_t i = 0; i < m_columns.size() && static_cast<std::int64_t>(i) <= newest; ++i) {
        if (m_columns[i].valid) {
            previous = m_columns[i];
        } else {
            m_columns[i] = previous;
        }
    }
    return m_columns;
}

QCPRange StateStack::getKeyRange(bool& foundRange, QCP::SignDomain) const {
    foundRange = false; // the plot scales itself
    return {};
}

QCPRange StateStack::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const {
    foundRange = false;
    return {};
}

void StateStack::draw(QCPPainter* painter) {
    const bool vector = painter->modes().testFlag(QCPPainter::pmVectorized);
    const double density = vector ? 1 : painter->deviceTransform().m11();
    const QCPRange range = keyAxis()->range();
    const ColumnGrid grid = gridFor({range.lower, range.upper}, keyAxis()->axisRect()->rect(), density);
    if (vector) {
        drawPolygons(*painter, grid);
    } else {
        drawImage(*painter, grid);
    }
}

void StateStack::drawImage(QCPPainter& painter, const ColumnGrid& grid) const {
    const QRect area = keyAxis()->axisRect()->rect();
    const int height = static_cast<int>(std::round(area.height() / grid.pitch));
    const QSize size(static_cast<int>(grid.count), height);
    if (m_image.size() != size) {
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    }
    m_image.fill(Qt::transparent);
    const auto& all = columns(grid);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].valid) {
            paintColumn(static_cast<int>(i), all[i].row, grid.pitch);
        }
    }
    painter.drawImage(QRectF(area.left(), area.top(), size.width() * grid.pitch, height * grid.pitch), m_image);
}

void StateStack::paintColumn(int column, const StackRow& row, double pitch) const {
    const double zero = valueAxis()->coordToPixel(0);
    const double perUnit = (zero - valueAxis()->coordToPixel(1)) / pitch;
    const double bottom = (zero - keyAxis()->axisRect()->top()) / pitch;
    auto* pixels = reinterpret_cast<QRgb*>(m_image.bits()) + column;
    const auto stride = m_image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    const auto edge = [&](double sum) {
        return static_cast<int>(std::clamp(std::round(bottom - sum * perUnit), 0.0, double(m_image.height())));
    };
    double sum = 0;
    int low = edge(0);
    for (const TcpState state : kStackOrder) {
        if (!isStateShown(state)) {
            continue;
        }
        sum += countOf(row, state);
        const QRgb colour = m_theme.stateColour(state).rgb();
        for (const int high = edge(sum); low > high;) {
            pixels[--low * stride] = colour;
        }
    }
}

void StateStack::drawPolygons(QCPPainter& painter, const ColumnGrid& grid) const {
    const auto& all = columns(grid);
    std::vector<double> base(all.size(), 0);
    painter.setPen(Qt::NoPen);
    for (const TcpState state : kStackOrder) {
        if (!isStateShown(state)) {
            continue;
        }
        QPolygonF upper;
        QPolygonF lower;
        double most = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double count = all[i].valid ? countOf(all[i].row, state) : 0;
            most = std::max(most, count);
            const double low = valueAxis()->coordToPixel(base[i]);
            base[i] += count;
            const double high = valueAxis()->coordToPixel(base[i]);
            upper << QPointF(grid.x(i), high) << QPointF(grid.x(i + 1), high);
            lower << QPointF(grid.x(i), low) << QPointF(grid.x(i + 1), low);
        }
        std::reverse(lower.begin(), lower.end());
        if (most > 0) {
            painter.setBrush(m_theme.stateColour(state));
            painter.drawPolygon(upper + lower);
        }
    }
}

} // namespace ls::plot
