// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/snapshot.h"

#include <QAbstractTableModel>

#include <string>
#include <vector>

namespace ls::model {

/// Every Tcp and TcpExt counter of a network namespace, those that tell most of listen queues at the top: what each
/// means, how far it moved and how fast it moves. UI thread.
class HostCounterModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Moved, PerSecond, Total, Meaning, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setCounters(const inspect::HostCounters& counters);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        std::string name;
        std::int64_t moved = 0;
        double perSecond = 0;
        std::int64_t total = 0;

        friend bool operator==(const Row&, const Row&) = default;
    };

    [[nodiscard]] static QString text(const Row& row, int column);
    [[nodiscard]] static QString meaning(const Row& row);

    std::vector<Row> m_rows;
};

} // namespace ls::model
