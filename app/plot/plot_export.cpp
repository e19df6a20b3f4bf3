// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/plot_export.h"

#include "app/plot/linked_plot.h"
#include "app/plot/plot_overlay.h"

#include <QElapsedTimer>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QTimer>
#include <qcustomplot.h>

namespace ls::plot {

namespace {

constexpr double kSlice = 0.5; // seconds of data between two looks at the clock
constexpr int kTurnMs = 12;

void setVectorModes(QCPPainter& painter) {
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setMode(QCPPainter::pmNonCosmetic);
}

void drawSvg(QCustomPlot& canvas, const QString& title, QIODevice& out) {
    QSvgGenerator generator;
    generator.setOutputDevice(&out);
    generator.setSize(canvas.size());
    generator.setViewBox(canvas.rect());
    generator.setTitle(title);
    generator.setResolution(canvas.logicalDpiX());
    QCPPainter painter;
    painter.begin(&generator);
    setVectorModes(painter);
    canvas.toPainter(&painter, canvas.width(), canvas.height());
}

void drawPdf(QCustomPlot& canvas, const QString& title, QIODevice& out) {
    QPdfWriter writer(&out);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Listenscope"));
    writer.setResolution(canvas.logicalDpiX());
    const double toPoints = 72.0 / canvas.logicalDpiX();
    writer.setPageSize(QPageSize(QSizeF(canvas.size()) * toPoints, QPageSize::Point));
    writer.setPageMargins(QMarginsF());
    QCPPainter painter;
    painter.begin(&writer);
    setVectorModes(painter);
    canvas.toPainter(&painter, canvas.width(), canvas.height());
}

Failure outputFailure(const QSaveFile& file) {
    return failure(ErrorCode::Output, (file.fileName() + QStringLiteral(": ") + file.errorString()).toStdString());
}

/// Without the mouse's part of the overlay while it lives.
class ExportingOverlay final {
public:
    explicit ExportingOverlay(const LinkedPlot& plot)
        : m_plot(plot) {
        plot.overlay().setExporting(true);
        plot.canvas().replot(QCustomPlot::rpQueuedRefresh); // lays out and sets the ranges, even of a hidden plot
    }
    ~ExportingOverlay() { m_plot.overlay().setExporting(false); }
    ExportingOverlay(const ExportingOverlay&) = delete;
    ExportingOverlay& operator=(const ExportingOverlay&) = delete;

private:
    const LinkedPlot& m_plot;
};

QString csvField(QString text) {
    if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n')) {
        return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
    }
    return text;
}

QByteArray csvLine(const QStringList& fields) {
    QStringList quoted;
    for (const QString& field : fields) {
        quoted.append(csvField(field));
    }
    return quoted.join(u',').toUtf8() + '\n';
}

} // namespace

QImage renderImage(const LinkedPlot& plot, double scale) {
    const ExportingOverlay exporting(plot);
    return plot.canvas().toPixmap(plot.canvas().width(), plot.canvas().height(), scale).toImage();
}

Result<> saveImage(const LinkedPlot& plot, const QString& path, ImageFormat format, double scale) {
    const ExportingOverlay exporting(plot);
    return saveImage(plot.canvas(), plot.title(), path, format, scale);
}

Result<> saveImage(QCustomPlot& canvas, const QString& title, const QString& path, ImageFormat format, double scale) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return outputFailure(file);
    }
    switch (format) {
    case ImageFormat::Png:
        if (!canvas.toPixmap(canvas.width(), canvas.height(), scale).save(&file, "PNG")) {
            return outputFailure(file);
        }
        break;
    case ImageFormat::Svg:
        drawSvg(canvas, title, file);
        break;
    case ImageFormat::Pdf:
        drawPdf(canvas, title, file);
        break;
    }
    if (!file.commit()) {
        return outputFailure(file);
    }
    return {};
}

CsvExport::CsvExport(const LinkedPlot* plot, TimeRange range, const QStringList& preamble, const QString& path,
                     QObject* parent)
    : QObject(parent)
    , m_plot(plot)
    , m_range(range)
    , m_preamble(preamble)
    , m_file(path)
    , m_done(range.from) {
    connect(plot, &QObject::destroyed, this, &CsvExport::cancel);
}

void CsvExport::start() {
    if (!m_file.open(QIODevice::WriteOnly)) {
        emit finished(m_file.errorString());
        return;
    }
    for (const QString& line : std::as_const(m_preamble)) {
        m_file.write("# " + line.toUtf8() + '\n');
    }
    m_file.write(csvLine(m_plot->dataHeader()));
    m_running = true;
    QTimer::singleShot(0, this, &CsvExport::writeSome);
}

void CsvExport::cancel() {
    m_running = false;
    m_file.cancelWriting();
}

void CsvExport::writeSome() {
    QElapsedTimer clock;
    clock.start();
    while (m_running && m_done < m_range.to && clock.elapsed() < kTurnMs) {
        const double to = std::min(m_range.to, m_done + kSlice);
        m_plot->visitData({m_done, to}, [this](const QStringList& row) { m_file.write(csvLine(row)); });
        m_done = to;
    }
    if (!m_running) {
        return;
    }
    emit progressed((m_done - m_range.from) / std::max(1e-9, m_range.span()));
    if (m_done < m_range.to) {
        QTimer::singleShot(0, this, &CsvExport::writeSome);
    } else {
        finish();
    }
}

void CsvExport::finish() {
    m_running = false;
    const bool written = m_file.commit();
    emit finished(written ? QString() : m_file.errorString());
}

} // namespace ls::plot
