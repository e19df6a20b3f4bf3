// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/snapshot.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace ls::model {

/// The connections of the selected listener, the newest at the top. UI thread.
class ConnectionTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Peer, State, ReceiveQueue, SendQueue, Rtt, Retransmits, Age, Local, Received, Sent, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    /// Null: none is selected. Rows are matched by socket, so that what is selected stays selected.
    void setSelection(std::shared_ptr<const inspect::Selection> selection);
    [[nodiscard]] std::size_t total() const { return m_selection ? m_selection->connectionCount : 0; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const inspect::Connection& at(int row) const;
    [[nodiscard]] static QString text(const inspect::Connection& connection, int column);
    [[nodiscard]] static QVariant sortKey(const inspect::Connection& connection, int column);

    std::shared_ptr<const inspect::Selection> m_selection;
    int m_rows = 0;
};

} // namespace ls::model
