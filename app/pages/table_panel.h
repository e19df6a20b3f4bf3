// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/filter.h"
#include "engine/inspect/snapshot.h"

#include <QWidget>

namespace ls::widgets {
class RecordTable;
}

namespace ls::pages {

/// One of the tables of the Inspect page, with what belongs to it.
class TablePanel : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual widgets::RecordTable& table() = 0;
    /// "7 of 43 listeners"
    [[nodiscard]] virtual QString countText() const = 0;

    virtual void showSnapshot(const inspect::Snapshot& /*snapshot*/) {}
    virtual void clear() {}
    virtual void setFilter(const filter::Filter& /*filter*/) {}

signals:
    void filterWanted(const ls::filter::Filter& by, bool exclude);
    void countChanged();
};

} // namespace ls::pages
