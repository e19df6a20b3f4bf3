// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/experiments_page.h"

#include "app/model/lab_opening.h"
#include "app/model/words.h"
#include "app/pages/capture_dialog.h"
#include "app/pages/experiment_run_panel.h"
#include "app/pages/packets_panel.h"
#include "app/widgets/card.h"
#include "app/widgets/filter_field.h"
#include "app/widgets/icon.h"
#include "app/widgets/notice.h"
#include "app/widgets/record_table.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ls::pages {

using experiment::CheckOutcome;
using experiment::Preset;
using widgets::Notice;

namespace {

QString chosenKey() {
    return QStringLiteral("chosen");
}

QString viewKey() {
    return QStringLiteral("view");
}

QString packetsLayout() {
    return QStringLiteral("experiment-packets");
}

ExperimentView::Findings noFindings(const Preset& preset) {
    return {std::vector<experiment::RunOutcome>(preset.runs.size()),
            model::CheckTableModel::Outcomes(preset.checks.size())};
}

/// A line on what this kernel could not do; empty where every check was judged.
QString skippedText(const experiment::ExperimentResult& result) {
    const std::string obstacle = result.interrupted ? std::string() : result.obstacle();
    return obstacle.empty()
               ? QString()
               : QLatin1Char('\n') + ExperimentsPage::tr("Left out: %1").arg(QString::fromStdString(obstacle));
}

} // namespace

ExperimentsPage::ExperimentsPage(bridge::EngineBridge& engine, settings::AppSettings& settings, QWidget* parent)
    : RunPage(engine, settings, parent)
    , m_list(new ExperimentList)
    , m_start(new QPushButton(tr("Run experiment")))
    , m_startAll(new QPushButton(tr("Run all")))
    , m_progress(new QLabel)
    , m_view(new ExperimentView)
    , m_copyAction(new QAction(widgets::icon(QStringLiteral("copy")), tr("&Copy to my experiments"), this))
    , m_reloadAction(new QAction(tr("&Reload my experiments"), this)) {
    layOut(makeList(), m_view);
    connectParts();
    load();
    const QVariantMap remembered = m_settings.page(name());
    m_list->choose(remembered.value(chosenKey()).toString().toStdString());
    m_view->setChoices(remembered.value(viewKey()).toMap());
    m_view->setLayoutState(m_settings.layout(name()));
    m_view->runs().packets().table().setLayoutState(m_settings.layout(packetsLayout()));
    if (const auto& problem = m_engine.startProblem()) {
        showError(tr("Experiments cannot run here"), *problem);
    }
}

ExperimentsPage::~ExperimentsPage() = default;

QWidget* ExperimentsPage::makeList() {
    m_start->setObjectName(QStringLiteral("primary"));
    m_startAll->setObjectName(QStringLiteral("runAll"));
    m_progress->setProperty("dim", true);
    m_progress->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_start, 1);
    buttons->addWidget(m_startAll);
    auto* card = makeCard(titleText());
    card->body()->addWidget(m_list, 1);
    card->body()->addWidget(m_notice);
    card->body()->addWidget(m_progress);
    card->body()->addLayout(buttons);
    return card;
}

