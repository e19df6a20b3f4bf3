// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_rows.h"

#include <QAbstractTableModel>

#include <string>
#include <vector>

namespace ls::model {

/// The rows of a sweep, one per run, with the public columns of its CSV. Grows row by row while the sweep runs.
class SweepTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        SortRole = Qt::UserRole, ///< the number of a field, or its text
        PublicNameRole,          ///< of a header: the column's name in the CSV
        PlainRole,               ///< a field as it stands in the CSV
        TroubleRole,             ///< whether the field reports a loss
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Starts anew; the columns depend on the knobs.
    void reset(SweepData data);
    void append(const sweep::SweepRow& row);
    [[nodiscard]] const SweepData& data() const { return m_data; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] sweep::Field fieldAt(const sweep::SweepRow& row, std::size_t column) const;
    [[nodiscard]] bool isTrouble(std::size_t column, const sweep::Field& field) const;

    SweepData m_data;
    std::vector<std::string> m_columns;
};

} // namespace ls::model
