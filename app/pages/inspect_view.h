// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/closed_log_model.h"
#include "app/model/listener_trails.h"
#include "app/model/scope_series.h"
#include "app/pages/inspect_tables.h"

#include <QList>
#include <QMainWindow>
#include <QVariantMap>

class QDockWidget;
class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace ls::widgets {
class FilterField;
class Notice;
class Segments;
} // namespace ls::widgets

namespace ls::pages {

class AdvisorPanel;
class ConnectionsPanel;
class DockShare;
class ExportChoice;
class FilterBar;
class NamespacePicker;
class ScopePanel;
class TableRoom;
class TroubleLine;

/// The parts of the Inspect page and their places: tables above, and of the selected listener the scope, the advisor
/// and the connections below, in docks that close, float and are remembered.
class InspectView final : public QMainWindow {
    Q_OBJECT

public:
    /// All outlive the view.
    InspectView(const model::ScopeSeries& series, const model::ListenerTrails& trails, model::ClosedLogModel& closed,
                QWidget* parent = nullptr);

    [[nodiscard]] InspectTables& tables() { return *m_tables; }
    [[nodiscard]] ScopePanel& scope() { return *m_scope; }
    [[nodiscard]] AdvisorPanel& advisor() { return *m_advisor; }
    /// Null until it is first seen.
    [[nodiscard]] ConnectionsPanel* connections() const;
    [[nodiscard]] FilterBar& filter() { return *m_filter; }
    [[nodiscard]] NamespacePicker& namespaces() { return *m_namespaces; }
    [[nodiscard]] widgets::Notice& notice() { return *m_notice; }
    [[nodiscard]] TroubleLine& line() { return *m_line; }

    void showCount();

    /// The table in sight, then the plots.
    void offerExports(ExportChoice& exports);
    [[nodiscard]] QList<QLineEdit*> filters() const;
    [[nodiscard]] QList<QAction*> dockActions() const;
    [[nodiscard]] QVariantMap tableLayouts() const;
    void setTableLayouts(const QVariantMap& layouts);
    /// The docks' places and sizes as saveState() gave them. A share of the height is kept at any height of the window;
    /// 0: not remembered.
    void restoreLayout(const QByteArray& state, double share);
    [[nodiscard]] double share() const;
    void resetLayout();

signals:
    void connectionsMade();

private:
    QWidget* makeCentre();
    QWidget* makeBar();
    QDockWidget* addPanel(const QString& name, const QString& title, QWidget* panel);
    void followTable();
    void shareRoom();

    InspectTables* m_tables;
    ScopePanel* m_scope;
    TableRoom* m_connections;
    AdvisorPanel* m_advisor;
    FilterBar* m_filter;
    widgets::FilterField* m_closedFilter = nullptr; ///< made with its table
    widgets::Segments* m_choice;
    QHBoxLayout* m_bar = nullptr;
    NamespacePicker* m_namespaces;
    QLabel* m_count;
    TroubleLine* m_line;
    widgets::Notice* m_notice;
    QList<QDockWidget*> m_docks;
    DockShare* m_share;
    QByteArray m_firstLayout;
};

} // namespace ls::pages