void ExperimentsPage::connectParts() {
    m_reloadAction->setShortcut(QKeySequence::Refresh);
    m_copyAction->setToolTip(tr("A copy that can be edited: a file in %1")
                                 .arg(QString::fromStdString(experiment::userPresetFolder().string())));
    connect(m_copyAction, &QAction::triggered, this, &ExperimentsPage::copyPreset);
    connect(m_reloadAction, &QAction::triggered, this, &ExperimentsPage::load);
    connect(m_list, &ExperimentList::chosen, this, &ExperimentsPage::showPreset);
    connect(m_list, &QListWidget::itemActivated, this, &ExperimentsPage::start);
    connect(m_start, &QPushButton::clicked, this, [this] { isRunning() ? stop() : start(); });
    connect(m_startAll, &QPushButton::clicked, this, &ExperimentsPage::runAll);
    ExperimentRunPanel& runs = m_view->runs();
    connect(&runs, &ExperimentRunPanel::labWanted, this, &ExperimentsPage::openInLab);
    connect(&runs, &ExperimentRunPanel::captureWanted, this, &ExperimentsPage::askWhereToSave);
    connect(&runs, &ExperimentRunPanel::commandWanted, this, [this](const QString& command) {
        QGuiApplication::clipboard()->setText(command);
        emit confirmed(tr("The command is in the clipboard."));
    });
    connect(&runs.packets(), &PacketsPanel::wantsPacketsChanged, this, &ExperimentsPage::sendWatch);
    connect(&runs.packets(), &PacketsPanel::copied, this, [this] { emit confirmed(tr("It is in the clipboard.")); });
    m_view->offerExports(m_exports);
    connect(&m_exports, &ExportChoice::wanted, this, &Page::exportWanted);
    connectEngine();
}

void ExperimentsPage::connectEngine() {
    connect(&m_engine, &bridge::EngineBridge::experimentRunStarted, this, &ExperimentsPage::onRunStarted);
    connect(&m_engine, &bridge::EngineBridge::experimentProgressed, this, &ExperimentsPage::onProgress);
    connect(&m_engine, &bridge::EngineBridge::packetsSaved, this, [this](control::RunId id, const auto& saved) {
        if (id == m_saving) {
            onSaved(saved);
        }
    });
    connect(&m_engine, &bridge::EngineBridge::experimentRunDone, this, &ExperimentsPage::onRunDone);
    connect(&m_engine, &bridge::EngineBridge::experimentCheckDone, this, &ExperimentsPage::onCheckDone);
    connect(&m_engine, &bridge::EngineBridge::experimentFinished, this, &ExperimentsPage::onFinished);
    connect(&m_engine, &bridge::EngineBridge::busyChanged, this, [this] {
        showControls();
        emit stateChanged();
    });
}

/// Ours and the user's own, as the files are now. Not while one runs: what is measured is kept by the preset it is of.
void ExperimentsPage::load() {
    if (isRunning()) {
        return;
    }
    const std::string before = shown() ? shown()->name : std::string();
    auto catalogue = experiment::PresetCatalogue::load({&m_engine.catalogue(), experiment::runningCounters()},
                                                       experiment::userPresetFolder());
    m_notice->hide();
    if (!catalogue) {
        showError(tr("The experiments cannot be read"), catalogue.error());
        return;
    }
    ExperimentList::Presets presets;
    for (const Preset& preset : catalogue->presets()) {
        presets.push_back(std::make_shared<const Preset>(preset));
        if (!preset.file.empty()) {
            m_findings.erase(preset.name); // it may have been edited
        }
    }
    m_list->setPresets(std::move(presets));
    for (const auto& found : m_findings) {
        showMark(found.first);
    }
    m_list->choose(before);
    showProblems(catalogue->problems());
}

/// Each with file, line and reason.
void ExperimentsPage::showProblems(const std::vector<Error>& problems) {
    if (problems.empty()) {
        return;
    }
    QStringList lines;
    for (const Error& problem : problems) {
        lines << model::sentence(problem);
    }
    const QString title = problems.size() == 1 ? tr("One of your experiments cannot be used")
                                               : tr("%1 of your experiments cannot be used").arg(problems.size());
    m_notice->show(Notice::Kind::Bad, title, lines.join(QLatin1Char('\n')));
    emit statusChanged(title);
}

