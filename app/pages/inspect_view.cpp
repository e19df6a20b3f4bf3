// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/inspect_view.h"

#include "app/model/words.h"
#include "app/pages/advisor_panel.h"
#include "app/pages/connections_panel.h"
#include "app/pages/export_choice.h"
#include "app/pages/filter_bar.h"
#include "app/pages/host_counters_panel.h"
#include "app/pages/listeners_panel.h"
#include "app/pages/scope_panel.h"
#include "app/pages/sockets_panel.h"
#include "app/widgets/filter_field.h"
#include "app/widgets/notice.h"
#include "app/widgets/record_table.h"
#include "app/widgets/segments.h"

#include <QComboBox>
#include <QDockWidget>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <array>

namespace ls::pages {

namespace {

constexpr int kNamespaceWidth = 148;
constexpr std::array kTables{"listeners", "sockets", "closed", "counters"};

QFrame* framed(QWidget* content) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(content);
    return frame;
}

} // namespace

InspectView::InspectView(const model::ScopeSeries& series, model::ClosedLogModel& closed, QWidget* parent)
    : QMainWindow(parent)
    , m_listeners(new ListenersPanel)
    , m_sockets(new SocketsPanel)
    , m_closed(new widgets::RecordTable)
    , m_counters(new HostCountersPanel)
    , m_scope(new ScopePanel(series))
    , m_connections(new ConnectionsPanel)
    , m_advisor(new AdvisorPanel)
    , m_filter(new FilterBar)
    , m_choice(new widgets::Segments({tr("Listeners"), tr("All sockets"), tr("Closed"), tr("Host counters")}))
    , m_stack(new QStackedWidget)
    , m_namespaces(new QComboBox)
    , m_count(new QLabel)
    , m_line(new QLabel)
    , m_notice(new widgets::Notice) {
    setWindowFlags(Qt::Widget);
    setObjectName(QStringLiteral("labArea"));
    setContextMenuPolicy(Qt::NoContextMenu);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    m_closed->setObjectName(QStringLiteral("closed"));
    m_closed->setAccessibleName(tr("Connections that have ended"));
    m_closed->setRecords(&closed, {110, 190, 190, 90, 90, 90, 90, 80, 60});
    m_closedFilter = new widgets::FilterField(*m_closed);
    setCentralWidget(makeCentre());
    QDockWidget* scope = addPanel(QStringLiteral("scope"), tr("Queue of the selected listener"), m_scope);
    QDockWidget* advisor = addPanel(QStringLiteral("advisor"), tr("Advisor"), m_advisor);
    QDockWidget* connections = addPanel(QStringLiteral("connections"), tr("Its connections"), m_connections);
    splitDockWidget(scope, advisor, Qt::Horizontal);
    tabifyDockWidget(advisor, connections);
    setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
    advisor->raise();
    m_firstLayout = saveState();
    resetLayout();
}

QWidget* InspectView::makeBar() {
    m_count->setObjectName(QStringLiteral("dim"));
    m_namespaces->setObjectName(QStringLiteral("namespaces"));
    m_namespaces->setAccessibleName(tr("Network namespace"));
    m_namespaces->setToolTip(tr("The network namespace that is looked at. Others can be entered only with privilege."));
    m_namespaces->setMinimumWidth(kNamespaceWidth);
    m_namespaces->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* bar = new QWidget;
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_choice->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    layout->addWidget(m_choice, 0, Qt::AlignTop);
    layout->addWidget(m_filter, 1, Qt::AlignTop);
    layout->addWidget(m_closedFilter, 1, Qt::AlignTop);
    layout->addStretch();
    layout->addWidget(m_count);
    layout->addWidget(m_namespaces, 0, Qt::AlignTop);
    return bar;
}

