// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

class QCustomPlot;

namespace ls::plot {

// A plot as it stands on screen, to be taken away. Sizes are in the plot's own pixels.

/// Twice the scale is twice the pixels, not larger curves.
[[nodiscard]] QImage imageOf(QCustomPlot& plot, double scale);
[[nodiscard]] QByteArray svgOf(QCustomPlot& plot, const QString& title);
[[nodiscard]] QByteArray pdfOf(QCustomPlot& plot, const QString& title);

} // namespace ls::plot