void ExperimentsPage::showMark(const std::string& name) {
    const auto found = m_findings.find(name);
    const bool isRunning = m_running != nullptr && m_running->name == name;
    if (isRunning || found == m_findings.end()) {
        m_list->setMark(name, isRunning ? ExperimentMark::Running : ExperimentMark::None);
        return;
    }
    const auto& checks = found->second.checks;
    const bool fails = std::any_of(checks.begin(), checks.end(), [](const auto& check) {
        return check && check->verdict == CheckOutcome::Verdict::Fails;
    });
    const bool open = std::any_of(checks.begin(), checks.end(), [](const auto& check) { return !check; });
    const bool skipped = std::all_of(checks.begin(), checks.end(), [](const auto& check) {
        return check && check->verdict == CheckOutcome::Verdict::Skipped;
    });
    m_list->setMark(name, fails     ? ExperimentMark::Fails
                          : skipped ? ExperimentMark::Skipped
                          : open    ? ExperimentMark::Stopped
                                    : ExperimentMark::Holds);
}

std::shared_ptr<const Preset> ExperimentsPage::shown() const {
    return m_list->current();
}

bool ExperimentsPage::isShown(const std::string& name) const {
    return shown() != nullptr && shown()->name == name;
}

void ExperimentsPage::showPreset(const std::shared_ptr<const Preset>& preset) {
    const auto found = m_findings.find(preset->name);
    m_view->show(preset, found != m_findings.end() ? found->second : noFindings(*preset));
    if (m_running != nullptr && m_running->name == preset->name) {
        m_view->runs().setInProgress(m_inProgress);
    }
    showControls();
    emit stateChanged();
}

QString ExperimentsPage::name() const {
    return QStringLiteral("experiments");
}

QString ExperimentsPage::titleText() {
    return tr("Experiments");
}

QString ExperimentsPage::help() const {
    return tr("<h3>What does this kernel really do?</h3>"
              "<p>Each experiment asks a question about listen queues, makes one or more runs in fresh private network "
              "namespaces, and checks what must be true. Expected and measured stand side by side; a check that fails "
              "says so. No root is needed and nothing outside is touched.</p>"
              "<p>Under the checks you see how each run goes while it goes, and the command that makes it. Where a run "
              "has a wire, <b>Packets</b> lists its connections, the worst first, and draws the ladder of one. <b>Open "
              "in the lab</b> takes its settings over, to play on.</p>"
              "<p><b>File ▸ Copy to my experiments</b> makes a copy that you can edit: a text file with the question, "
              "the runs as options of listenscope-cli, and the checks. F5 reads it again; a mistake is named with its "
              "line.</p>");
}

widgets::KeyList ExperimentsPage::keys() const {
    return {{QString(), title()},
            {QStringLiteral("↑ ↓"), tr("In the list: choose an experiment")},
            {QStringLiteral("Enter"), tr("In the list: run it")},
            {QStringLiteral("F5"), tr("Read my experiments again")}};
}

bool ExperimentsPage::canStart() const {
    return shown() != nullptr && !isRunning() && !m_engine.isBusy() && !m_engine.startProblem();
}

void ExperimentsPage::start() {
    if (canStart()) {
        m_queue.begin({shown()});
        runNext(true);
    }
}

void ExperimentsPage::runAll() {
    if (canStart()) {
        m_queue.begin(m_list->presets());
        runNext(true);
    }
}

/// `follow`: it is brought into sight, unless the user reads another one meanwhile.
void ExperimentsPage::runNext(bool follow) {
    m_running = m_queue.takeNext();
    m_hasBegun = false;
    m_inProgress.reset();
    if (follow) {
        m_list->choose(m_running->name);
    }
    showMark(m_running->name);
    m_notice->hide();
    m_run = m_engine.start(control::StartExperiment{m_running});
    sendWatch();
    showControls();
    emit stateChanged();
}

/// As far as they can be used now.
void ExperimentsPage::showControls() {
    const QString why = !isRunning() && m_engine.isBusy() ? tr("A sweep is running.") : QString();
    m_start->setText(isRunning() ? tr("Stop") : tr("Run experiment"));
    m_start->setEnabled(isRunning() || canStart());
    m_start->setToolTip(why);
    m_startAll->setEnabled(canStart());
    m_startAll->setToolTip(why);
    m_copyAction->setEnabled(!isRunning());
    m_reloadAction->setEnabled(!isRunning());
}

