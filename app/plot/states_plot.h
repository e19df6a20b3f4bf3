// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/linked_plot.h"
#include "engine/metrics/stack_history.h"

namespace ls::plot {

class StateStack;

/// Connections by TCP state over time, on top of each other. The legend names the states that occur. The history
/// belongs to the caller, outlives the plot and may be exchanged (server side, client side).
class StatesPlot final : public LinkedPlot {
    Q_OBJECT
public:
    StatesPlot(TimeAxisGroup* group, const StackHistory* history, QWidget* parent = nullptr);

    void setHistory(const StackHistory* history);
    /// LISTEN is not a connection; hidden at first.
    void setStateShown(kernel::TcpState state, bool shown);

    [[nodiscard]] PlotData data() const override;

protected:
    void prepare() override;
    [[nodiscard]] std::vector<LegendEntry> entries(std::optional<double> time) const override;
    void toggleEntry(int entry) override;
    void themeChanged() override;

private:
    [[nodiscard]] std::optional<StackRow> rowAt(std::optional<double> time) const;

    StateStack* m_stack;
    std::vector<kernel::TcpState> m_inView; // top of the stack first, as in the legend
};

} // namespace ls::plot
