// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

#include <functional>

namespace ls::widgets {

/// The rows of a model in the order and choice of its table. Numbers sort as numbers, text without regard to case, and
/// what is absent comes last; equal rows keep the model's order, so that values which change move nothing else.
class RecordOrder final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    /// Whether a row of the model is shown.
    using RowFilter = std::function<bool(int row)>;

    explicit RecordOrder(QObject* parent = nullptr);

    /// An empty one shows all.
    void setRowFilter(RowFilter filter);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    RowFilter m_filter;
};

/// -1, 0 or 1; what is neither a number nor text is absent and the greatest.
[[nodiscard]] int compareKeys(const QVariant& left, const QVariant& right);

} // namespace ls::widgets
