// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/time_axis_group.h"
#include "engine/base/result.h"

#include <QImage>
#include <QObject>
#include <QSaveFile>
#include <QStringList>

class QCustomPlot;

namespace ls::plot {

class LinkedPlot;

enum class ImageFormat { Png, Svg, Pdf };

/// The plot as on the screen, without what belongs to the mouse. `scale` 2 has twice the pixels, not larger curves.
[[nodiscard]] QImage renderImage(const LinkedPlot& plot, double scale);

/// Writes a temporary file and renames it: the target is whole or untouched. `scale` is for PNG.
[[nodiscard]] Result<> saveImage(const LinkedPlot& plot, const QString& path, ImageFormat format, double scale = 1);
/// The same for a plot without a time axis.
[[nodiscard]] Result<> saveImage(QCustomPlot& canvas, const QString& title, const QString& path, ImageFormat format,
                                 double scale = 1);

/// Writes a plot's data as CSV, some milliseconds per turn of the event loop, so that the UI stays alive however much
/// there is. Temporary file and rename, as above. Deletes nothing and nobody: the owner keeps it until finished().
class CsvExport final : public QObject {
    Q_OBJECT
public:
    /// `preamble`: lines without their "# ".
    CsvExport(const LinkedPlot* plot, TimeRange range, const QStringList& preamble, const QString& path,
              QObject* parent);

    void start();
    /// The target stays as it was; finished() is not emitted.
    void cancel();

signals:
    void progressed(double share);
    /// An empty text is success.
    void finished(const QString& problem);

private:
    void writeSome();
    void finish();

    const LinkedPlot* m_plot;
    TimeRange m_range;
    QStringList m_preamble;
    QSaveFile m_file;
    double m_done = 0; // up to this time
    bool m_running = false;
};

} // namespace ls::plot
