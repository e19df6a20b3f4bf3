// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/sysctl_catalogue.h"
#include "engine/lab/live_snapshot.h"

#include <QAbstractTableModel>

#include <memory>
#include <utility>
#include <vector>

namespace ls::model {

/// The laboratory's sysctls: what is in force, the kernel's default, and what each is for. Values are edited in place;
/// one that passes the catalogue's check is asked for with changeWanted(), and shown when it is in force.
class SysctlTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Key, Value, Default, Range, Meaning, Columns };

    /// The catalogue outlives the model.
    explicit SysctlTableModel(const kernel::SysctlCatalogue& catalogue, QObject* parent = nullptr);

    void setValues(const std::shared_ptr<const lab::LiveSysctls>& values);
    [[nodiscard]] std::string keyOf(int row) const;
    [[nodiscard]] bool isChanged(int row) const;
    [[nodiscard]] QString describe(int row) const;
    /// Key and value of those that are not at their default.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> changed() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    void changeWanted(const std::string& key, const std::string& value);
    /// A value that cannot be used, and what can.
    void refused(const QString& problem);

private:
    [[nodiscard]] const lab::LiveSysctl* valuesOf(int row) const;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QVariant sortKey(int row, int column) const;

    const kernel::SysctlCatalogue& m_catalogue;
    std::vector<const kernel::SysctlEntry*> m_rows; ///< those of a namespace; of the machine's none can be set
    std::shared_ptr<const lab::LiveSysctls> m_values;
};

} // namespace ls::model