void ExperimentsPage::stop() {
    m_queue.giveUp();
    m_engine.stop(m_run);
}

/// Of what runs. What was found the last time stays until something new comes: it may not even begin.
ExperimentsPage::Findings& ExperimentsPage::findings() {
    Findings& now = m_findings[m_running->name];
    if (!std::exchange(m_hasBegun, true)) {
        now = noFindings(*m_running);
        if (isShown(m_running->name)) {
            m_view->show(m_running, now);
        }
    }
    return now;
}

void ExperimentsPage::onRunStarted(control::RunId id, std::size_t run) {
    if (id != m_run) {
        return;
    }
    static_cast<void>(findings());
    QString text = tr("%1: run %2 of %3").arg(m_list->titleOf(*m_running)).arg(run + 1).arg(m_running->runs.size());
    if (m_queue.isOfMany()) {
        text.prepend(m_queue.place() + QStringLiteral(" · "));
    }
    m_inProgress = run;
    if (isShown(m_running->name)) {
        m_view->runs().setInProgress(run);
    }
    m_progress->setText(text);
    emit statusChanged(text);
}

/// The engine sorts packets only while somebody looks.
void ExperimentsPage::sendWatch() {
    m_engine.send(m_run, control::WatchPackets{m_view->runs().packets().wantsPackets()});
}

void ExperimentsPage::onProgress(control::RunId id, const control::ExperimentUpdate& update) {
    if (id != m_run) {
        return;
    }
    experiment::RunOutcome& run = findings().runs[update.run];
    if (run.result) {
        return; // it has ended meanwhile
    }
    run.series = update.series ? update.series : run.series;
    run.packets = update.packets ? update.packets : run.packets;
    if (isShown(m_running->name)) {
        m_view->runs().setRun(update.run, run);
    }
}

void ExperimentsPage::onRunDone(control::RunId id, std::size_t run, const experiment::RunOutcome& outcome) {
    if (id != m_run) {
        return;
    }
    findings().runs[run] = outcome;
    if (isShown(m_running->name)) {
        m_view->runs().setRun(run, outcome);
    }
}

void ExperimentsPage::onCheckDone(control::RunId id, std::size_t check, const CheckOutcome& outcome) {
    if (id != m_run) {
        return;
    }
    findings().checks[check] = outcome;
    if (isShown(m_running->name)) {
        m_view->setCheck(check, outcome);
    }
}

void ExperimentsPage::onFinished(control::RunId id, const experiment::ExperimentResult& result) {
    if (id != m_run) {
        return;
    }
    keepUnfinished(result);
    m_queue.add(result);
    const auto ended = std::exchange(m_running, nullptr);
    showMark(ended->name);
    if (!m_queue.isEmpty() && !result.interrupted && !result.error) {
        runNext(isShown(ended->name));
        return;
    }
    if (m_queue.isOfMany() && !result.error) {
        showSummary();
    } else {
        showOutcome(*ended, result);
    }
    leaveRun();
}

/// Of several experiments: a failure is not to be hidden by what held after it.
void ExperimentsPage::showSummary() {
    m_notice->show(m_queue.hasFailures() ? Notice::Kind::Bad
                   : m_queue.holds()     ? Notice::Kind::Good
                                         : Notice::Kind::Hint,
                   m_queue.title(), m_queue.text());
    emit statusChanged(m_queue.title());
}

/// A run that was given up has shown something too.
void ExperimentsPage::keepUnfinished(const experiment::ExperimentResult& result) {
    for (std::size_t run = 0; run < result.runs.size(); ++run) {
        const experiment::RunOutcome& outcome = result.runs[run];
        if (outcome.result == nullptr && outcome.series != nullptr) {
            onRunDone(m_run, run, outcome);
        }
    }
}

