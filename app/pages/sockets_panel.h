// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/socket_table_model.h"
#include "app/pages/table_panel.h"

class QLabel;
class QMenu;

namespace ls::pages {

/// All sockets of the machine, like netstat -anp, but live; above them how many are in which state.
class SocketsPanel final : public TablePanel {
    Q_OBJECT

public:
    explicit SocketsPanel(QWidget* parent = nullptr);

    void showSnapshot(const inspect::Snapshot& snapshot) override;
    void clear() override;
    void setFilter(const filter::Filter& filter) override;
    [[nodiscard]] QString countText() const override;
    [[nodiscard]] widgets::RecordTable& table() override { return *m_table; }
    [[nodiscard]] model::SocketTableModel& model() { return *m_model; }

private:
    void fillMenu(QMenu& menu, const QModelIndex& cell);

    model::SocketTableModel* m_model;
    widgets::RecordTable* m_table;
    QLabel* m_states;
};

} // namespace ls::pages
