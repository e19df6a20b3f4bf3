// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_table_model.h"

#include <QSet>
#include <QString>
#include <QWidget>

class QMenu;
class QSortFilterProxyModel;
class QTableView;

namespace ls::widgets {
class Card;
}

namespace ls::pages {

/// The table of a sweep's runs. Its header chooses and orders columns; Ctrl+C copies rows.
class SweepResults final : public QWidget {
    Q_OBJECT

public:
    explicit SweepResults(QWidget* parent = nullptr);

    void reset(model::SweepData data);
    void append(const sweep::SweepRow& row);
    [[nodiscard]] const model::SweepData& data() const { return m_model->data(); }

    /// Shows the runs of one point, without making a choice of its own.
    void select(const std::vector<std::string>& values);

    /// All rows in the order shown, with the columns shown.
    [[nodiscard]] QString markdown() const;
    [[nodiscard]] QStringList hiddenColumns() const { return {m_hidden.begin(), m_hidden.end()}; }
    void setHiddenColumns(const QStringList& names);
    [[nodiscard]] static QStringList standardHiddenColumns();

signals:
    /// The user went to a run of this point.
    void chosen(const std::vector<std::string>& values, unsigned repeat);
    void labWanted(const std::vector<std::string>& values);
    void exportRequested(); ///< from the context menu

private:
    void setUpView();
    void setUpActions();
    void chooseColumns(const QPoint& where);
    void applyHidden();
    [[nodiscard]] const sweep::SweepRow& rowAt(const QModelIndex& index) const;
    void onCurrentChanged(const QModelIndex& current);
    enum class Style { Plain, Csv, Markdown };
    [[nodiscard]] QString textOf(const QList<int>& rows, Style style) const;
    [[nodiscard]] QList<int> selectedRows() const;
    void copy(Style style);
    void note();

    model::SweepTableModel* m_model;
    QSortFilterProxyModel* m_sorted;
    widgets::Card* m_card;
    QTableView* m_view;
    QSet<QString> m_hidden;
    bool m_selecting = false;
};

} // namespace ls::pages
