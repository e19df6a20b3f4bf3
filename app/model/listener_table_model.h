// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/listener_row.h"
#include "app/model/listener_trails.h"
#include "engine/filter/filter.h"
#include "engine/inspect/snapshot.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace ls::model {

/// The listening sockets of a snapshot, a row each. A row is a socket, not a place in the snapshot: what is selected
/// stays selected while others come and go. Those that are new, changed or closed say so for a while. UI thread.
class ListenerTableModel final : public QAbstractTableModel, public ListenerColumns {
    Q_OBJECT

public:
    enum Role {
        PeaksRole = Qt::UserRole + 100, ///< of LastMinute: QList<int>, see ListenerTrails::peaks()
        FillRole,                       ///< of any cell: depth ÷ limit; absent where the limit is not known
        DeepestFillRole,                ///< of LastMinute: the most of the peaks ÷ limit
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// `trails` have this snapshot already.
    void setSnapshot(const inspect::Snapshot& snapshot, const ListenerTrails& trails);
    void clear();

    [[nodiscard]] const inspect::Listener& listener(int row) const {
        return m_rows[static_cast<std::size_t>(row)].listener();
    }
    [[nodiscard]] int rowOf(const inspect::SocketIdentity& id) const; ///< -1: not there
    [[nodiscard]] bool matches(int row, const filter::Filter& filter) const;
    /// A filter for what this cell says; nullopt where a cell says nothing a filter can ask for.
    [[nodiscard]] std::optional<filter::Filter> filterFor(const QModelIndex& cell) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] ListenerRow::Moment momentOf(const inspect::Snapshot& snapshot) const;
    void removeAll();
    void removeGone(const inspect::Snapshot& snapshot);
    [[nodiscard]] bool isInOrder(const inspect::Snapshot& snapshot) const;
    void insertNew(const inspect::Snapshot& snapshot);
    void updateRows(const inspect::Snapshot& snapshot);
    void updatePeaks(const inspect::Snapshot& snapshot, const ListenerTrails& trails);

    std::vector<ListenerRow> m_rows;
    std::optional<std::int64_t> m_somaxconn;
    std::optional<TimePoint> m_since; ///< when the first snapshot was taken
    Nanoseconds m_peaksTime{};
};

} // namespace ls::model
