// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QHeaderView;

namespace ls::widgets {

/// Draws a cell of a RecordTable: what became of its row lately, and what the row asks attention for, as a ground and,
/// for those who do not see the colour, as a sign in the first column.
class RecordDelegate : public QStyledItemDelegate {
public:
    /// The table's header outlives it.
    RecordDelegate(const QHeaderView& header, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_header(header) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

protected:
    /// Ground and selection, without text. For a cell that draws itself; gives the room that is left beside the sign.
    QRect paintGround(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

private:
    void markCurrent(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    [[nodiscard]] bool isFirst(const QModelIndex& index) const;

    const QHeaderView& m_header;
};

} // namespace ls::widgets
