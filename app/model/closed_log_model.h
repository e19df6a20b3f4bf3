// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/socket_row.h"

#include <QAbstractTableModel>

#include <chrono>
#include <deque>
#include <vector>

namespace ls::model {

/// Connections that have ended, the newest at the top, as the kernel told of them. Bounded. UI thread.
class ClosedLogModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Local, Peer, Duration, Sent, Received, Retransmits, Rtt, Family, Columns };

    static constexpr std::size_t kMost = 5000;

    using QAbstractTableModel::QAbstractTableModel;

    /// In order of time. `wallClock` is what `time` was on the wall.
    void append(const std::vector<inspect::ClosedConnection>& closed, TimePoint time,
                std::chrono::system_clock::time_point wallClock);
    void clear();
    [[nodiscard]] std::uint64_t count() const { return m_count; } ///< all there were

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        inspect::ClosedConnection connection;
        std::chrono::system_clock::time_point wallClock{};
    };

    [[nodiscard]] static QString text(const Row& row, int column);
    [[nodiscard]] static QVariant sortKey(const Row& row, int column);

    std::deque<Row> m_rows;
    std::uint64_t m_count = 0;
};

} // namespace ls::model
