// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/connection_table_model.h"
#include "app/pages/table_panel.h"

class QLabel;

namespace ls::widgets {
class FilterField;
} // namespace ls::widgets

namespace ls::pages {

/// The connections of the selected listener.
class ConnectionsPanel final : public TablePanel {
    Q_OBJECT

public:
    explicit ConnectionsPanel(QWidget* parent = nullptr);

    /// Null: none is selected.
    void showSelection(const std::shared_ptr<const inspect::Selection>& selection);
    [[nodiscard]] QString countText() const override;
    [[nodiscard]] widgets::RecordTable& table() override { return *m_table; }
    [[nodiscard]] widgets::FilterField& filter() { return *m_filter; }

private:
    model::ConnectionTableModel* m_model;
    widgets::RecordTable* m_table;
    widgets::FilterField* m_filter;
    QLabel* m_count;
};

} // namespace ls::pages
