// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/closed_log_model.h"
#include "app/model/listener_trails.h"
#include "engine/filter/filter.h"

#include <QStackedWidget>
#include <QVariantMap>

#include <array>

namespace ls::pages {

class ExportChoice;
class ListenersPanel;
class TablePanel;
class TableRoom;

/// The tables of the Inspect page, one of them in sight. All but the listeners, which come first, are made when they
/// are first chosen.
class InspectTables final : public QStackedWidget {
    Q_OBJECT

public:
    enum Table { Listeners, Sockets, Closed, Counters };

    /// Both outlive the tables.
    InspectTables(const model::ListenerTrails& trails, model::ClosedLogModel& closed, QWidget* parent = nullptr);

    [[nodiscard]] ListenersPanel& listeners() { return *m_listeners; }
    [[nodiscard]] Table table() const { return static_cast<Table>(currentIndex()); }
    [[nodiscard]] TablePanel& inSight();
    void choose(Table table);

    /// The listeners, of which one is selected, and what is in sight.
    void showSnapshot(const inspect::Snapshot& snapshot);
    void clear();
    void setFilter(const filter::Filter& filter);

    /// Each one as soon as it is made.
    void offerExports(ExportChoice& exports);
    [[nodiscard]] QVariantMap layouts() const;
    void setLayouts(const QVariantMap& layouts);
    void resetLayouts();

signals:
    void chosen();
    void filterWanted(const ls::filter::Filter& by, bool exclude);
    void countChanged();

private:
    void adopt(Table table, TablePanel& panel);
    [[nodiscard]] QList<TablePanel*> panelsMade() const;

    std::array<TableRoom*, 4> m_rooms;
    ListenersPanel* m_listeners;
    ExportChoice* m_exports = nullptr;
    filter::Filter m_filter;
};

} // namespace ls::pages
