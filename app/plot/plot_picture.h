// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

#include <functional>

class QCustomPlot;
class QPaintDevice;

namespace ls::plot {

// A plot as it stands on screen, to be taken away. Sizes are in the plot's own pixels.

/// Twice the scale is twice the pixels, not larger curves.
[[nodiscard]] QImage imageOf(QCustomPlot& plot, double scale);
[[nodiscard]] QByteArray svgOf(QCustomPlot& plot, const QString& title);
[[nodiscard]] QByteArray pdfOf(QCustomPlot& plot, const QString& title);

// The same of anything that paints itself on an area of that size.
using Paint = std::function<void(QPaintDevice& device)>;
[[nodiscard]] QByteArray svgOf(const QString& title, QSize size, const Paint& paint);
[[nodiscard]] QByteArray pdfOf(const QString& title, QSize size, const Paint& paint);

} // namespace ls::plot
