// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/host_counter_model.h"

#include "app/model/counter_words.h"
#include "app/model/record_cells.h"
#include "app/model/record_roles.h"
#include "app/model/socket_words.h"
#include "app/model/words.h"

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ls::model {

namespace {

bool isFigure(int column) {
    return column == HostCounterModel::Moved || column == HostCounterModel::PerSecond ||
           column == HostCounterModel::Total;
}

} // namespace

/// A kernel's counters are the same all the time, so rows are made once.
void HostCounterModel::setCounters(const inspect::HostCounters& counters) {
    std::vector<Row> rows;
    for (const auto& [name, total] : counters.total) {
        const auto rate = counters.perSecond.find(name);
        rows.push_back({name, kernel::counterValue(counters.movement, name),
                        rate == counters.perSecond.end() ? 0 : rate->second, total});
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return counterRank(a.name) < counterRank(b.name); });
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] != m_rows[i]) {
            m_rows[i] = std::move(rows[i]);
            emit dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), Columns - 1));
        }
    }
}

void HostCounterModel::clear() {
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int HostCounterModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HostCounterModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant HostCounterModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case SortRole:
    case PlainRole:
        return column == Moved       ? QVariant(qlonglong{row.moved})
               : column == PerSecond ? QVariant(row.perSecond)
               : column == Total     ? QVariant(qlonglong{row.total})
                                     : QVariant();
    case TroubleRole:
        return (column == Moved && row.moved > 0 && isLossCounter(row.name)) ||
               (column == PerSecond && row.perSecond > 0 && isLossCounter(row.name));
    case Qt::TextAlignmentRole:
        return alignmentOf(isFigure(column));
    case Qt::FontRole:
        return column == Meaning ? QVariant() : QVariant(figureFont());
    case Qt::ToolTipRole:
        return meaning(row);
    default:
        return {};
    }
}

QString HostCounterModel::text(const Row& row, int column) {
    switch (column) {
    case Name:
        return textOf(row.name);
    case Moved:
        return (row.moved > 0 ? QStringLiteral("+") : QString()) + countText(static_cast<double>(row.moved));
    case PerSecond:
        return countText(std::round(row.perSecond * 10) / 10);
    case Total:
        return countText(static_cast<double>(row.total));
    default:
        return meaning(row);
    }
}

QString HostCounterModel::meaning(const Row& row) {
    const QString known = counterMeaning(row.name);
    return known.isEmpty() ? tr("Not about listen queues, and not explained here; nstat shows it too.") : known;
}

QVariant HostCounterModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return QStringList{tr("Counter"), tr("Moved by"), tr("Per second"), tr("Total"), tr("Meaning")}[section];
    case PublicNameRole:
        return QStringList{QStringLiteral("counter"), QStringLiteral("moved"), QStringLiteral("per_second"),
                           QStringLiteral("total"), QStringLiteral("meaning")}[section];
    case Qt::ToolTipRole:
        return section == Moved   ? tr("Since this page began to look; nstat shows the same movement")
               : section == Total ? tr("Since the network namespace was made")
                                  : QString();
    case Qt::TextAlignmentRole:
        return alignmentOf(isFigure(section));
    default:
        return {};
    }
}

} // namespace ls::model
