// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/record_order.h"

#include "app/model/record_roles.h"

#include <utility>

namespace ls::widgets {

namespace {

enum class Kind { Number, Text, Absent };

Kind kindOf(const QVariant& key) {
    if (!key.isValid()) {
        return Kind::Absent;
    }
    return key.typeId() == QMetaType::QString ? Kind::Text : Kind::Number;
}

QVariant keyOf(const QModelIndex& index) {
    const QVariant key = index.data(model::SortRole);
    return key.isValid() ? key : index.data(Qt::DisplayRole);
}

} // namespace

int compareKeys(const QVariant& left, const QVariant& right) {
    const Kind kind = kindOf(left);
    if (kind != kindOf(right)) {
        return kind < kindOf(right) ? -1 : 1;
    }
    if (kind == Kind::Text) {
        return left.toString().compare(right.toString(), Qt::CaseInsensitive);
    }
    const QPartialOrdering order = QVariant::compare(left, right);
    return order == QPartialOrdering::Less ? -1 : order == QPartialOrdering::Greater ? 1 : 0;
}

RecordOrder::RecordOrder(QObject* parent)
    : QSortFilterProxyModel(parent) {
}

void RecordOrder::setRowFilter(RowFilter filter) {
    m_filter = std::move(filter);
    invalidateFilter();
}

bool RecordOrder::filterAcceptsRow(int row, const QModelIndex&) const {
    return !m_filter || m_filter(row);
}

bool RecordOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const int order = compareKeys(keyOf(left), keyOf(right));
    if (order != 0) {
        return order < 0;
    }
    // A descending order asks with the sides exchanged.
    return sortOrder() == Qt::AscendingOrder ? left.row() < right.row() : left.row() > right.row();
}

} // namespace ls::widgets
