// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/widgets/export_source.h"
#include "app/widgets/record_order.h"
#include "app/widgets/record_text.h"

#include <QTableView>

class QMenu;

namespace ls::widgets {

class RecordColumns;

/// The table of every page. Rows sort by a click on a header (a third click gives back the model's order), numbers as
/// numbers, and stay in place while values change; the header's menu chooses columns, dragging orders them, both are
/// remembered; Ctrl+C copies the selected rows, the context menu also as CSV and Markdown; rows that are new, changed
/// or closed are coloured and marked. The model says what it has for that with model::RecordRole. No row or column is
/// ever measured by its contents: thousands of rows may change many times per second.
class RecordTable final : public QTableView {
    Q_OBJECT

public:
    explicit RecordTable(QWidget* parent = nullptr);

    /// Model: one with so many rows that it filters itself and has a sort() of its own.
    enum class SortedBy { Table, Model };

    /// Once. The model outlives the table; the columns named in `hidden` are not shown at first.
    void setRecords(QAbstractItemModel* records, const QList<int>& widths = {}, const QStringList& hidden = {},
                    SortedBy sortedBy = SortedBy::Table);

    /// Which rows of the model are shown; an empty one shows all.
    void setRowFilter(RecordOrder::RowFilter filter);
    /// Rows in which a column, shown or not, has this text; an empty one shows all.
    void setFilterText(const QString& text);

    [[nodiscard]] int recordOf(const QModelIndex& index) const; ///< the row of the model; -1 for none
    [[nodiscard]] QString selectedText(TextFormat format) const;
    [[nodiscard]] QString allText(TextFormat format) const; ///< what the filter leaves, in the order shown

    [[nodiscard]] ExportTable exported() const; ///< the same, for a file

    [[nodiscard]] QByteArray layoutState() const;
    void setLayoutState(const QByteArray& state);
    void resetLayout();

signals:
    /// What is added comes first. `cell`: under the mouse, in the order shown; may be none.
    void menuOpening(QMenu* menu, const QModelIndex& cell);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void setUpCopying();
    void copy(TextFormat format) const;

    RecordOrder* m_order;
    RecordColumns* m_columns = nullptr;
};

} // namespace ls::widgets
