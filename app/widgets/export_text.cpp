// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/export_text.h"

#include <utility>

namespace ls::widgets {

namespace {

/// How one row of a format is written.
struct RowStyle {
    QString before;
    QString between;
    QString after;
    QString (*field)(QString);
};

QString csvField(QString text) {
    return QString::fromStdString(record::csvField(text.toStdString()));
}

QString onOneLine(QString text) {
    return text.replace(QLatin1Char('\n'), QLatin1Char(' '));
}

QString tabsField(QString text) {
    return onOneLine(text.replace(QLatin1Char('\t'), QLatin1Char(' ')));
}

QString markdownField(QString text) {
    return onOneLine(text.replace(QLatin1Char('|'), QStringLiteral("\\|")));
}

RowStyle styleOf(TableFormat format) {
    switch (format) {
    case TableFormat::Csv:
        return {{}, QStringLiteral(","), QStringLiteral("\n"), csvField};
    case TableFormat::Tabs:
        return {{}, QStringLiteral("\t"), QStringLiteral("\n"), tabsField};
    case TableFormat::Markdown:
        break;
    }
    return {QStringLiteral("| "), QStringLiteral(" | "), QStringLiteral(" |\n"), markdownField};
}

QByteArray lineOf(const QStringList& row, const RowStyle& style) {
    QStringList fields;
    for (const QString& field : row) {
        fields << style.field(field);
    }
    return (style.before + fields.join(style.between) + style.after).toUtf8();
}

/// What stands above the rows.
QByteArray headOf(const ExportTable& table, TableFormat format) {
    QByteArray text;
    if (format == TableFormat::Csv) {
        for (const auto& [key, value] : table.preamble) {
            text +=
                "# " + QByteArray::fromStdString(key) + ": " + onOneLine(QString::fromStdString(value)).toUtf8() + '\n';
        }
    }
    text += lineOf(table.header, styleOf(format));
    if (format == TableFormat::Markdown) {
        text += "|" + QByteArray(" --- |").repeated(table.header.size()) + '\n';
    }
    return text;
}

} // namespace

ExportPieces piecesOf(ExportTable table, TableFormat format) {
    return [table = std::move(table), format, style = styleOf(format), begun = false]() mutable {
        ExportPiece piece;
        if (!std::exchange(begun, true)) {
            piece.bytes = headOf(table, format);
        }
        piece.share = table.next([&](const QStringList& row) { piece.bytes += lineOf(row, style); });
        return piece;
    };
}

ExportPieces piecesOf(QByteArray whole) {
    return [whole = std::move(whole)] { return ExportPiece{whole}; };
}

ExportTable smallTable(QStringList header, QList<QStringList> rows) {
    const auto next = [rows = std::move(rows)](const RowVisit& visit) {
        for (const QStringList& row : rows) {
            visit(row);
        }
        return 1.0;
    };
    return {{}, std::move(header), next};
}

} // namespace ls::widgets
