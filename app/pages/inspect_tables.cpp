// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/inspect_tables.h"

#include "app/pages/closed_panel.h"
#include "app/pages/export_choice.h"
#include "app/pages/host_counters_panel.h"
#include "app/pages/listeners_panel.h"
#include "app/pages/sockets_panel.h"
#include "app/pages/table_room.h"
#include "app/widgets/record_table.h"

namespace ls::pages {

namespace {

constexpr std::array kNames{"listeners", "sockets", "closed", "counters"};

QString nameOf(std::size_t table) {
    return QString::fromLatin1(kNames[table]);
}

} // namespace

InspectTables::InspectTables(const model::ListenerTrails& trails, model::ClosedLogModel& closed, QWidget* parent)
    : QStackedWidget(parent)
    , m_rooms{new TableRoom([&trails] { return new ListenersPanel(trails); }),
              new TableRoom([] { return new SocketsPanel; }),
              new TableRoom([&closed] { return new ClosedPanel(closed); }),
              new TableRoom([] { return new HostCountersPanel; })}
    , m_listeners(static_cast<ListenersPanel*>(&m_rooms[Listeners]->panel())) {
    for (TableRoom* room : m_rooms) {
        const auto table = static_cast<Table>(addWidget(room));
        connect(room, &TableRoom::made, this, [this, table](TablePanel& panel) { adopt(table, panel); });
    }
    adopt(Listeners, *m_listeners);
}

void InspectTables::adopt(Table table, TablePanel& panel) {
    connect(&panel, &TablePanel::filterWanted, this, &InspectTables::filterWanted);
    connect(&panel, &TablePanel::countChanged, this, &InspectTables::countChanged);
    panel.setFilter(m_filter);
    if (m_exports != nullptr) {
        auto& records = panel.table();
        m_exports->offerTable(
            &records, nameOf(table), [&records] { return records.exported(); }, ExportChoice::Standing::First);
    }
}

void InspectTables::offerExports(ExportChoice& exports) {
    m_exports = &exports;
    for (std::size_t i = 0; i < m_rooms.size(); ++i) {
        if (TablePanel* panel = m_rooms[i]->panelIfMade()) {
            auto& records = panel->table();
            exports.offerTable(&records, nameOf(i), [&records] { return records.exported(); });
        }
    }
}

TablePanel& InspectTables::inSight() {
    return m_rooms[static_cast<std::size_t>(table())]->panel();
}

void InspectTables::choose(Table table) {
    static_cast<void>(m_rooms[static_cast<std::size_t>(table)]->panel());
    setCurrentIndex(table);
    emit chosen();
}

QList<TablePanel*> InspectTables::panelsMade() const {
    QList<TablePanel*> panels;
    for (const TableRoom* room : m_rooms) {
        if (TablePanel* panel = room->panelIfMade()) {
            panels << panel;
        }
    }
    return panels;
}

void InspectTables::showSnapshot(const inspect::Snapshot& snapshot) {
    m_listeners->showSnapshot(snapshot);
    if (table() != Listeners) {
        inSight().showSnapshot(snapshot);
    }
}

void InspectTables::clear() {
    for (TablePanel* panel : panelsMade()) {
        panel->clear();
    }
}

void InspectTables::setFilter(const filter::Filter& filter) {
    m_filter = filter;
    for (TablePanel* panel : panelsMade()) {
        panel->setFilter(filter);
    }
}

QVariantMap InspectTables::layouts() const {
    QVariantMap layouts;
    for (std::size_t i = 0; i < m_rooms.size(); ++i) {
        layouts.insert(nameOf(i), m_rooms[i]->layoutState());
    }
    return layouts;
}

void InspectTables::setLayouts(const QVariantMap& layouts) {
    for (std::size_t i = 0; i < m_rooms.size(); ++i) {
        m_rooms[i]->setLayoutState(layouts.value(nameOf(i)).toByteArray());
    }
}

void InspectTables::resetLayouts() {
    for (TableRoom* room : m_rooms) {
        room->resetLayout();
    }
}

} // namespace ls::pages
