// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/listener_table_model.h"

#include "app/model/record_cells.h"
#include "engine/inspect/filter_rows.h"

#include <algorithm>
#include <set>
#include <utility>

namespace ls::model {

using inspect::Listener;
using inspect::Snapshot;

namespace {

constexpr std::chrono::milliseconds kPeaksEvery{500}; ///< a curve of a minute moves by a column a second

} // namespace

void ListenerTableModel::setSnapshot(const Snapshot& snapshot, const ListenerTrails& trails) {
    const auto& somaxconn = snapshot.counters->somaxconn;
    if (std::exchange(m_somaxconn, somaxconn) != somaxconn) {
        for (ListenerRow& row : m_rows) {
            row.describe(somaxconn);
        }
    }
    m_since = m_since.value_or(snapshot.time);
    removeGone(snapshot);
    if (!isInOrder(snapshot)) { // snapshots have one order always, but nothing rests on that
        removeAll();
    }
    insertNew(snapshot);
    updateRows(snapshot);
    updatePeaks(snapshot, trails);
}

void ListenerTableModel::clear() {
    removeAll();
    m_since.reset();
    m_peaksTime = {};
}

void ListenerTableModel::removeAll() {
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

ListenerRow::Moment ListenerTableModel::momentOf(const Snapshot& snapshot) const {
    return {snapshot.time, *m_since, m_somaxconn};
}

void ListenerTableModel::removeGone(const Snapshot& snapshot) {
    std::set<inspect::SocketIdentity> there;
    for (const Listener& listener : snapshot.listeners) {
        there.insert(listener.id);
    }
    for (int last = rowCount() - 1; last >= 0; --last) {
        int first = last;
        while (first >= 0 && !there.contains(listener(first).id)) {
            --first;
        }
        if (first < last) {
            beginRemoveRows({}, first + 1, last);
            m_rows.erase(m_rows.begin() + first + 1, m_rows.begin() + last + 1);
            endRemoveRows();
            last = first;
        }
    }
}

/// Whether what is left of the rows comes in the snapshot in the same order.
bool ListenerTableModel::isInOrder(const Snapshot& snapshot) const {
    std::size_t next = 0;
    for (const Listener& listener : snapshot.listeners) {
        next += next < m_rows.size() && m_rows[next].listener().id == listener.id ? 1 : 0;
    }
    return next == m_rows.size();
}

void ListenerTableModel::insertNew(const Snapshot& snapshot) {
    const auto& wanted = snapshot.listeners;
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        std::size_t end = at;
        std::vector<ListenerRow> fresh;
        while (end < wanted.size() && (at >= m_rows.size() || wanted[end].id != m_rows[at].listener().id)) {
            fresh.emplace_back(wanted[end++], momentOf(snapshot));
        }
        if (!fresh.empty()) {
            beginInsertRows({}, static_cast<int>(at), static_cast<int>(end) - 1);
            m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), std::make_move_iterator(fresh.begin()),
                          std::make_move_iterator(fresh.end()));
            endInsertRows();
            at = end;
        }
    }
}

void ListenerTableModel::updateRows(const Snapshot& snapshot) {
    const ListenerRow::Moment moment = momentOf(snapshot);
    for (int i = 0; i < rowCount(); ++i) {
        const auto place = static_cast<std::size_t>(i);
        if (m_rows[place].update(snapshot.listeners[place], moment)) {
            emit dataChanged(index(i, 0), index(i, Columns - 1));
        }
    }
}

void ListenerTableModel::updatePeaks(const Snapshot& snapshot, const ListenerTrails& trails) {
    const Nanoseconds now = snapshot.time - snapshot.began;
    if (m_rows.empty() || (m_peaksTime != Nanoseconds{} && now - m_peaksTime < kPeaksEvery)) {
        return;
    }
    m_peaksTime = now;
    for (ListenerRow& row : m_rows) {
        row.setPeaks(ListenerTrails::peaks(trails.of(row.listener().id), now));
    }
    emit dataChanged(index(0, LastMinute), index(rowCount() - 1, LastMinute), {PeaksRole});
}

int ListenerTableModel::rowOf(const inspect::SocketIdentity& id) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const ListenerRow& row) { return row.listener().id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

bool ListenerTableModel::matches(int row, const filter::Filter& filter) const {
    return filter.matches(inspect::ListenerFields(listener(row)));
}

std::optional<filter::Filter> ListenerTableModel::filterFor(const QModelIndex& cell) const {
    return m_rows[static_cast<std::size_t>(cell.row())].filterFor(cell.column());
}

int ListenerTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ListenerTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant ListenerTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const ListenerRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return row.text(column);
    case SortRole:
        return row.sortKey(column);
    case PlainRole:
        return row.plain(column);
    case TroubleRole:
        return row.isTrouble(column);
    case FreshnessRole:
        return static_cast<int>(row.freshness());
    case FillRole:
        return row.fill();
    case AlarmRole:
        return static_cast<int>(row.alarm());
    case DeepestFillRole:
        return column == LastMinute ? row.deepestFill() : QVariant();
    case PeaksRole:
        return column == LastMinute ? QVariant::fromValue(row.peaks()) : QVariant();
    case Qt::TextAlignmentRole:
        return alignmentOf(isFigure(column));
    case Qt::FontRole:
        return isMonospaced(column) ? QVariant(figureFont()) : QVariant();
    case Qt::ToolTipRole:
        return row.toolTip(column);
    default:
        return {};
    }
}

QVariant ListenerTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return title(section);
    case PublicNameRole:
        return publicName(section);
    case Qt::ToolTipRole:
        return help(section);
    case Qt::TextAlignmentRole:
        return alignmentOf(isFigure(section));
    default:
        return {};
    }
}

} // namespace ls::model
