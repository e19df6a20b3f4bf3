// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/lab_page.h"

#include "app/model/lab_recording.h"
#include "app/model/lab_words.h"
#include "app/model/words.h"
#include "app/pages/capture_dialog.h"
#include "app/pages/counters_panel.h"
#include "app/pages/kernel_panel.h"
#include "app/pages/lab_plots.h"
#include "app/pages/lab_view.h"
#include "app/pages/load_panel.h"
#include "app/pages/packets_panel.h"
#include "app/pages/server_panel.h"
#include "app/pages/wire_panel.h"
#include "app/widgets/filter_field.h"
#include "app/widgets/notice.h"
#include "app/widgets/record_table.h"

#include <QAction>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace ls::pages {

using namespace std::chrono_literals;
using bridge::EngineBridge;
using bridge::LiveSession;
using widgets::Notice;

namespace {

constexpr int kStatusMs = 500;
constexpr Nanoseconds kDemonstration = 4200ms; ///< long enough for some retransmits

QString experimentKey() {
    return QStringLiteral("experiment");
}

QString sysctlLayout() {
    return QStringLiteral("lab-sysctls");
}

QString counterLayout() {
    return QStringLiteral("lab-counters");
}

QString packetsLayout() {
    return QStringLiteral("lab-packets");
}

QString packetsKey() {
    return QStringLiteral("packets");
}

QString viewKey() {
    return QStringLiteral("view");
}

} // namespace

LabPage::LabPage(EngineBridge& engine, settings::AppSettings& settings, QWidget* parent)
    : Page(parent)
    , m_engine(engine)
    , m_settings(settings)
    , m_view(new LabView(engine.catalogue(), m_series))
    , m_session(engine) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->addWidget(m_view);
    connectSession();
    connectPanels();
    m_view->kernel().showClosed();
    restore();
    if (const auto& problem = m_engine.startProblem()) {
        m_view->notice().show(Notice::Kind::Bad, tr("The laboratory cannot run here"), model::sentence(*problem));
        m_view->load().setStartable(false);
    }
}

LabPage::~LabPage() = default;

void LabPage::connectSession() {
    connect(&m_session, &LiveSession::started, this, &LabPage::sendWatch);
    connect(&m_session, &LiveSession::shown, this, &LabPage::onShown);
    connect(&m_session, &LiveSession::ended, this, &LabPage::onEnded);
    connect(&m_session, &LiveSession::refused, this, [this](const Error& error) {
        m_view->notice().show(Notice::Kind::Hint, tr("That cannot be done"), model::sentence(error));
    });
    connect(&m_session, &LiveSession::happened, &m_view->plots(), &LabPlots::add);
    connect(&m_session, &LiveSession::packetsShown, &m_view->packets(), &PacketsPanel::show);
    connect(&m_session, &LiveSession::packetsSaved, this, &LabPage::onSaved);
    connect(&m_session, &LiveSession::loadingChanged, this, [this](bool loading) {
        m_view->load().setRunning(loading);
        emit stateChanged();
    });
    connect(&m_engine, &EngineBridge::busyChanged, this, [this](bool busy) {
        m_view->load().setStartable(!busy && !m_engine.startProblem());
        emit stateChanged();
    });
    // Later: the next of several experiments may begin at once.
    connect(&m_engine, &EngineBridge::busyChanged, this, &LabPage::openWaiting, Qt::QueuedConnection);
}

