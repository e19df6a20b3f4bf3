// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to app/plot: includes qcustomplot.h.
#pragma once

#include "app/plot/column_grid.h"
#include "app/plot/plot_theme.h"
#include "engine/metrics/stack_history.h"

#include <qcustomplot.h>

#include <bitset>
#include <vector>

namespace ls::plot {

/// The TCP states from the bottom up: what lasts lies low, so that the short-lived ones ride on a calm ground.
inline constexpr std::array kStackOrder{
    kernel::TcpState::Established, kernel::TcpState::SynRecv, kernel::TcpState::SynSent,  kernel::TcpState::FinWait1,
    kernel::TcpState::FinWait2,    kernel::TcpState::Closing, kernel::TcpState::TimeWait, kernel::TcpState::CloseWait,
    kernel::TcpState::LastAck,     kernel::TcpState::Close,   kernel::TcpState::Listen,
};

/// Connection states as areas on top of each other, one moment per pixel column, painted into an image; as polygons in
/// a vector export. Plain QCustomPlot fills cost ten times as much.
class StateStack final : public QCPAbstractPlottable {
    Q_OBJECT
public:
    StateStack(QCPAxisRect* area, const StackHistory* history);

    void setHistory(const StackHistory* history);
    void setTheme(const Theme& theme) { m_theme = theme; }
    void setStateShown(kernel::TcpState state, bool shown);
    [[nodiscard]] bool isStateShown(kernel::TcpState state) const { return m_shown[static_cast<std::size_t>(state)]; }
    [[nodiscard]] const StackHistory& history() const { return *m_history; }

    /// Empty columns hold the last known row up to the newest one.
    const std::vector<StackColumn>& columns(const ColumnGrid& grid) const;
    [[nodiscard]] double shownSum(const StackRow& row) const;

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

private:
    void drawImage(QCPPainter& painter, const ColumnGrid& grid) const;
    void paintColumn(int column, const StackRow& row, double pitch) const;
    void drawPolygons(QCPPainter& painter, const ColumnGrid& grid) const;

    const StackHistory* m_history;
    Theme m_theme;
    std::bitset<kernel::kTcpStates> m_shown;
    mutable ColumnGrid m_grid;
    mutable std::uint64_t m_revision = ~std::uint64_t{0};
    mutable std::vector<StackColumn> m_columns;
    mutable QImage m_image;
};

} // namespace ls::plot
