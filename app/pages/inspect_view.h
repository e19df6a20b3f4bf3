// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/closed_log_model.h"
#include "app/model/scope_series.h"

#include <QList>
#include <QMainWindow>
#include <QVariantMap>

class QComboBox;
class QDockWidget;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace ls::widgets {
class FilterField;
class Notice;
class RecordTable;
class Segments;
} // namespace ls::widgets

namespace ls::pages {

class AdvisorPanel;
class ConnectionsPanel;
class ExportChoice;
class FilterBar;
class HostCountersPanel;
class ListenersPanel;
class ScopePanel;
class SocketsPanel;

/// The parts of the Inspect page and their places: tables above, and of the selected listener the scope, the advisor
/// and the connections below, in docks that close, float and are remembered.
class InspectView final : public QMainWindow {
    Q_OBJECT

public:
    enum Table { Listeners, Sockets, Closed, Counters };

    /// Both outlive the view.
    InspectView(const model::ScopeSeries& series, model::ClosedLogModel& closed, QWidget* parent = nullptr);

    [[nodiscard]] ListenersPanel& listeners() { return *m_listeners; }
    [[nodiscard]] SocketsPanel& sockets() { return *m_sockets; }
    [[nodiscard]] HostCountersPanel& counters() { return *m_counters; }
    [[nodiscard]] ScopePanel& scope() { return *m_scope; }
    [[nodiscard]] ConnectionsPanel& connections() { return *m_connections; }
    [[nodiscard]] AdvisorPanel& advisor() { return *m_advisor; }
    [[nodiscard]] FilterBar& filter() { return *m_filter; }
    [[nodiscard]] QComboBox& namespaces() { return *m_namespaces; }
    [[nodiscard]] widgets::Notice& notice() { return *m_notice; }

    [[nodiscard]] Table table() const;
    void showTable(Table table);
    [[nodiscard]] widgets::RecordTable& recordTable(Table table);
    /// The line above the table: the loudest alert, else what cannot be seen here.
    void showLine(const QString& text, bool isLoss, const QString& help);
    void showCount();

    /// The table in sight, then the plots.
    void offerExports(ExportChoice& exports);
    [[nodiscard]] QList<QLineEdit*> filters() const;
    [[nodiscard]] QList<QAction*> dockActions() const;
    [[nodiscard]] QVariantMap tableLayouts();
    void setTableLayouts(const QVariantMap& layouts);
    void resetLayout();

signals:
    void tableChosen();

private:
    QWidget* makeCentre();
    QWidget* makeBar();
    QDockWidget* addPanel(const QString& name, const QString& title, QWidget* panel);

    ListenersPanel* m_listeners;
    SocketsPanel* m_sockets;
    widgets::RecordTable* m_closed;
    HostCountersPanel* m_counters;
    ScopePanel* m_scope;
    ConnectionsPanel* m_connections;
    AdvisorPanel* m_advisor;
    FilterBar* m_filter;
    widgets::FilterField* m_closedFilter;
    widgets::Segments* m_choice;
    QStackedWidget* m_stack;
    QComboBox* m_namespaces;
    QLabel* m_count;
    QLabel* m_line;
    widgets::Notice* m_notice;
    QList<QDockWidget*> m_docks;
    QByteArray m_firstLayout;
};

} // namespace ls::pages
