// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/experiment/outcome.h"
#include "engine/experiment/preset.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace ls::model {

/// One of a preset's texts in the language of the app.
[[nodiscard]] QString presetText(const experiment::LocalText& text);

/// The checks of one experiment and what became of each. Fills while the experiment runs.
class CheckTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Mark, Says, Expected, Measured, kColumns };
    enum Role {
        FailsRole = Qt::UserRole, ///< whether the check failed
    };
    using Outcomes = std::vector<std::optional<experiment::CheckOutcome>>;

    using QAbstractTableModel::QAbstractTableModel;

    /// `outcomes` as many as the preset has checks: those of the last time, or nothing.
    void show(std::shared_ptr<const experiment::Preset> preset, Outcomes outcomes);
    void set(std::size_t check, const experiment::CheckOutcome& outcome);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// For export: English columns and plain fields.
    [[nodiscard]] static QStringList columns();
    [[nodiscard]] QList<QStringList> rows() const;

private:
    [[nodiscard]] QString textAt(std::size_t row, int column) const;
    [[nodiscard]] QString toolTipAt(std::size_t row) const;

    std::shared_ptr<const experiment::Preset> m_preset;
    Outcomes m_outcomes;
};

} // namespace ls::model
