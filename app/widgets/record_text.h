// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QAbstractItemModel;
class QModelIndex;

namespace ls::widgets {

/// Plain: fields apart by tabs, for a spreadsheet. Csv: RFC 4180, columns by their names in files. Markdown: as shown.
enum class TextFormat { Plain, Csv, Markdown };

/// A column's name in files; its title where it has none.
[[nodiscard]] QString publicName(const QAbstractItemModel& records, int column);
/// A cell as it stands in a file.
[[nodiscard]] QString plainText(const QModelIndex& cell);

/// These rows and columns as text, below a line with the columns' names.
[[nodiscard]] QString recordText(const QAbstractItemModel& records, const QList<int>& rows, const QList<int>& columns,
                                 TextFormat format);

} // namespace ls::widgets
