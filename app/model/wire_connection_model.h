// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/packet_log.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>

namespace ls::model {

/// The connections of a wire, worst first. UI thread.
class WireConnectionModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Client, What, ClientState, ServerState, Packets, SentAgain, Lost, Bytes, Start, Columns };
    static constexpr int kMostRows = 1000; ///< the worst; more would hold up the picture

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows are matched by connection, so that what is selected stays selected. Null: nothing is known.
    void setLog(std::shared_ptr<const wire::PacketLog> log);
    [[nodiscard]] std::size_t total() const { return m_log ? m_log->connections().size() : 0; }
    [[nodiscard]] std::optional<wire::ConnectionId> connectionAt(int row) const;
    [[nodiscard]] int rowOf(const wire::ConnectionId& id) const; ///< -1: none

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const wire::ConnectionSummary& at(int row) const;
    [[nodiscard]] QString text(const wire::ConnectionSummary& connection, int column) const;
    [[nodiscard]] QVariant sortKey(const wire::ConnectionSummary& connection, int column) const;

    std::shared_ptr<const wire::PacketLog> m_log;
    std::optional<TimePoint> m_origin; ///< the first packet that was seen
    int m_rows = 0;
};

} // namespace ls::model
