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

QByteArray svgOf(QCustomPlot& plot, const QString& title) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator device;
    device.setOutputDevice(&buffer);
    device.setSize(plot.size());
    device.setViewBox(plot.rect());
    device.setResolution(kDotsPerInch);
    device.setTitle(title);
    paintVectors(plot, device);
    return buffer.data();
}

QByteArray pdfOf(QCustomPlot& plot, const QString& title) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter device(&buffer);
    device.setTitle(title);
    device.setCreator(QStringLiteral("Listenscope"));
    device.setResolution(kDotsPerInch);
    const QSizeF inches = QSizeF(plot.size()) / kDotsPerInch;
    device.setPageSize(QPageSize(inches, QPageSize::Inch, QString(), QPageSize::ExactMatch));
    device.setPageMargins(QMarginsF());
    paintVectors(plot, device);
    return buffer.data();
}

} // namespace ls::plot