QWidget* InspectView::makeCentre() {
    for (QWidget* each : {static_cast<QWidget*>(m_listeners), static_cast<QWidget*>(m_sockets),
                          static_cast<QWidget*>(m_closed), static_cast<QWidget*>(m_counters)}) {
        m_stack->addWidget(each);
    }
    // A long sentence is cut; the tooltip has all of it.
    m_line->setMinimumWidth(1);
    m_line->hide();
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(2, 0, 2, 0);
    layout->setSpacing(6);
    layout->addWidget(makeBar());
    layout->addWidget(m_notice);
    layout->addWidget(m_line);
    layout->addWidget(framed(m_stack), 1);
    connect(m_choice, &widgets::Segments::chosen, this, [this](int table) { showTable(static_cast<Table>(table)); });
    connect(m_filter, &FilterBar::leaving, this, [this] { recordTable(table()).setFocus(); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_closed->model(), signal, this, &InspectView::showCount);
    }
    showTable(Listeners);
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

InspectView::Table InspectView::table() const {
    return static_cast<Table>(m_stack->currentIndex());
}

void InspectView::showTable(Table table) {
    m_choice->setCurrent(table);
    m_stack->setCurrentIndex(table);
    m_filter->setVisible(table == Listeners || table == Sockets);
    m_closedFilter->setVisible(table == Closed);
    showCount();
    emit tableChosen();
}

widgets::RecordTable& InspectView::recordTable(Table table) {
    switch (table) {
    case Sockets:
        return m_sockets->table();
    case Closed:
        return *m_closed;
    case Counters:
        return m_counters->table();
    case Listeners:
        break;
    }
    return m_listeners->table();
}

void InspectView::showCount() {
    const auto text = [this] {
        switch (table()) {
        case Sockets:
            return m_sockets->countText();
        case Closed:
            return tr("%1 ended").arg(model::countText(m_closed->model()->rowCount()));
        case Counters:
            return m_counters->countText();
        case Listeners:
            break;
        }
        return m_listeners->countText();
    }();
    if (text != m_count->text()) {
        m_count->setText(text);
    }
}

void InspectView::showLine(const QString& text, bool isLoss, const QString& help) {
    if (text == m_line->text()) {
        return;
    }
    m_line->setObjectName(isLoss ? QStringLiteral("loss") : QStringLiteral("dim"));
    m_line->style()->unpolish(m_line);
    m_line->style()->polish(m_line);
    m_line->setText(text);
    m_line->setToolTip(help);
    m_line->setVisible(!text.isEmpty());
}

void InspectView::offerExports(ExportChoice& exports) {
    for (std::size_t i = 0; i < kTables.size(); ++i) {
        auto& table = recordTable(static_cast<Table>(i));
        exports.offerTable(&table, QString::fromLatin1(kTables[i]), [&table] { return table.exported(); });
    }
    auto& connections = m_connections->table();
    exports.offerTable(&connections, QStringLiteral("connections"), [&connections] { return connections.exported(); });
    m_scope->offerExports(exports);
}

QList<QLineEdit*> InspectView::filters() const {
    QList<QLineEdit*> inSight;
    if (m_filter->isVisibleTo(this)) {
        inSight << &m_filter->field();
    }
    if (m_closedFilter->isVisibleTo(this)) {
        inSight << m_closedFilter;
    }
    return inSight << &m_connections->filter();
}

QList<QAction*> InspectView::dockActions() const {
    QList<QAction*> actions;
    for (QDockWidget* dock : m_docks) {
        actions << dock->toggleViewAction();
    }
    return actions;
}

QVariantMap InspectView::tableLayouts() {
    QVariantMap layouts{{QStringLiteral("connections"), m_connections->table().layoutState()}};
    for (std::size_t i = 0; i < kTables.size(); ++i) {
        layouts.insert(QString::fromLatin1(kTables[i]), recordTable(static_cast<Table>(i)).layoutState());
    }
    return layouts;
}

void InspectView::setTableLayouts(const QVariantMap& layouts) {
    m_connections->table().setLayoutState(layouts.value(QStringLiteral("connections")).toByteArray());
    for (std::size_t i = 0; i < kTables.size(); ++i) {
        recordTable(static_cast<Table>(i)).setLayoutState(layouts.value(QString::fromLatin1(kTables[i])).toByteArray());
    }
}

void InspectView::resetLayout() {
    restoreState(m_firstLayout);
    for (std::size_t i = 0; i < kTables.size(); ++i) {
        recordTable(static_cast<Table>(i)).resetLayout();
    }
    m_connections->table().resetLayout();
    resizeDocks({m_docks[0], m_docks[1]}, {620, 420}, Qt::Horizontal);
    resizeDocks({m_docks[0]}, {390}, Qt::Vertical);
}

} // namespace ls::pages
