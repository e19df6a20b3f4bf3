// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/tcp_state.h"

#include <QColor>

#include <array>
#include <cstddef>

class QCustomPlot;
class QPalette;

namespace ls::plot {

/// The colours of every plot. Surface and text follow the desktop's palette; the others come from one of two sets, so
/// that a curve keeps at least 3:1 contrast on light and on dark. Neighbouring series differ in lightness as well as in
/// hue, for those who do not tell red from green.
struct Theme {
    bool dark = false;
    QColor surface;
    QColor text;
    QColor dimText; ///< tick labels, units
    QColor grid;
    QColor frame;

    QColor waiting;    ///< the accent: connections waiting for accept()
    QColor loss;       ///< only for loss: limits hit, drops, overflows
    QColor warning;    ///< half-open, warnings
    QColor good;       ///< accepted, established
    QColor info;       ///< arrivals, clients
    QColor retransmit; ///< bands at retransmit times
    std::array<QColor, 8> series;
    std::array<QColor, kernel::kTcpStates> states; ///< by TcpState

    /// Wraps round: more than eight curves are told apart by their dashes.
    [[nodiscard]] QColor seriesColour(std::size_t index) const { return series[index % series.size()]; }
    [[nodiscard]] QColor stateColour(kernel::TcpState state) const { return states[static_cast<std::size_t>(state)]; }
};

[[nodiscard]] Theme themeFor(const QPalette& palette);

/// `colour` laid over `under` with weight 0…1; opaque, so that fills cost no blending and look alike in every export.
[[nodiscard]] QColor blend(const QColor& colour, const QColor& under, double weight);

/// Background, axes, grids, legends and text elements of `plot`, in its widget's font. Does not replot.
void applyTheme(QCustomPlot& plot, const Theme& theme);

} // namespace ls::plot
