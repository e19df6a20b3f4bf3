// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/counter_table_model.h"

#include "app/model/counter_words.h"
#include "app/model/record_cells.h"
#include "app/model/record_roles.h"

#include <QFontDatabase>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <tuple>

namespace ls::model {

void CounterTableModel::setCounters(const kernel::CounterValues& movement) {
    const bool fewer = std::any_of(m_rows.begin(), m_rows.end(),
                                   [&](const Row& row) { return movement.find(row.name) == movement.end(); });
    if (fewer) {
        clear();
    }
    for (const auto& [name, moved] : movement) {
        setOne(name, moved);
    }
}

void CounterTableModel::setOne(const std::string& name, std::int64_t moved) {
    const auto isBefore = [](const Row& row, const std::string& other) {
        return std::tuple(counterRank(row.name), row.name) < std::tuple(counterRank(other), other);
    };
    const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), name, isBefore);
    const int row = static_cast<int>(at - m_rows.begin());
    if (at == m_rows.end() || at->name != name) {
        beginInsertRows({}, row, row);
        m_rows.insert(at, {name, moved});
        endInsertRows();
    } else if (at->moved != moved) {
        at->moved = moved;
        const QModelIndex changed = index(row, Moved);
        emit dataChanged(changed, changed, {Qt::DisplayRole});
    }
}

void CounterTableModel::clear() {
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int CounterTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CounterTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QList<QStringList> CounterTableModel::rows() const {
    QList<QStringList> rows;
    for (const Row& row : m_rows) {
        rows << QStringList{QString::fromStdString(row.name), QString::number(row.moved)};
    }
    return rows;
}

QVariant CounterTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isMoved = index.column() == Moved;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case SortRole:
    case PlainRole:
        return isMoved ? QVariant(qlonglong{row.moved}) : QVariant();
    case TroubleRole:
        return isMoved && isLossCounter(row.name);
    case Qt::TextAlignmentRole:
        return alignmentOf(isMoved);
    case Qt::ToolTipRole:
        return counterMeaning(row.name);
    case Qt::FontRole:
        return index.column() == Meaning ? QVariant() : QFontDatabase::systemFont(QFontDatabase::FixedFont);
    default:
        return {};
    }
}

QString CounterTableModel::text(const Row& row, int column) {
    switch (column) {
    case Name:
        return QString::fromStdString(row.name);
    case Moved:
        return (row.moved > 0 ? QStringLiteral("+") : QString()) + QLocale().toString(qlonglong{row.moved});
    default:
        return counterMeaning(row.name);
    }
}

QVariant CounterTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return QStringList{tr("Counter"), tr("Moved by"), tr("Meaning")}[section];
    case PublicNameRole:
        return QStringList{QStringLiteral("counter"), QStringLiteral("moved"), QStringLiteral("meaning")}[section];
    case Qt::TextAlignmentRole:
        return alignmentOf(section == Moved);
    default:
        return {};
    }
}

} // namespace ls::model