void LabPage::connectPanels() {
    connect(&m_view->server(), &ServerPanel::backlogChanged, this,
            [this] { m_session.setBacklog(experiment().backlog); });
    connect(&m_view->server(), &ServerPanel::policyChanged, this,
            [this] { m_session.send(control::SetAcceptPolicy{experiment().policy()}); });
    connect(&m_view->server(), &ServerPanel::serverChanged, this, &LabPage::reopen);
    connect(&m_view->wire(), &WirePanel::switched, this, &LabPage::onWireSwitched);
    connect(&m_view->wire(), &WirePanel::familyChanged, this, &LabPage::reopen);
    connect(&m_view->wire(), &WirePanel::planChanged, this, [this] {
        if (const model::LabExperiment now = experiment(); now.wired) {
            m_session.send(control::SetWire{now.wirePlan()});
        }
    });
    PacketsPanel& packets = m_view->packets();
    connect(&packets, &PacketsPanel::wireWanted, this, [this] {
        m_view->showWirePanel();
        m_view->wire().switchOn();
    });
    connect(&packets, &PacketsPanel::wantsPacketsChanged, this, &LabPage::sendWatch);
    connect(&packets, &PacketsPanel::saveWanted, this, &LabPage::askWhereToSave);
    connect(&packets, &PacketsPanel::copied, this, [this] { emit confirmed(tr("It is in the clipboard.")); });
    connect(&m_view->load(), &LoadPanel::startOrStopWanted, this, [this] { isRunning() ? stop() : start(); });
    KernelPanel& kernel = m_view->kernel();
    connect(&kernel, &KernelPanel::changeWanted, this, [this](const std::string& key, const std::string& value) {
        m_session.send(control::SetSysctl{{key, value}});
    });
    connect(&kernel, &KernelPanel::revertWanted, this,
            [this](const std::string& key) { m_session.send(control::RevertSysctl{key}); });
    connect(&kernel, &KernelPanel::revertAllWanted, this, [this] { m_session.send(control::RevertSysctls{}); });
    connect(&kernel, &KernelPanel::hostValuesWanted, this, [this] { m_session.send(control::UseHostSysctls{}); });
    connect(&kernel, &KernelPanel::copied, this, [this] { emit confirmed(tr("The settings are in the clipboard.")); });
    m_view->offerExports(m_exports);
    connect(&m_exports, &ExportChoice::wanted, this, &Page::exportWanted);
}

QString LabPage::name() const {
    return QStringLiteral("lab");
}

QString LabPage::titleText() {
    return tr("Lab");
}

QString LabPage::help() const {
    return tr(
        "<h3>What does a listen queue do?</h3>"
        "<p>The laboratory is a private network namespace on this machine's own kernel, with a server and as many "
        "clients as you like. No root is needed and nothing outside is touched.</p>"
        "<p><b>Start</b> (Ctrl+E) sends the load: at first 200 clients at once, to a server with a backlog of 5 "
        "that does not accept. Six of them wait in the queue, the others are dropped without a word and try again "
        "after 1, 2, 3 … seconds.</p>"
        "<p>Drag the <b>backlog</b>: it acts on the open socket, and the others come in with their next SYN. Let "
        "the server <b>accept</b>, and the queue empties. With <b>repeat</b> on, stop accepting and watch it fill "
        "again.</p>"
        "<p>The <b>kernel</b> settings are those of the laboratory only. A fresh one has the kernel's defaults, "
        "not this machine's; where a setting needs a new listen(), the program calls it for you.</p>"
        "<p>On loopback a handshake takes no time. With the <b>wire</b> on (View ▸ Wire, View ▸ Packets) clients and "
        "server are apart, and every packet passes a link with a round trip, loss and late ACKs of your choice. The "
        "<b>packets</b> show each connection as a ladder, the worst first: ghosts, which only the client thinks are "
        "connected, resets, and SYNs without an answer.</p>");
}

