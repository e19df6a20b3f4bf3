// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/socket_table_model.h"
#include "engine/inspect/snapshot.h"

#include <QWidget>

class QLabel;
class QMenu;

namespace ls::widgets {
class RecordTable;
}

namespace ls::pages {

/// All sockets of the machine, like netstat -anp, but live; above them how many are in which state.
class SocketsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit SocketsPanel(QWidget* parent = nullptr);

    void show(const inspect::Snapshot& snapshot);
    void clear();
    void setFilter(const filter::Filter& filter);
    [[nodiscard]] QString countText() const;
    [[nodiscard]] widgets::RecordTable& table() { return *m_table; }
    [[nodiscard]] model::SocketTableModel& model() { return *m_model; }

signals:
    void filterWanted(const ls::filter::Filter& by, bool exclude);
    void countChanged();

private:
    void fillMenu(QMenu& menu, const QModelIndex& cell);

    model::SocketTableModel* m_model;
    widgets::RecordTable* m_table;
    QLabel* m_states;
};

} // namespace ls::pages
