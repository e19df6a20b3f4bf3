// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/record_text.h"

#include "app/model/record_roles.h"
#include "engine/record/csv_writer.h"

#include <QAbstractItemModel>

namespace ls::widgets {

namespace {

QString fieldOf(QString text, TextFormat format) {
    switch (format) {
    case TextFormat::Plain:
        return text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
    case TextFormat::Csv:
        return QString::fromStdString(record::csvField(text.toStdString()));
    case TextFormat::Markdown:
        break;
    }
    return text.replace(QLatin1Char('|'), QStringLiteral("\\|")).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

QString lineOf(const QStringList& fields, TextFormat format) {
    switch (format) {
    case TextFormat::Plain:
        return fields.join(QLatin1Char('\t')) + QLatin1Char('\n');
    case TextFormat::Csv:
        return fields.join(QLatin1Char(',')) + QLatin1Char('\n');
    case TextFormat::Markdown:
        break;
    }
    return QStringLiteral("| ") + fields.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
}

QVariant orShown(const QVariant& special, const QVariant& shown) {
    return special.isValid() ? special : shown;
}

/// Figures stand at the right.
QString rulerOf(const QAbstractItemModel& records, const QList<int>& rows, const QList<int>& columns) {
    QStringList marks;
    for (const int column : columns) {
        const QVariant side =
            rows.isEmpty() ? QVariant() : records.index(rows.front(), column).data(Qt::TextAlignmentRole);
        marks << (side.toInt() & Qt::AlignRight ? QStringLiteral("---:") : QStringLiteral("---"));
    }
    return lineOf(marks, TextFormat::Markdown);
}

} // namespace

QString publicName(const QAbstractItemModel& records, int column) {
    return orShown(records.headerData(column, Qt::Horizontal, model::PublicNameRole),
                   records.headerData(column, Qt::Horizontal))
        .toString();
}

QString plainText(const QModelIndex& cell) {
    return orShown(cell.data(model::PlainRole), cell.data()).toString();
}

QString recordText(const QAbstractItemModel& records, const QList<int>& rows, const QList<int>& columns,
                   TextFormat format) {
    QStringList fields;
    for (const int column : columns) {
        const QString name = format == TextFormat::Csv ? publicName(records, column)
                                                       : records.headerData(column, Qt::Horizontal).toString();
        fields << fieldOf(name, format);
    }
    QString text = lineOf(fields, format);
    if (format == TextFormat::Markdown) {
        text += rulerOf(records, rows, columns);
    }
    for (const int row : rows) {
        fields.clear();
        for (const int column : columns) {
            const QModelIndex cell = records.index(row, column);
            fields << fieldOf(format == TextFormat::Markdown ? cell.data().toString() : plainText(cell), format);
        }
        text += lineOf(fields, format);
    }
    return text;
}

} // namespace ls::widgets
