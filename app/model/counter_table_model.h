// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/tcp_counters.h"

#include <QAbstractTableModel>

#include <string>
#include <vector>

namespace ls::model {

/// The kernel counters that moved since the laboratory was opened, the telling ones first. A counter keeps its row's
/// neighbours while others come in between.
class CounterTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Moved, Meaning, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setCounters(const kernel::CounterValues& movement);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        std::string name;
        std::int64_t moved = 0;
    };

    [[nodiscard]] static QString text(const Row& row, int column);
    void setOne(const std::string& name, std::int64_t moved);

    std::vector<Row> m_rows;
};

} // namespace ls::model
