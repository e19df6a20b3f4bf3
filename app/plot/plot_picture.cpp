// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/plot_picture.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <qcustomplot.h>

namespace ls::plot {

namespace {

constexpr int kDotsPerInch = 96;

void paintVectors(QCustomPlot& plot, QPaintDevice& device) {
    QCPPainter painter;
    painter.begin(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setMode(QCPPainter::pmNonCosmetic);
    plot.toPainter(&painter, plot.width(), plot.height());
    painter.end();
}

} // namespace

QImage imageOf(QCustomPlot& plot, double scale) {
    return plot.toPixmap(plot.width(), plot.height(), scale).toImage();
}

QByteArray svgOf(const QString& title, QSize size, const Paint& paint) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator device;
    device.setOutputDevice(&buffer);
    device.setSize(size);
    device.setViewBox(QRect(QPoint(), size));
    device.setResolution(kDotsPerInch);
    device.setTitle(title);
    paint(device);
    return buffer.data();
}

QByteArray pdfOf(const QString& title, QSize size, const Paint& paint) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter device(&buffer);
    device.setTitle(title);
    device.setCreator(QStringLiteral("Listenscope"));
    device.setResolution(kDotsPerInch);
    const QSizeF inches = QSizeF(size) / kDotsPerInch;
    device.setPageSize(QPageSize(inches, QPageSize::Inch, QString(), QPageSize::ExactMatch));
    device.setPageMargins(QMarginsF());
    paint(device);
    return buffer.data();
}

QByteArray svgOf(QCustomPlot& plot, const QString& title) {
    return svgOf(title, plot.size(), [&plot](QPaintDevice& device) { paintVectors(plot, device); });
}

QByteArray pdfOf(QCustomPlot& plot, const QString& title) {
    return pdfOf(title, plot.size(), [&plot](QPaintDevice& device) { paintVectors(plot, device); });
}

} // namespace ls::plot
