// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/counter_table_model.h"

#include <QWidget>

namespace ls::widgets {
class FilterField;
class RecordTable;
} // namespace ls::widgets

namespace ls::pages {

/// The kernel counters that moved; what each means is in its tooltip.
class CountersPanel final : public QWidget {
    Q_OBJECT

public:
    explicit CountersPanel(QWidget* parent = nullptr);

    void show(const kernel::CounterValues& movement) { m_model->setCounters(movement); }
    void clear() { m_model->clear(); }
    [[nodiscard]] QString markdown() const;
    [[nodiscard]] widgets::RecordTable& table() { return *m_table; }
    [[nodiscard]] widgets::FilterField& filter() { return *m_filter; }

private:
    model::CounterTableModel* m_model;
    widgets::RecordTable* m_table;
    widgets::FilterField* m_filter;
};

} // namespace ls::pages
