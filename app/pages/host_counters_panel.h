// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/host_counter_model.h"
#include "app/pages/table_panel.h"

#include <vector>

class QLabel;

namespace ls::pages {

/// Why the machine dropped what it dropped, the settings that decide it, and the counters behind it.
class HostCountersPanel final : public TablePanel {
    Q_OBJECT

public:
    explicit HostCountersPanel(QWidget* parent = nullptr);

    void showSnapshot(const inspect::Snapshot& snapshot) override;
    void clear() override;
    [[nodiscard]] QString countText() const override;
    [[nodiscard]] widgets::RecordTable& table() override { return *m_table; }

private:
    /// A number over what it is.
    struct Figure {
        QLabel* value;
        QLabel* name;
    };
    void showCounters(const inspect::HostCounters& counters);
    Figure makeFigure();
    static void set(const Figure& figure, const QString& value, bool isLoss, const QString& name, const QString& help);

    model::HostCounterModel* m_model;
    widgets::RecordTable* m_table;
    std::vector<Figure> m_causes;
    std::vector<Figure> m_settings;
};

} // namespace ls::pages
