// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record/csv_writer.h"

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>

#include <functional>

namespace ls::widgets {

using RowVisit = std::function<void(const QStringList& row)>;

/// A table to be taken away, as it was when it was asked for; read some rows at a time, so that a million of them do
/// not hold up the UI. Columns are English, with their unit where it is not a plain count.
struct ExportTable {
    record::CsvPreamble preamble; ///< what the rows alone do not say
    QStringList header;
    /// Visits the next rows and says which share of all has been visited: 1 at the end.
    std::function<double(const RowVisit&)> next;
};

/// All rows at once, of a table that is small.
[[nodiscard]] ExportTable smallTable(QStringList header, QList<QStringList> rows);

enum class ExportRange { Visible, Everything };

/// What a plot or table offers to be taken away. Called only while the dialog is open; a function that is not set is
/// not offered.
struct ExportSource {
    QString name; ///< the proposed file name, without ending
    std::function<ExportTable(ExportRange)> table;
    bool hasRange = false;             ///< it has a time axis that shows a part
    std::function<QString()> markdown; ///< instead of the table's own
    std::function<QImage(int scale)> image;
    std::function<QByteArray()> svg;
    std::function<QByteArray()> pdf;
};

} // namespace ls::widgets
