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
using control::RunId;
using widgets::Notice;

namespace {

constexpr int kBacklogPaceMs = 33;
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
    , m_view(new LabView(engine.catalogue(), m_series)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->addWidget(m_view);
    m_backlogPace.setSingleShot(true);
    m_backlogPace.setInterval(kBacklogPaceMs);
    connectEngine();
    connectPanels();
    m_view->kernel().showClosed();
    restore();
    if (const auto& problem = m_engine.startProblem()) {
        m_view->notice().show(Notice::Kind::Bad, tr("The laboratory cannot run here"), model::sentence(*problem));
        m_view->load().setStartable(false);
    }
}

LabPage::~LabPage() = default;

void LabPage::connectEngine() {
    connect(&m_engine, &EngineBridge::liveShown, this, &LabPage::onShown);
    connect(&m_engine, &EngineBridge::liveEnded, this, &LabPage::onEnded);
    connect(&m_engine, &EngineBridge::liveRefused, this, &LabPage::onRefused);
    connect(&m_engine, &EngineBridge::liveHappened, this, [this](RunId id, const lab::RunEvent& event) {
        if (id == m_lab) {
            m_view->plots().add(event);
        }
    });
    connect(&m_engine, &EngineBridge::liveStarted, this, [this](RunId id) {
        if (id == m_lab) {
            sendWatch();
        }
    });
    connect(&m_engine, &EngineBridge::packetsShown, this, [this](RunId id, const auto& packets) {
        if (id == m_lab) {
            m_view->packets().show(packets);
        }
    });
    connect(&m_engine, &EngineBridge::packetsSaved, this, [this](RunId id, const auto& saved) {
        if (id == m_lab) {
            onSaved(saved);
        }
    });
    connect(&m_engine, &EngineBridge::busyChanged, this, [this](bool busy) {
        m_view->load().setStartable(!busy && !m_engine.startProblem());
        emit stateChanged();
    });
}

void LabPage::connectPanels() {
    connect(&m_backlogPace, &QTimer::timeout, this, &LabPage::sendBacklog);
    connect(&m_view->server(), &ServerPanel::backlogChanged, this, &LabPage::sendBacklog);
    connect(&m_view->server(), &ServerPanel::policyChanged, this,
            [this] { send(control::SetAcceptPolicy{experiment().policy()}); });
    connect(&m_view->server(), &ServerPanel::serverChanged, this, &LabPage::reopen);
    connect(&m_view->wire(), &WirePanel::switched, this, &LabPage::onWireSwitched);
    connect(&m_view->wire(), &WirePanel::familyChanged, this, &LabPage::reopen);
    connect(&m_view->wire(), &WirePanel::planChanged, this, [this] {
        if (const model::LabExperiment now = experiment(); now.wired) {
            send(control::SetWire{now.wirePlan()});
        }
    });
    PacketsPanel& packets = m_view->packets();
    connect(&packets, &PacketsPanel::wireWanted, this, [this] {
        m_view->showWirePanel();
        m_view->wire().switchOn();
    });
    connect(&packets, &PacketsPanel::wantsPacketsChanged, this, &LabPage::sendWatch);
    connect(&packets, &PacketsPanel::saveWanted, this, &LabPage::askWhereToSave);
    connect(&packets, &PacketsPanel::copied, this, [this] { emit statusChanged(tr("It is in the clipboard.")); });
    connect(&m_view->load(), &LoadPanel::startOrStopWanted, this, [this] { m_loading ? stop() : start(); });
    KernelPanel& kernel = m_view->kernel();
    connect(&kernel, &KernelPanel::changeWanted, this, [this](const std::string& key, const std::string& value) {
        send(control::SetSysctl{{key, value}});
    });
    connect(&kernel, &KernelPanel::revertWanted, this,
            [this](const std::string& key) { send(control::RevertSysctl{key}); });
    connect(&kernel, &KernelPanel::revertAllWanted, this, [this] { send(control::RevertSysctls{}); });
    connect(&kernel, &KernelPanel::hostValuesWanted, this, [this] { send(control::UseHostSysctls{}); });
    connect(&kernel, &KernelPanel::copied, this,
            [this] { emit statusChanged(tr("The settings are in the clipboard.")); });
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
    return !m_loading && !m_engine.isBusy() && !m_engine.startProblem();
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
    m_isShown = false;
    m_view->clear();
    m_view->packets().setWired(now.wired);
    m_series.restart(now.reactors);
    m_view->plots().restart(now.reactors);
    m_backlogSent = now.backlog;
    m_loadNumber = 0;
    m_marks = 0;
    m_problemsShown = 0;
    setLoading(false);
    m_lab = m_engine.start(control::StartLive{now.setup()});
    emit stateChanged();
}

void LabPage::reopen() {
    if (m_lab != 0) {
        open();
    }
}

void LabPage::start() {
    if (!canStart()) {
        return;
    }
    if (m_lab == 0) {
        open();
    }
    m_view->notice().hide(); // what it said was about the time before
    const model::LabExperiment now = experiment();
    ++m_loadNumber;
    send(control::StartLoad{now.plan(), now.repeatEvery()});
    setLoading(true);
    remember();
}

void LabPage::stop() {
    send(control::StopLoad{});
    setLoading(false);
}

void LabPage::restart() {
    if (m_engine.isBusy() || m_engine.startProblem()) {
        return;
    }
    open();
    start();
}

void LabPage::setLoading(bool loading) {
    if (loading != m_loading) {
        m_loading = loading;
        m_view->load().setRunning(loading);
        emit stateChanged();
    }
}

bool LabPage::isPaused() const {
    return m_view->plots().isPaused();
}

void LabPage::togglePause() {
    m_view->plots().setPaused(!isPaused());
    m_view->packets().setPaused(isPaused());
    if (!isPaused() && m_last) {
        m_view->show(*m_last);
        m_view->plots().show(*m_last);
    }
    emit stateChanged();
}

void LabPage::mark() {
    send(control::Mark{tr("mark %1").arg(++m_marks).toStdString()});
}

void LabPage::send(control::LiveCommand command) {
    m_engine.send(m_lab, std::move(command));
}

/// Once the pace allows; what came in between is overtaken by the newest.
void LabPage::sendBacklog() {
    const int backlog = experiment().backlog;
    if (backlog != m_backlogSent && !m_backlogPace.isActive()) {
        m_backlogSent = backlog;
        send(control::SetBacklog{backlog});
        m_backlogPace.start();
    }
}

/// The engine sorts packets only while somebody looks.
void LabPage::sendWatch() {
    send(control::WatchPackets{m_view->packets().wantsPackets()});
}

void LabPage::onWireSwitched() {
    if (m_lab == 0) {
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
                          [this](std::filesystem::path file) { send(control::SavePackets{std::move(file)}); });
}

void LabPage::onSaved(const control::PacketsSaved& saved) {
    if (saved.result) {
        emit statusChanged(tr("%1 is written.").arg(QString::fromStdString(saved.file.string())));
    } else {
        m_view->notice().show(Notice::Kind::Bad, tr("The packets could not be saved"),
                              model::sentence(saved.result.error()));
    }
}

void LabPage::onShown(RunId id, const control::LiveUpdate& update) {
    if (id != m_lab) {
        return;
    }
    const bool first = !std::exchange(m_isShown, true);
    m_last = update.snapshot;
    m_sysctls = m_last->setup.sysctls; // a restart and the next start keep them
    m_series.append(*m_last, update.samples, update.samplesSkipped);
    followLoad(m_last->load);
    if (!isPaused()) {
        m_view->show(*m_last);
        m_view->plots().show(*m_last);
    }
    showStatus(*m_last);
    showProblems(*m_last);
    if (first) {
        emit stateChanged();
    }
    if (m_demonstrating && m_last->time > kDemonstration) {
        m_demonstrating = false;
        emit demonstrated();
    }
}

void LabPage::followLoad(const lab::LiveLoad& load) {
    if (load.number < m_loadNumber) {
        return; // a start that was asked for is not in it yet
    }
    m_loadNumber = load.number; // repeats count too
    using lab::LoadPhase;
    setLoading(load.repeatEvery.has_value() && load.phase != LoadPhase::None
                   ? true
                   : load.phase == LoadPhase::Preparing || load.phase == LoadPhase::Running ||
                         load.phase == LoadPhase::Holding);
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

void LabPage::onEnded(RunId id, const std::optional<Error>& error) {
    if (id != m_lab) {
        return;
    }
    m_lab = 0;
    setLoading(false);
    m_view->kernel().showClosed();
    if (!error) {
        m_view->notice().show(Notice::Kind::Hint, tr("The laboratory is closed"),
                              tr("A sweep needed the engine. What was measured stays; Start opens it again."));
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

void LabPage::onRefused(RunId id, const Error& error) {
    if (id != m_lab) {
        return;
    }
    m_view->notice().show(Notice::Kind::Hint, tr("That cannot be done"), model::sentence(error));
    if (m_last && m_last->load.number < m_loadNumber) {
        m_loadNumber = m_last->load.number;
        setLoading(false);
    }
}

widgets::ExportSource LabPage::exportSource() {
    widgets::ExportSource source = m_exports.source();
    source.table = [this, rows = source.table](widgets::ExportRange range) {
        widgets::ExportTable table = rows(range);
        auto preamble = model::settingsOf(*m_last);
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
        table.preamble = model::settingsOf(*m_last);
        const auto events = m_view->plots().eventLines();
        table.preamble.insert(table.preamble.end(), events.begin(), events.end());
        table.header = model::LabRecording::header();
        table.next = [recording = std::make_shared<model::LabRecording>(m_series, m_last->time + 1s)](
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
    m_view->server().set(opening.experiment);
    m_view->load().set(opening.experiment);
    m_view->wire().set(opening.experiment);
    if (opening.experiment.wired) {
        m_view->showWirePanel();
    }
    if (canStart() || m_loading) {
        m_sysctls = opening.experiment.sysctls;
        open();
        m_view->notice().show(Notice::Kind::Hint, tr("Ready: %1").arg(opening.name),
                              tr("Start (Ctrl+E) sends the load.") + QLatin1Char(' ') +
                                  tr("Not taken over: %1.").arg(opening.leftOut.join(QStringLiteral("; "))));
    }
    return true;
}

void LabPage::resetExperiment() {
    m_view->server().set({});
    m_view->load().set({});
    m_view->wire().set({});
    m_sysctls.clear();
    if (m_lab != 0) {
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
