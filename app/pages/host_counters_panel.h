// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/host_counter_model.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace ls::widgets {
class FilterField;
class RecordTable;
} // namespace ls::widgets

namespace ls::pages {

/// Why the machine dropped what it dropped, the settings that decide it, and the counters behind it.
class HostCountersPanel final : public QWidget {
    Q_OBJECT

public:
    explicit HostCountersPanel(QWidget* parent = nullptr);

    void show(const inspect::HostCounters& counters);
    void clear();
    [[nodiscard]] QString countText() const;
    [[nodiscard]] widgets::RecordTable& table() { return *m_table; }

private:
    /// A number over what it is.
    struct Figure {
        QLabel* value;
        QLabel* name;
    };
    Figure makeFigure();
    static void set(const Figure& figure, const QString& value, bool isLoss, const QString& name, const QString& help);

    model::HostCounterModel* m_model;
    widgets::RecordTable* m_table;
    std::vector<Figure> m_causes;
    std::vector<Figure> m_settings;
};

} // namespace ls::pages
