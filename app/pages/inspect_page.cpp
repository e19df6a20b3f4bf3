// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/inspect_page.h"

#include "app/model/inspect_words.h"
#include "app/model/words.h"
#include "app/pages/advisor_panel.h"
#include "app/pages/filter_bar.h"
#include "app/pages/inspect_view.h"
#include "app/pages/listener_detail.h"
#include "app/pages/listeners_panel.h"
#include "app/pages/namespace_picker.h"
#include "app/pages/scope_panel.h"
#include "app/pages/trouble_line.h"
#include "app/widgets/notice.h"

#include <QAction>
#include <QVBoxLayout>

#include <utility>

namespace ls::pages {

using namespace std::chrono_literals;
using bridge::EngineBridge;
using control::RunId;
using inspect::Snapshot;
using widgets::Notice;

namespace {

constexpr qint64 kStatusMs = 500;
constexpr Nanoseconds kDemonstration = 2500ms; ///< until owners are known and rates are there

QString key(const char* name) {
    return QString::fromLatin1(name);
}

} // namespace

InspectPage::InspectPage(EngineBridge& engine, settings::AppSettings& settings, QWidget* parent)
    : Page(parent)
    , m_engine(engine)
    , m_settings(settings)
    , m_view(new InspectView(m_series, m_trails, m_closed))
    , m_detail(new ListenerDetail(*m_view, m_series, this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->addWidget(m_view);
    connect(&m_engine, &EngineBridge::inspected, this, &InspectPage::onInspected);
    connect(&m_engine, &EngineBridge::inspectionRefused, this, &InspectPage::onRefused);
    connect(&m_engine, &EngineBridge::namespacesListed, &m_view->namespaces(), &NamespacePicker::setNamespaces);
    connectView();
    restore();
    if (const auto& problem = m_engine.startProblem()) {
        m_view->notice().show(Notice::Kind::Bad, tr("The sockets cannot be looked at"), model::sentence(*problem));
    } else {
        m_isDue = true;
    }
}

InspectPage::~InspectPage() {
    m_engine.stopInspecting();
}

void InspectPage::connectView() {
    connect(&m_view->tables().listeners(), &ListenersPanel::selectionChanged, this, &InspectPage::followSelection);
    connect(&m_view->scope(), &ScopePanel::rateChanged, this, &InspectPage::change);
    m_view->offerExports(m_exports);
    connect(&m_exports, &ExportChoice::wanted, this, &Page::exportWanted);
    connect(&m_view->tables(), &InspectTables::chosen, this, [this] {
        change();
        showChosen();
    });
    connect(m_view, &InspectView::connectionsMade, this, [this] {
        if (m_shown) {
            m_detail->showConnections(*m_shown);
        }
    });
    connect(&m_view->filter(), &FilterBar::changed, this, &InspectPage::applyFilter);
    connect(&m_view->advisor(), &AdvisorPanel::copied, this,
            [this] { emit confirmed(tr("The change is in the clipboard.")); });
    connect(&m_view->advisor(), &AdvisorPanel::labWanted, this, &InspectPage::openInLab);
    connect(&m_view->namespaces(), &NamespacePicker::chosen, this, &InspectPage::start);
    connect(&m_view->namespaces(), &NamespacePicker::opening, &m_engine, &EngineBridge::listNamespaces);
}

QString InspectPage::name() const {
    return QStringLiteral("inspect");
}

QString InspectPage::titleText() {
    return tr("Inspect");
}

QString InspectPage::help() const {
    return tr(
        "<h3>Which listener is filling up, and why?</h3>"
        "<p>Every listening socket of this machine, live. Nothing here changes the machine, and root is not "
        "needed; what an ordinary user may not see is marked.</p>"
        "<ul><li><b>Waiting</b> is how many connections wait for accept(), <b>Limit</b> how many may: the bar turns "
        "amber at 80 % and red when the queue is full. Then the kernel drops whoever comes.</li>"
        "<li><b>Drops</b> counts packets this socket dropped. A client repeats its SYN, so one client can be many "
        "drops; stray packets count too.</li>"
        "<li>Select a row to see its queue up to 10,000 times a second, its connections, and what would raise its "
        "limit.</li>"
        "<li>Rows that are new are green (+), changed ones yellow (•), closed ones red (×) for five seconds, and "
        "those near or over their limit have a !</li>"
        "<li>The filter takes plain text, or questions like <code>sport = :80 and fill &gt; 50%</code>, "
        "<code>proc = nginx</code>, <code>not user = root</code>, <code>state = syn-recv</code>. A right click on a "
        "cell makes one.</li></ul>");
}

widgets::KeyList InspectPage::keys() const {
    return {{QString(), tr("Tables")},
            {QStringLiteral("Ctrl+F  /"), tr("To the filter; Esc clears it")},
            {QStringLiteral("Ctrl+C"), tr("Copy the selected rows")},
            {QStringLiteral("↑ ↓"), tr("Select another listener")},
            {QString(), tr("In a plot")},
            {QStringLiteral("+ −  0"), tr("Zoom, back to the present")},
            {QStringLiteral("← →"), tr("Move in time")},
            {QStringLiteral("Space"), tr("Crosshair")}};
}

inspect::InspectSettings InspectPage::wishes() const {
    inspect::InspectSettings settings;
    settings.netNamespace = m_view->namespaces().path();
    if (isVisible()) {
        settings.allSockets = m_view->tables().table() == InspectTables::Sockets;
        settings.selected = m_detail->selected();
        settings.watchRateHz = m_view->scope().rateHz();
    }
    return settings;
}

void InspectPage::change() {
    m_engine.changeInspection(wishes());
}

void InspectPage::start() {
    if (!canStart()) {
        return;
    }
    m_isDue = false;
    m_view->notice().hide();
    m_view->tables().clear();
    m_view->showCount();
    m_closed.clear();
    m_trails.clear();
    m_last.reset();
    m_shown.reset();
    m_endedInPause.clear();
    m_marks = 0;
    m_detail->clear();
    m_inspection = m_engine.inspect(wishes());
    emit stateChanged();
}

void InspectPage::stop() {
    m_engine.stopInspecting();
    m_inspection = 0;
    m_isDue = false;
    emit stateChanged();
}

/// Counts from zero again.
void InspectPage::restart() {
    start();
}

bool InspectPage::isPaused() const {
    return m_view->scope().isPaused();
}

void InspectPage::togglePause() {
    m_view->scope().setPaused(!isPaused());
    showLast();
    emit stateChanged();
}

void InspectPage::mark() {
    m_view->scope().mark(tr("mark %1").arg(++m_marks));
}

void InspectPage::onInspected(RunId id, const control::InspectUpdate& update) {
    if (id != m_inspection) {
        return;
    }
    const bool isFirst = m_last == nullptr;
    m_last = update.snapshot;
    m_trails.append(*m_last);
    m_detail->append(update);
    takeClosed(update);
    if (isVisible() && !isPaused()) {
        showSnapshot(m_last);
    } else if (m_tableDue && isVisible()) {
        showChosen();
    }
    if (isFirst) {
        emit stateChanged();
    }
    if (m_demonstrating && m_last->time - m_last->began > kDemonstration) {
        m_demonstrating = false;
        emit demonstrated();
    }
}

/// While the display is paused they are kept for later.
void InspectPage::takeClosed(const control::InspectUpdate& update) {
    auto& kept = m_endedInPause;
    kept.insert(kept.end(), update.closed.begin(), update.closed.end());
    if (!isPaused()) {
        m_closed.append(kept, m_last->time, m_last->wallClock);
        kept.clear();
    } else if (kept.size() > model::ClosedLogModel::kMost) {
        kept.erase(kept.begin(), kept.end() - static_cast<std::ptrdiff_t>(model::ClosedLogModel::kMost));
    }
}

void InspectPage::showSnapshot(const inspect::SnapshotRef& shown) {
    m_shown = shown;
    m_tableDue = false;
    const Snapshot& snapshot = *shown;
    m_view->tables().showSnapshot(snapshot);
    m_view->showCount();
    m_detail->show(snapshot);
    m_view->line().showSnapshot(snapshot);
    showStatus(snapshot);
}

/// What came while this was not in sight, paused or not made yet.
void InspectPage::showLast() {
    if (m_last && isVisible() && !isPaused()) {
        showSnapshot(m_last);
    }
}

/// A table that is chosen while the display is paused shows that moment as the others do. All sockets were not counted
/// then unless they were in sight: of them it is the first count.
void InspectPage::showChosen() {
    if (!isPaused()) {
        showLast();
        return;
    }
    const bool needsCount = m_view->tables().table() == InspectTables::Sockets && m_shown && !m_shown->sockets;
    const auto& moment = needsCount ? m_last : m_shown;
    m_tableDue = needsCount && (!m_last || !m_last->sockets);
    if (moment && !m_tableDue) {
        m_view->tables().inSight().showSnapshot(*moment);
        m_view->showCount();
    }
}

void InspectPage::showStatus(const Snapshot& snapshot) {
    if (m_statusAge.isValid() && m_statusAge.elapsed() < kStatusMs) {
        return;
    }
    m_statusAge.start();
    const auto moved = [&](const char* counter) {
        return model::countText(static_cast<double>(kernel::counterValue(snapshot.counters->movement, counter)));
    };
    emit statusChanged(tr("%1 · ListenOverflows +%2 · ListenDrops +%3 · %4")
                           .arg(m_view->tables().listeners().countText(), moved("ListenOverflows"),
                                moved("ListenDrops"), model::qualityText(snapshot.quality)));
}

void InspectPage::followSelection() {
    const auto selected = m_view->tables().listeners().selected();
    if (selected == m_detail->selected()) {
        return;
    }
    m_detail->follow(selected, selected ? m_trails.of(*selected) : model::ListenerTrails::Trail(), m_last.get());
    change();
}

void InspectPage::applyFilter() {
    m_view->tables().setFilter(m_view->filter().filter());
    m_view->showCount();
}

void InspectPage::onRefused(RunId id, const Error& error) {
    if (id != m_inspection) {
        return;
    }
    m_view->notice().show(Notice::Kind::Bad, tr("The sockets cannot be looked at"), model::sentence(error));
    if (!m_last) {
        m_view->namespaces().chooseOwn(); // the one that was chosen may be gone
        m_engine.listNamespaces();
        m_inspection = 0;
        emit statusChanged(tr("Nothing is looked at. Start looks at this program's own network namespace."));
        emit stateChanged();
    }
}

void InspectPage::openInLab() {
    if (const auto opening = m_last ? m_detail->labOpening(*m_last) : std::nullopt) {
        emit labWanted(*opening);
    }
}

QList<QLineEdit*> InspectPage::filters() const {
    return m_view->filters();
}

QList<QAction*> InspectPage::viewActions() {
    return m_view->dockActions();
}

void InspectPage::restore() {
    const QVariantMap remembered = m_settings.page(name());
    m_view->setTableLayouts(remembered.value(key("tables")).toMap());
    m_view->filter().setSaved(remembered.value(key("filters")).toStringList());
    m_view->scope().setRateHz(remembered.value(key("rate")).toDouble());
    m_view->restoreLayout(m_settings.layout(name()), remembered.value(key("share")).toDouble());
}

void InspectPage::remember() {
    m_settings.setPage(name(), {{key("tables"), m_view->tableLayouts()},
                                {key("filters"), m_view->filter().saved()},
                                {key("rate"), m_view->scope().rateHz()},
                                {key("share"), m_view->share()}});
    m_settings.setLayout(name(), m_view->saveState());
}

void InspectPage::resetLayout() {
    m_view->resetLayout();
}

void InspectPage::resetExperiment() {
    m_view->filter().setText({});
    m_view->filter().setSaved({});
    m_view->scope().setRateHz(0);
}

void InspectPage::demonstrate() {
    m_demonstrating = isRunning();
    if (!isRunning()) {
        emit demonstrated();
    }
}

void InspectPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    change();
    showLast();
}

/// Looking begins after the first frame: threads that start before would take its processor.
void InspectPage::paintEvent(QPaintEvent* event) {
    Page::paintEvent(event);
    if (m_isDue) {
        QMetaObject::invokeMethod(this, &InspectPage::begin, Qt::QueuedConnection);
    }
}

void InspectPage::begin() {
    if (std::exchange(m_isDue, false)) {
        start();
        m_engine.listNamespaces();
    }
}

void InspectPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    begin(); // if another page came before the first frame
    change();
}

} // namespace ls::pages
