// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/states_plot.h"

#include "app/plot/plot_format.h"
#include "app/plot/state_stack.h"

namespace ls::plot {

using kernel::TcpState;

namespace {

QString nameOf(TcpState state) {
    const std::string_view name = kernel::tcpStateName(state);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

StatesPlot::StatesPlot(TimeAxisGroup* group, const StackHistory* history, QWidget* parent)
    : LinkedPlot(group, parent)
    , m_stack(new StateStack(axisRect(), history)) {
    m_stack->setStateShown(TcpState::Listen, false);
    scale().setFloor(5);
}

void StatesPlot::setHistory(const StackHistory* history) {
    m_stack->setHistory(history);
    invalidate();
}

void StatesPlot::setStateShown(TcpState state, bool shown) {
    m_stack->setStateShown(state, shown);
    invalidate();
}

void StatesPlot::prepare() {
    const ColumnGrid grid = gridFor(group()->range(), plotArea(), canvas().bufferDevicePixelRatio());
    double high = 0;
    StackRow most{};
    for (const StackColumn& column : m_stack->columns(grid)) {
        if (column.valid) {
            high = std::max(high, m_stack->shownSum(column.row));
            std::transform(most.begin(), most.end(), column.row.begin(), most.begin(),
                           [](std::uint32_t a, std::uint32_t b) { return std::max(a, b); });
        }
    }
    m_inView.clear();
    for (const TcpState state : kStackOrder) {
        if (most[static_cast<std::size_t>(state)] > 0) {
            m_inView.push_back(state);
        }
    }
    scale().follow(0, high);
    applyScale();
}

std::optional<StackRow> StatesPlot::rowAt(std::optional<double> time) const {
    if (!time) {
        return m_stack->history().before(Nanoseconds::max());
    }
    const ColumnGrid grid = gridFor(group()->range(), plotArea(), canvas().bufferDevicePixelRatio());
    const auto& columns = m_stack->columns(grid);
    const std::int64_t i = grid.columnOf(toNanoseconds(*time));
    if (i < 0 || i >= static_cast<std::int64_t>(columns.size()) || !columns[static_cast<std::size_t>(i)].valid) {
        return std::nullopt;
    }
    return columns[static_cast<std::size_t>(i)].row;
}

std::vector<LegendEntry> StatesPlot::entries(std::optional<double> time) const {
    const auto row = rowAt(time);
    std::vector<LegendEntry> result;
    for (const TcpState state : m_inView) {
        LegendEntry entry{.name = nameOf(state), .colour = theme().stateColour(state)};
        entry.shown = m_stack->isStateShown(state);
        entry.area = true;
        if (row) {
            entry.value = (*row)[static_cast<std::size_t>(state)];
            entry.text = formatNumber(*entry.value);
        }
        result.push_back(entry);
    }
    return result;
}

void StatesPlot::toggleEntry(int entry) {
    const TcpState state = m_inView[static_cast<std::size_t>(entry)];
    m_stack->setStateShown(state, !m_stack->isStateShown(state));
}

void StatesPlot::themeChanged() {
    m_stack->setTheme(theme());
}

PlotData StatesPlot::data() const {
    const auto history = std::make_shared<const StackHistory>(m_stack->history());
    PlotData data;
    data.header = QStringList{QStringLiteral("t_s"), QStringLiteral("resolution_s")};
    for (const TcpState state : kStackOrder) {
        data.header << nameOf(state);
    }
    data.range = rangeUpTo(history->lastTime());
    data.visit = [history](TimeRange range, const RowVisit& visit) {
        history->visitRows(toNanoseconds(range.from), toNanoseconds(range.to),
                           [&](Nanoseconds time, Nanoseconds width, const StackRow& row) {
                               QStringList fields{timeField(time), numberField(toSeconds(width))};
                               for (const TcpState state : kStackOrder) {
                                   fields << QString::number(row[static_cast<std::size_t>(state)]);
                               }
                               visit(fields);
                           });
    };
    data.parts = [history](TimeRange range) {
        return history->parts(toNanoseconds(range.from), toNanoseconds(range.to));
    };
    data.binWords = QStringLiteral("the moment with the most connections");
    return data;
}

} // namespace ls::plot
