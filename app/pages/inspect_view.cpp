// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/inspect_view.h"

#include "app/pages/advisor_panel.h"
#include "app/pages/connections_panel.h"
#include "app/pages/dock_share.h"
#include "app/pages/export_choice.h"
#include "app/pages/filter_bar.h"
#include "app/pages/namespace_picker.h"
#include "app/pages/scope_panel.h"
#include "app/pages/table_room.h"
#include "app/pages/trouble_line.h"
#include "app/widgets/filter_field.h"
#include "app/widgets/notice.h"
#include "app/widgets/record_table.h"
#include "app/widgets/segments.h"

#include <QDockWidget>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ls::pages {

namespace {

constexpr int kFilterPlace = 1; ///< in the bar, after the choice of a table
constexpr double kScopeShare = 0.56;

QFrame* framed(QWidget* content) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(content);
    return frame;
}

QString connectionsName() {
    return QStringLiteral("connections");
}

} // namespace

InspectView::InspectView(const model::ScopeSeries& series, const model::ListenerTrails& trails,
                         model::ClosedLogModel& closed, QWidget* parent)
    : QMainWindow(parent)
    , m_tables(new InspectTables(trails, closed))
    , m_scope(new ScopePanel(series))
    , m_connections(new TableRoom([] { return new ConnectionsPanel; }))
    , m_advisor(new AdvisorPanel)
    , m_filter(new FilterBar)
    , m_choice(new widgets::Segments({tr("Listeners"), tr("All sockets"), tr("Closed"), tr("Host counters")}))
    , m_namespaces(new NamespacePicker)
    , m_count(new QLabel)
    , m_line(new TroubleLine)
    , m_notice(new widgets::Notice) {
    setWindowFlags(Qt::Widget);
    setObjectName(QStringLiteral("labArea"));
    setContextMenuPolicy(Qt::NoContextMenu);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCentralWidget(makeCentre());
    QDockWidget* scope = addPanel(QStringLiteral("scope"), tr("Queue of the selected listener"), m_scope);
    QDockWidget* advisor = addPanel(QStringLiteral("advisor"), tr("Advisor"), m_advisor);
    QDockWidget* connections = addPanel(connectionsName(), tr("Its connections"), m_connections);
    connect(m_connections, &TableRoom::made, this, &InspectView::connectionsMade);
    connect(connections, &QDockWidget::visibilityChanged, m_connections, [room = m_connections](bool isInSight) {
        if (isInSight) {
            static_cast<void>(room->panel());
        }
    });
    splitDockWidget(scope, advisor, Qt::Horizontal);
    tabifyDockWidget(advisor, connections);
    setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
    advisor->raise();
    m_share = new DockShare(*this, *scope, kScopeShare, this);
    m_firstLayout = saveState();
    shareRoom();
}

QWidget* InspectView::makeBar() {
    m_count->setObjectName(QStringLiteral("dim"));
    auto* bar = new QWidget;
    m_bar = new QHBoxLayout(bar);
    m_bar->setContentsMargins(0, 0, 0, 0);
    m_bar->setSpacing(8);
    m_choice->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_bar->addWidget(m_choice, 0, Qt::AlignTop);
    m_bar->addWidget(m_filter, 1, Qt::AlignTop);
    m_bar->addStretch();
    m_bar->addWidget(m_count);
    m_bar->addWidget(m_namespaces, 0, Qt::AlignTop);
    return bar;
}

QWidget* InspectView::makeCentre() {
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(2, 0, 2, 0);
    layout->setSpacing(6);
    layout->addWidget(makeBar());
    layout->addWidget(m_notice);
    layout->addWidget(m_line);
    layout->addWidget(framed(m_tables), 1);
    connect(m_choice, &widgets::Segments::chosen, m_tables,
            [tables = m_tables](int table) { tables->choose(static_cast<InspectTables::Table>(table)); });
    connect(m_tables, &InspectTables::chosen, this, &InspectView::followTable);
    connect(m_tables, &InspectTables::countChanged, this, &InspectView::showCount);
    connect(m_tables, &InspectTables::filterWanted, m_filter, &FilterBar::narrow);
    connect(m_filter, &FilterBar::leaving, this, [this] { m_tables->inSight().table().setFocus(); });
    followTable();
    return centre;
}

QDockWidget* InspectView::addPanel(const QString& name, const QString& title, QWidget* panel) {
    auto* dock = new QDockWidget(title);
    dock->setObjectName(name);
    dock->setWidget(framed(panel));
    addDockWidget(Qt::BottomDockWidgetArea, dock);
    m_docks << dock;
    return dock;
}

void InspectView::followTable() {
    const InspectTables::Table table = m_tables->table();
    m_choice->setCurrent(table);
    if (table == InspectTables::Closed && m_closedFilter == nullptr) {
        m_closedFilter = new widgets::FilterField(m_tables->inSight().table());
        m_bar->insertWidget(kFilterPlace, m_closedFilter, 1, Qt::AlignTop);
    }
    m_filter->setVisible(table == InspectTables::Listeners || table == InspectTables::Sockets);
    if (m_closedFilter != nullptr) {
        m_closedFilter->setVisible(table == InspectTables::Closed);
    }
    showCount();
}

void InspectView::showCount() {
    if (const QString text = m_tables->inSight().countText(); text != m_count->text()) {
        m_count->setText(text);
    }
}

ConnectionsPanel* InspectView::connections() const {
    return static_cast<ConnectionsPanel*>(m_connections->panelIfMade());
}

void InspectView::offerExports(ExportChoice& exports) {
    m_tables->offerExports(exports);
    m_scope->offerExports(exports);
    connect(this, &InspectView::connectionsMade, &exports, [this, &exports] {
        widgets::RecordTable& table = connections()->table();
        exports.offerTable(&table, connectionsName(), [&table] { return table.exported(); });
    });
}

QList<QLineEdit*> InspectView::filters() const {
    QList<QLineEdit*> inSight;
    if (m_filter->isVisibleTo(this)) {
        inSight << &m_filter->field();
    }
    if (m_closedFilter != nullptr && m_closedFilter->isVisibleTo(this)) {
        inSight << m_closedFilter;
    }
    if (ConnectionsPanel* panel = connections()) {
        inSight << &panel->filter();
    }
    return inSight;
}

QList<QAction*> InspectView::dockActions() const {
    QList<QAction*> actions;
    for (QDockWidget* dock : m_docks) {
        actions << dock->toggleViewAction();
    }
    return actions;
}

QVariantMap InspectView::tableLayouts() const {
    QVariantMap layouts = m_tables->layouts();
    layouts.insert(connectionsName(), m_connections->layoutState());
    return layouts;
}

void InspectView::setTableLayouts(const QVariantMap& layouts) {
    m_tables->setLayouts(layouts);
    m_connections->setLayoutState(layouts.value(connectionsName()).toByteArray());
}

void InspectView::restoreLayout(const QByteArray& state, double share) {
    if (restoreState(state)) {
        m_share->setShare(share);
    }
}

double InspectView::share() const {
    return m_share->share();
}

void InspectView::resetLayout() {
    restoreState(m_firstLayout);
    m_share->setShare(kScopeShare);
    m_tables->resetLayouts();
    m_connections->resetLayout();
    shareRoom();
}

void InspectView::shareRoom() {
    resizeDocks({m_docks[0], m_docks[1]}, {620, 420}, Qt::Horizontal);
    resizeDocks({m_docks[0]}, {390}, Qt::Vertical);
}

} // namespace ls::pages
