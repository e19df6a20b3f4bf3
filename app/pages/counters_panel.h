// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/counter_table_model.h"
#include "app/widgets/export_source.h"

#include <QTableView>

namespace ls::pages {

/// The kernel counters that moved; what each means is in its tooltip.
class CountersPanel final : public QTableView {
    Q_OBJECT

public:
    explicit CountersPanel(QWidget* parent = nullptr);

    void show(const kernel::CounterValues& movement) { m_model->setCounters(movement); }
    void clear() { m_model->clear(); }
    [[nodiscard]] widgets::ExportTable table() const;

private:
    model::CounterTableModel* m_model;
};

} // namespace ls::pages
