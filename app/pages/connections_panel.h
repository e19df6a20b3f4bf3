// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/connection_table_model.h"

#include <QWidget>

class QLabel;

namespace ls::widgets {
class FilterField;
class RecordTable;
} // namespace ls::widgets

namespace ls::pages {

/// The connections of the selected listener.
class ConnectionsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionsPanel(QWidget* parent = nullptr);

    void show(const std::shared_ptr<const inspect::Selection>& selection);
    [[nodiscard]] widgets::RecordTable& table() { return *m_table; }
    [[nodiscard]] widgets::FilterField& filter() { return *m_filter; }

private:
    model::ConnectionTableModel* m_model;
    widgets::RecordTable* m_table;
    widgets::FilterField* m_filter;
    QLabel* m_count;
};

} // namespace ls::pages
