// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/inspect_page.h"

#include "app/model/inspect_words.h"
#include "app/model/lab_opening.h"
#include "app/model/socket_words.h"
#include "app/model/words.h"
#include "app/pages/advisor_panel.h"
#include "app/pages/connections_panel.h"
#include "app/pages/filter_bar.h"
#include "app/pages/host_counters_panel.h"
#include "app/pages/inspect_view.h"
#include "app/pages/listeners_panel.h"
#include "app/pages/scope_panel.h"
#include "app/pages/sockets_panel.h"
#include "app/widgets/notice.h"
#include "app/widgets/record_table.h"
#include "engine/inspect/listener_facts.h"

#include <QAction>
#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ls::pages {

using namespace std::chrono_literals;
using bridge::EngineBridge;
using control::RunId;
using inspect::Listener;
using inspect::Snapshot;
using widgets::Notice;

namespace {

constexpr std::uint32_t kMostBacklog = 65535;
constexpr std::uint32_t kFewestClients = 200;
constexpr std::uint32_t kMostClients = 4000; ///< what a laboratory opens at once without waiting for it
constexpr qint64 kAdviceMs = 1000;
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
    , m_view(new InspectView(m_series, m_closed)) {
    if (auto programs = inspect::ProgramCatalogue::builtIn()) {
        m_programs = std::move(*programs);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->addWidget(m_view);
    connect(&m_engine, &EngineBridge::inspected, this, &InspectPage::onInspected);
    connect(&m_engine, &EngineBridge::inspectionRefused, this, &InspectPage::onRefused);
    connect(&m_engine, &EngineBridge::namespacesListed, this, &InspectPage::onNamespaces);
    connectView();
    restore();
    if (const auto& problem = m_engine.startProblem()) {
        m_view->notice().show(Notice::Kind::Bad, tr("The sockets cannot be looked at"), model::sentence(*problem));
    } else {
        start();
        m_engine.listNamespaces();
    }
}

InspectPage::~InspectPage() {
    m_engine.stopInspecting();
}

void InspectPage::connectView() {
    connect(&m_view->listeners(), &ListenersPanel::selectionChanged, this, &InspectPage::followSelection);
    connect(&m_view->scope(), &ScopePanel::rateChanged, this, &InspectPage::change);
    m_view->offerExports(m_exports);
    connect(&m_exports, &ExportChoice::wanted, this, &Page::exportWanted);
    connect(m_view, &InspectView::tableChosen, this, &InspectPage::change);
    connect(&m_view->filter(), &FilterBar::changed, this, &InspectPage::applyFilter);
    const auto narrow = [this](const filter::Filter& by, bool exclude) { m_view->filter().narrow(by, exclude); };
    connect(&m_view->listeners(), &ListenersPanel::filterWanted, this, narrow);
    connect(&m_view->sockets(), &SocketsPanel::filterWanted, this, narrow);
    connect(&m_view->sockets(), &SocketsPanel::countChanged, m_view, &InspectView::showCount);
    connect(&m_view->advisor(), &AdvisorPanel::copied, this,
            [this] { emit statusChanged(tr("The change is in the clipboard.")); });
    connect(&m_view->advisor(), &AdvisorPanel::labWanted, this, &InspectPage::openInLab);
    connect(&m_view->namespaces(), &QComboBox::activated, this, &InspectPage::chooseNamespace);
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
    settings.netNamespace = m_netNamespace;
    if (isVisible()) {
        settings.allSockets = m_view->table() == InspectView::Sockets;
        settings.selected = m_series.listener();
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
    m_view->notice().hide();
    m_view->listeners().clear();
    m_view->sockets().clear();
    m_view->counters().clear();
    m_closed.clear();
    m_trails.clear();
    m_last.reset();
    m_marks = 0;
    m_series.follow(std::nullopt, {});
    m_view->scope().restart(nullptr);
    m_inspection = m_engine.inspect(wishes());
    emit stateChanged();
}

void InspectPage::stop() {
    m_engine.stopInspecting();
    m_inspection = 0;
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
    if (!isPaused() && m_last) {
        showSnapshot(*m_last);
    }
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
    m_series.append(*m_last, update.samples);
    for (const inspect::Alert& alert : update.alerts) {
        if (m_series.listener() == alert.listener) {
            m_view->scope().addAlert(*m_last, alert);
        }
    }
    if (!isPaused()) {
        m_closed.append(update.closed, m_last->time, m_last->wallClock);
        if (isVisible()) {
            showSnapshot(*m_last);
        }
    }
    if (isFirst) {
        emit stateChanged();
    }
    if (m_demonstrating && m_last->time - m_last->began > kDemonstration) {
        m_demonstrating = false;
        emit demonstrated();
    }
}

void InspectPage::showSnapshot(const Snapshot& snapshot) {
    m_view->listeners().show(snapshot, m_trails);
    switch (m_view->table()) {
    case InspectView::Sockets:
        m_view->sockets().show(snapshot);
        break;
    case InspectView::Counters:
        m_view->counters().show(*snapshot.counters);
        break;
    case InspectView::Listeners:
    case InspectView::Closed:
        break;
    }
    m_view->showCount();
    showSelected(snapshot);
    showLine(snapshot);
    showStatus(snapshot);
}

const Listener* InspectPage::selectedIn(const Snapshot& snapshot) const {
    const auto found = std::find_if(snapshot.listeners.begin(), snapshot.listeners.end(), [&](const Listener& each) {
        return m_series.listener() && each.id == *m_series.listener();
    });
    return found == snapshot.listeners.end() ? nullptr : &*found;
}

void InspectPage::showSelected(const Snapshot& snapshot) {
    const Listener* listener = selectedIn(snapshot);
    if (listener == nullptr) {
        m_view->connections().show(nullptr);
        m_view->advisor().show({}, tr("Select a listener to get advice."));
        return;
    }
    m_view->scope().show(snapshot, *listener);
    const bool isItsOwn = snapshot.selection && snapshot.selection->listener == listener->id;
    m_view->connections().show(isItsOwn ? snapshot.selection : nullptr);
    showAdvice(snapshot, *listener);
}

/// Not with every look: nobody reads ten sentences a second.
void InspectPage::showAdvice(const Snapshot& snapshot, const Listener& listener) {
    if (!m_programs || (m_adviceAge.isValid() && m_adviceAge.elapsed() < kAdviceMs)) {
        return;
    }
    m_adviceAge.start();
    QList<model::Advice> advice;
    for (const inspect::Finding& each :
         inspect::advise(inspect::factsOf(listener, snapshot, m_series.leavingRate()), *m_programs)) {
        advice << model::wordsFor(each);
    }
    const QString limit = listener.limit ? model::countText(*listener.limit) : QStringLiteral("–");
    m_view->advisor().show(advice, tr("Nothing was lost here since looking began: at most %1 waited, and the limit is "
                                      "%2.\n\nAdvice comes when the queue fills or drops.")
                                       .arg(model::countText(listener.deepest), limit));
}

void InspectPage::showLine(const Snapshot& snapshot) {
    if (!snapshot.alerts.empty()) {
        QStringList all;
        for (const inspect::Alert& alert : snapshot.alerts) {
            all << model::alertText(alert, snapshot);
        }
        const QString more = all.size() > 1 ? tr("   (+%1 more)").arg(all.size() - 1) : QString();
        m_view->showLine(QStringLiteral("! ") + all.front() + more, true, all.join(QLatin1Char('\n')));
        return;
    }
    QStringList unseen;
    for (const inspect::Unseen& each : snapshot.unseen) {
        unseen << tr("Not to be seen: %1, because %2. %3")
                      .arg(QString::fromStdString(each.what), QString::fromStdString(each.why),
                           QString::fromStdString(each.advice));
    }
    for (const Error& each : snapshot.problems) {
        unseen << model::sentence(each);
    }
    m_view->showLine(unseen.isEmpty() ? QString() : unseen.front(), false, unseen.join(QLatin1Char('\n')));
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
                           .arg(m_view->listeners().countText(), moved("ListenOverflows"), moved("ListenDrops"),
                                model::qualityText(snapshot.quality)));
}

void InspectPage::followSelection() {
    const auto selected = m_view->listeners().selected();
    if (selected == m_series.listener()) {
        return;
    }
    m_series.follow(selected, selected ? m_trails.of(*selected) : model::ListenerTrails::Trail());
    m_adviceAge.invalidate();
    const Listener* listener = m_last ? selectedIn(*m_last) : nullptr;
    m_view->scope().restart(listener);
    change();
    if (!m_last) {
        return;
    }
    for (const inspect::Alert& alert : m_last->alerts) { // that began before
        if (selected == alert.listener) {
            m_view->scope().addAlert(*m_last, alert);
        }
    }
    showSelected(*m_last);
}

void InspectPage::applyFilter() {
    m_view->listeners().setFilter(m_view->filter().filter());
    m_view->sockets().setFilter(m_view->filter().filter());
    m_view->showCount();
}

void InspectPage::onRefused(RunId id, const Error& error) {
    if (id != m_inspection) {
        return;
    }
    m_view->notice().show(Notice::Kind::Bad, tr("The sockets cannot be looked at"), model::sentence(error));
    if (!m_last) {
        m_inspection = 0;
        emit stateChanged();
    }
}

void InspectPage::onNamespaces(const std::vector<inspect::NetNamespaceInfo>& namespaces) {
    QComboBox& box = m_view->namespaces();
    box.clear();
    for (const inspect::NetNamespaceInfo& each : namespaces) {
        box.addItem(model::namespaceName(each), QString::fromStdString(each.path));
        const int place = box.count() - 1;
        if (!each.canEnter && !each.isOwn) {
            box.setItemData(place, QString::fromStdString(each.why), Qt::ToolTipRole);
            box.setItemData(place, 0, Qt::UserRole - 1); // not to be chosen
        }
        if (each.path == m_netNamespace) {
            box.setCurrentIndex(place);
        }
    }
}

void InspectPage::chooseNamespace(int place) {
    std::string path = m_view->namespaces().itemData(place).toString().toStdString();
    if (std::exchange(m_netNamespace, path) != path) {
        start();
    }
}

/// The limit and the pace of the selected listener, and clients enough to fill it.
void InspectPage::openInLab() {
    const Listener* listener = m_last ? selectedIn(*m_last) : nullptr;
    if (listener == nullptr) {
        return;
    }
    model::LabOpening opening;
    opening.name = model::listenerTitle(*listener);
    const std::uint32_t limit = listener->limit.value_or(0);
    opening.experiment.backlog = static_cast<int>(std::min(limit, kMostBacklog));
    opening.experiment.clients = std::clamp(2 * limit, kFewestClients, kMostClients);
    if (const auto rate = m_series.leavingRate(); rate && *rate >= 1) {
        opening.experiment.accept = server::AcceptPolicy::Kind::Paced;
        opening.experiment.acceptRate = std::round(*rate);
    }
    emit labWanted(opening);
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
    m_view->restoreState(m_settings.layout(name()));
}

void InspectPage::remember() {
    m_settings.setPage(name(), {{key("tables"), m_view->tableLayouts()},
                                {key("filters"), m_view->filter().saved()},
                                {key("rate"), m_view->scope().rateHz()}});
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
    if (m_last && !isPaused()) {
        showSnapshot(*m_last);
    }
}

void InspectPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    change();
}

} // namespace ls::pages