widgets::KeyList LabPage::keys() const {
    return {{QString(), title()},
            {QStringLiteral("← →"), tr("On the backlog slider: the next value; Page keys double and halve")},
            {QStringLiteral("F2"), tr("In the kernel table: edit the value")},
            {QStringLiteral("Ctrl+C"), tr("In a table: copy the selected rows")},
            {QString(), tr("In a plot")},
            {QStringLiteral("+ −  0"), tr("Zoom, back to the present")},
            {QStringLiteral("Home"), tr("Everything since the start")},
            {QStringLiteral("← →"), tr("Move in time")},
            {QStringLiteral("Space"), tr("Crosshair")},
            {QStringLiteral("A  B"), tr("Set the cursors; Δt and Δy stand between them")},
            {QString(), tr("In the packet ladder")},
            {QStringLiteral("↑ ↓"), tr("The packet before, the next; Home and End: the first, the last")},
            {QStringLiteral("+ −  0"), tr("Zoom, back to the beginning")},
            {QStringLiteral("← →"), tr("Move in time; Page keys move further")}};
}

model::LabExperiment LabPage::experiment() const {
    model::LabExperiment experiment;
    m_view->server().fill(experiment);
    m_view->load().fill(experiment);
    m_view->wire().fill(experiment);
    experiment.sysctls = m_sysctls;
    return experiment;
}

bool LabPage::canStart() const {
    return !isRunning() && !m_engine.isBusy() && !m_engine.startProblem();
}

void LabPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (!std::exchange(m_wasOpened, true) && canStart()) {
        open();
    }
}

void LabPage::open() {
    const model::LabExperiment now = experiment();
    m_wasOpened = true;
    m_waiting.reset();
    if (isPaused()) {
        togglePause(); // what stood still goes
    }
    m_view->clear();
    m_view->packets().setWired(now.wired);
    m_series.restart(now.reactors);
    m_view->plots().restart(now.reactors);
    m_marks = 0;
    m_problemsShown = 0;
    m_session.open(now.setup());
    emit stateChanged();
}

void LabPage::reopen() {
    if (m_session.isOpen()) {
        open();
    }
}

void LabPage::start() {
    if (!canStart()) {
        return;
    }
    if (!m_session.isOpen()) {
        open();
    }
    m_view->notice().hide(); // what it said was about the time before
    const model::LabExperiment now = experiment();
    m_session.startLoad({now.plan(), now.repeatEvery()});
    remember();
}

void LabPage::stop() {
    m_session.stopLoad();
}

void LabPage::restart() {
    if (m_engine.isBusy() || m_engine.startProblem()) {
        return;
    }
    open();
    start();
}

bool LabPage::isPaused() const {
    return m_view->plots().isPaused();
}

void LabPage::togglePause() {
    m_view->plots().setPaused(!isPaused());
    m_view->packets().setPaused(isPaused());
    if (!isPaused() && snapshot()) {
        m_view->show(*snapshot());
        m_view->plots().show(*snapshot());
    }
    emit stateChanged();
}

void LabPage::mark() {
    m_session.send(control::Mark{tr("mark %1").arg(++m_marks).toStdString()});
}

/// The engine sorts packets only while somebody looks.
void LabPage::sendWatch() {
    m_session.send(control::WatchPackets{m_view->packets().wantsPackets()});
}

void LabPage::onWireSwitched() {
    if (!m_session.isOpen()) {
        return;
    }
    open();
    const bool wired = experiment().wired;
    m_view->notice().show(Notice::Kind::Hint, tr("The laboratory was opened anew"),
                          (wired ? tr("Clients and server are apart now, joined by a wire.")
                                 : tr("Clients and server speak over loopback again.")) +
                              QLatin1Char(' ') + tr("Start (Ctrl+E) sends the load."));
}

void LabPage::askWhereToSave() {
    askWhereToSaveCapture(*this, m_settings, QStringLiteral("lab-wire"),
                          [this](std::filesystem::path file) { m_session.savePackets(std::move(file)); });
}

void LabPage::onSaved(const control::PacketsSaved& saved) {
    if (saved.result) {
        emit confirmed(tr("%1 is written.").arg(QString::fromStdString(saved.file.string())));
    } else {
        m_view->notice().show(Notice::Kind::Bad, tr("The packets could not be saved"),
                              model::sentence(saved.result.error()));
    }
}