void ExperimentsPage::showOutcome(const Preset& preset, const experiment::ExperimentResult& result) {
    if (result.error) {
        showError(tr("The experiment ended early"), *result.error);
        return;
    }
    const std::size_t holds = result.count(CheckOutcome::Verdict::Holds);
    const std::size_t fails = result.count(CheckOutcome::Verdict::Fails);
    const QString title = result.interrupted       ? tr("Stopped early")
                          : fails > 0              ? tr("✗ %1 of %2 checks fail").arg(fails).arg(holds + fails)
                          : result.nothingJudged() ? tr("Nothing could be checked on this kernel")
                                                   : tr("✓ All %1 checks hold").arg(holds);
    m_notice->show(fails > 0         ? Notice::Kind::Bad
                   : result.passed() ? Notice::Kind::Good
                                     : Notice::Kind::Hint,
                   title, m_list->titleOf(preset) + skippedText(result));
    emit statusChanged(title);
}

QString ExperimentsPage::notBegunTitle() const {
    return tr("The experiment could not begin");
}

void ExperimentsPage::showIdle() {
    m_queue.giveUp();
    showControls();
    m_view->runs().setInProgress(std::nullopt);
    m_inProgress.reset();
    if (const auto given = std::exchange(m_running, nullptr)) {
        showMark(given->name);
    }
    m_progress->clear();
}

void ExperimentsPage::openInLab(std::size_t run) {
    if (const auto preset = shown()) {
        const QString name =
            model::presetText(preset->title) + QStringLiteral(": ") + QString::fromStdString(preset->runs[run].name);
        emit labWanted(model::labOpeningOf(preset->runs[run].plan, name));
    }
}

void ExperimentsPage::copyPreset() {
    const auto preset = shown();
    if (preset == nullptr || isRunning()) {
        return;
    }
    const auto file = experiment::copyPreset(*preset, experiment::userPresetFolder());
    if (!file) {
        showError(tr("The experiment could not be copied"), file.error());
        return;
    }
    load();
    m_list->choose(file->stem().string());
    m_notice->show(Notice::Kind::Good, tr("Copied"),
                   tr("Edit %1, then press F5.").arg(QString::fromStdString(file->string())));
}

bool ExperimentsPage::canExport() const {
    return shown() != nullptr && m_findings.contains(shown()->name);
}

widgets::ExportSource ExperimentsPage::exportSource() {
    return m_exports.source();
}

QList<QLineEdit*> ExperimentsPage::filters() const {
    return {&m_view->runs().packets().filter()};
}

void ExperimentsPage::askWhereToSave(std::size_t run) {
    const auto preset = shown();
    const auto found = m_findings.find(preset->name);
    const auto frames = found != m_findings.end() ? found->second.runs[run].frames : nullptr;
    if (!frames) {
        return;
    }
    const QString file = QString::fromStdString(preset->name + "-" + preset->runs[run].name);
    askWhereToSaveCapture(*this, m_settings, file, [this, frames](std::filesystem::path target) {
        m_saving = m_engine.save(std::move(target), frames);
    });
}

void ExperimentsPage::onSaved(const control::PacketsSaved& saved) {
    if (saved.result) {
        emit confirmed(tr("%1 is written.").arg(QString::fromStdString(saved.file.string())));
    } else {
        showError(tr("The packets could not be saved"), saved.result.error());
    }
}

void ExperimentsPage::remember() {
    if (const auto preset = shown()) {
        m_settings.setPage(name(),
                           {{chosenKey(), QString::fromStdString(preset->name)}, {viewKey(), m_view->choices()}});
    }
    m_settings.setLayout(name(), m_view->layoutState());
    m_settings.setLayout(packetsLayout(), m_view->runs().packets().table().layoutState());
}

void ExperimentsPage::resetLayout() {
    m_view->resetLayout();
}

void ExperimentsPage::demonstrate() {
    m_list->choose("somaxconn");
    startDemonstration();
}

} // namespace ls::pages
