// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QList>
#include <QStringList>

namespace ls::test {

/// A CSV as somebody else would read it; without quoted fields.
struct ExportedCsv {
    QStringList preamble; ///< without "# "
    QStringList header;
    QList<QByteArrayList> rows;

    static ExportedCsv read(const QString& path) {
        ExportedCsv csv;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            return csv;
        }
        while (!file.atEnd()) {
            QByteArray line = file.readLine();
            line.chop(1);
            if (line.startsWith("# ")) {
                csv.preamble << QString::fromUtf8(line.mid(2));
            } else if (csv.header.isEmpty()) {
                csv.header = QString::fromUtf8(line).split(QLatin1Char(','));
            } else {
                csv.rows << line.split(',');
            }
        }
        return csv;
    }

    [[nodiscard]] double number(qsizetype row, const char* column) const {
        return rows[row][header.indexOf(QLatin1String(column))].toDouble();
    }
    [[nodiscard]] QStringList linesOf(const char* key) const {
        return preamble.filter(QLatin1String(key) + QLatin1String(": "));
    }
};

} // namespace ls::test