void LabPage::onShown(const control::LiveUpdate& update, bool isFirst) {
    const lab::LiveSnapshot& now = *update.snapshot;
    m_sysctls = now.setup.sysctls; // a restart and the next start keep them
    m_series.append(now, update.samples, update.samplesSkipped);
    if (!isPaused()) {
        m_view->show(now);
        m_view->plots().show(now);
    }
    showStatus(now);
    showProblems(now);
    if (isFirst) {
        emit stateChanged();
    }
    if (m_demonstrating && now.time > kDemonstration) {
        m_demonstrating = false;
        emit demonstrated();
    }
}

void LabPage::showStatus(const lab::LiveSnapshot& snapshot) {
    if (!isVisible() || snapshot.sampling.samples == 0 ||
        (m_statusAge.isValid() && m_statusAge.elapsed() < kStatusMs)) {
        return;
    }
    m_statusAge.start();
    const auto lateness = snapshot.sampling.latenessP99;
    emit statusChanged(tr("%5 · open for %1 s · %2 samples at %3 Hz · 99 % at most %4 late")
                           .arg(toSeconds(snapshot.time), 0, 'f', 1)
                           .arg(model::countText(static_cast<double>(snapshot.sampling.samples)))
                           .arg(snapshot.sampling.realRateHz, 0, 'f', 0)
                           .arg(lateness ? model::durationText(toSeconds(*lateness) * 1e6) : QStringLiteral("–"))
                           .arg(QString::fromStdString(snapshot.address)));
}

void LabPage::showProblems(const lab::LiveSnapshot& snapshot) {
    if (snapshot.problems.size() > m_problemsShown) {
        m_view->notice().show(Notice::Kind::Hint, tr("An instrument has trouble"),
                              model::sentence(snapshot.problems.back()));
    }
    m_problemsShown = snapshot.problems.size();
}

void LabPage::onEnded(const std::optional<Error>& error) {
    m_view->kernel().showClosed();
    if (!error) {
        m_view->notice().show(
            Notice::Kind::Hint, tr("The laboratory is closed"),
            tr("A sweep or an experiment needed the engine. What was measured stays; Start opens it again."));
    } else if (error->code == ErrorCode::OpenerGone) {
        m_view->notice().show(Notice::Kind::Bad, tr("The laboratory has ended"),
                              model::sentence(*error) + QLatin1Char(' ') + tr("Restart (Ctrl+R) does that."));
    } else {
        showNotOpened(*error);
    }
    emit stateChanged();
    if (std::exchange(m_demonstrating, false)) {
        emit demonstrated();
    }
}

void LabPage::showNotOpened(const Error& error) {
    QString text = model::sentence(error) + QLatin1Char(' ') + tr("The rest of the program works.");
    // They may be what prevents it, and their table can be edited only in an open laboratory.
    if (!std::exchange(m_sysctls, {}).empty()) {
        text += QLatin1Char(' ') + tr("The next start leaves the kernel settings at their defaults.");
    }
    m_view->notice().show(Notice::Kind::Bad, tr("The laboratory could not be opened"), text);
}

widgets::ExportSource LabPage::exportSource() {
    widgets::ExportSource source = m_exports.source();
    source.table = [this, rows = source.table](widgets::ExportRange range) {
        widgets::ExportTable table = rows(range);
        auto preamble = model::settingsOf(*snapshot());
        preamble.insert(preamble.end(), table.preamble.begin(), table.preamble.end());
        table.preamble = std::move(preamble);
        return table;
    };
    return source;
}

