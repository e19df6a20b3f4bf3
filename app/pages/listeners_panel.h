// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/listener_table_model.h"
#include "app/pages/table_panel.h"

#include <optional>

class QMenu;

namespace ls::pages {

/// Every listener of the machine; one of them is selected and has the scope.
class ListenersPanel final : public TablePanel {
    Q_OBJECT

public:
    /// The trails outlive the panel, and have a snapshot before it is shown.
    explicit ListenersPanel(const model::ListenerTrails& trails, QWidget* parent = nullptr);

    void showSnapshot(const inspect::Snapshot& snapshot) override;
    void clear() override;
    void setFilter(const filter::Filter& filter) override;
    [[nodiscard]] QString countText() const override;

    [[nodiscard]] std::optional<inspect::SocketIdentity> selected() const;
    void select(const inspect::SocketIdentity& id);
    [[nodiscard]] widgets::RecordTable& table() override { return *m_table; }
    [[nodiscard]] const model::ListenerTableModel& model() const { return *m_model; }

signals:
    void selectionChanged();

private:
    void fillMenu(QMenu& menu, const QModelIndex& cell);
    void selectFirst();
    void followCurrent();
    [[nodiscard]] bool isHidden(const std::optional<inspect::SocketIdentity>& id) const;

    const model::ListenerTrails& m_trails;
    model::ListenerTableModel* m_model;
    widgets::RecordTable* m_table;
    filter::Filter m_filter;
    std::optional<inspect::SocketIdentity> m_selected;
};

} // namespace ls::pages
