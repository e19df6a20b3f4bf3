// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/listener_table_model.h"

#include <QWidget>

#include <optional>

class QMenu;

namespace ls::widgets {
class RecordTable;
}

namespace ls::pages {

/// Every listener of the machine; one of them is selected and has the scope.
class ListenersPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ListenersPanel(QWidget* parent = nullptr);

    void show(const inspect::Snapshot& snapshot, const model::ListenerTrails& trails);
    void clear();
    void setFilter(const filter::Filter& filter);
    /// "7 of 43 listeners"
    [[nodiscard]] QString countText() const;

    [[nodiscard]] std::optional<inspect::SocketIdentity> selected() const;
    void select(const inspect::SocketIdentity& id);
    [[nodiscard]] widgets::RecordTable& table() { return *m_table; }
    [[nodiscard]] const model::ListenerTableModel& model() const { return *m_model; }

signals:
    void selectionChanged();
    void filterWanted(const ls::filter::Filter& by, bool exclude);

private:
    void fillMenu(QMenu& menu, const QModelIndex& cell);
    void selectFirst();
    void followCurrent();
    [[nodiscard]] bool isHidden(const std::optional<inspect::SocketIdentity>& id) const;

    model::ListenerTableModel* m_model;
    widgets::RecordTable* m_table;
    filter::Filter m_filter;
    std::optional<inspect::SocketIdentity> m_selected;
};

} // namespace ls::pages