widgets::ExportSource LabPage::recording() {
    widgets::ExportSource source;
    source.name = QStringLiteral("lab-recording");
    source.table = [this](widgets::ExportRange) {
        widgets::ExportTable table;
        table.preamble = model::settingsOf(*snapshot());
        const auto events = m_view->plots().eventLines();
        table.preamble.insert(table.preamble.end(), events.begin(), events.end());
        table.header = model::LabRecording::header();
        table.next = [recording = std::make_shared<model::LabRecording>(m_series, snapshot()->time + 1s)](
                         const widgets::RowVisit& visit) { return recording->next(visit); };
        return table;
    };
    return source;
}

QList<QLineEdit*> LabPage::filters() const {
    return {&m_view->kernel().filter(), &m_view->counters().filter(), &m_view->packets().filter()};
}

QList<QAction*> LabPage::viewActions() {
    return m_view->dockActions();
}

void LabPage::restore() {
    const QVariantMap remembered = m_settings.page(name());
    const auto experiment = model::LabExperiment::fromMap(remembered.value(experimentKey()).toMap());
    std::copy_if(experiment.sysctls.begin(), experiment.sysctls.end(), std::back_inserter(m_sysctls),
                 [this](const auto& each) { return m_engine.catalogue().validate(each.key, each.value).has_value(); });
    m_view->server().set(experiment);
    m_view->load().set(experiment);
    m_view->wire().set(experiment);
    m_view->packets().setChoices(remembered.value(packetsKey()).toMap());
    m_view->packets().table().setLayoutState(m_settings.layout(packetsLayout()));
    m_view->plots().setChoices(remembered.value(viewKey()).toMap());
    m_view->restoreState(m_settings.layout(name()));
    m_view->kernel().setLayoutState(m_settings.layout(sysctlLayout()));
    m_view->counters().table().setLayoutState(m_settings.layout(counterLayout()));
}

void LabPage::remember() {
    m_settings.setPage(name(), {{experimentKey(), experiment().toMap()},
                                {packetsKey(), m_view->packets().choices()},
                                {viewKey(), m_view->plots().choices()}});
    m_settings.setLayout(packetsLayout(), m_view->packets().table().layoutState());
    m_settings.setLayout(name(), m_view->saveState());
    m_settings.setLayout(sysctlLayout(), m_view->kernel().layoutState());
    m_settings.setLayout(counterLayout(), m_view->counters().table().layoutState());
}

void LabPage::resetLayout() {
    m_view->resetLayout();
}

bool LabPage::takeForLab(const model::LabOpening& opening) {
    if (!m_engine.isBusy()) {
        openWith(opening);
        return true;
    }
    m_waiting = opening;
    m_view->notice().show(Notice::Kind::Hint, tr("Waits: %1").arg(opening.name),
                          tr("A sweep or an experiment is running. The laboratory opens when it has ended."));
    return true;
}

void LabPage::openWaiting() {
    if (m_waiting && !m_engine.isBusy()) {
        openWith(model::LabOpening(*m_waiting));
    }
}

void LabPage::openWith(const model::LabOpening& opening) {
    m_view->server().set(opening.experiment);
    m_view->load().set(opening.experiment);
    m_view->wire().set(opening.experiment);
    if (opening.experiment.wired) {
        m_view->showWirePanel();
    }
    if (canStart() || isRunning()) {
        m_sysctls = opening.experiment.sysctls;
        open();
        m_view->notice().show(Notice::Kind::Hint, tr("Ready: %1").arg(opening.name),
                              tr("Start (Ctrl+E) sends the load.") + QLatin1Char(' ') +
                                  tr("Not taken over: %1.").arg(opening.leftOut.join(QStringLiteral("; "))));
    }
}

void LabPage::resetExperiment() {
    m_view->server().set({});
    m_view->load().set({});
    m_view->wire().set({});
    m_sysctls.clear();
    m_waiting.reset();
    if (m_session.isOpen()) {
        open();
    }
}

void LabPage::demonstrate() {
    resetExperiment();
    m_demonstrating = true;
    start();
    if (!isRunning()) {
        m_demonstrating = false;
        emit demonstrated();
    }
}

} // namespace ls::pages
