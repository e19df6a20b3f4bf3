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

QString recordText(const QAbstractItemModel& records, const QList<int>& rows, const QList<int>& columns,
                   TextFormat format) {
    QStringList fields;
    for (const int column : columns) {
        const QVariant title = records.headerData(column, Qt::Horizontal);
        const QVariant name = format == TextFormat::Csv
                                  ? orShown(records.headerData(column, Qt::Horizontal, model::PublicNameRole), title)
                                  : title;
        fields << fieldOf(name.toString(), format);
    }
    QString text = lineOf(fields, format);
    if (format == TextFormat::Markdown) {
        text += rulerOf(records, rows, columns);
    }
    for (const int row : rows) {
        fields.clear();
        for (const int column : columns) {
            const QModelIndex cell = records.index(row, column);
            const QVariant value =
                format == TextFormat::Markdown ? cell.data() : orShown(cell.data(model::PlainRole), cell.data());
            fields << fieldOf(value.toString(), format);
        }
        text += lineOf(fields, format);
    }
    return text;
}

} // namespace ls::widgets
