// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>

class QCustomPlot;

namespace ls::plot {

// A plot as it stands on screen, to be taken away. Sizes are in the plot's own pixels.

[[nodiscard]] QImage imageOf(QCustomPlot& plot, int scale);
[[nodiscard]] QByteArray svgOf(QCustomPlot& plot, const QString& title);
[[nodiscard]] QByteArray pdfOf(QCustomPlot& plot, const QString& title);

} // namespace ls::plot
