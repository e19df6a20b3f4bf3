// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/sweep_page.h"

#include "app/model/lab_opening.h"
#include "app/model/sweep_command.h"
#include "app/model/words.h"
#include "app/pages/sweep_form.h"
#include "app/pages/sweep_run_box.h"
#include "app/pages/sweep_view.h"
#include "app/widgets/card.h"
#include "app/widgets/icon.h"
#include "app/widgets/notice.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

namespace ls::pages {

using widgets::Notice;

namespace {

QString experimentKey() {
    return QStringLiteral("experiment");
}

QString viewKey() {
    return QStringLiteral("view");
}

} // namespace

SweepPage::SweepPage(bridge::EngineBridge& engine, settings::AppSettings& settings, QWidget* parent)
    : RunPage(engine, settings, parent)
    , m_knobs(model::knobCatalogue(engine.catalogue()))
    , m_form(new SweepForm(m_knobs))
    , m_runBox(new SweepRunBox)
    , m_view(new SweepView)
    , m_openAction(new QAction(widgets::icon(QStringLiteral("open")), tr("&Open a sweep…"), this))
    , m_commandAction(new QAction(widgets::icon(QStringLiteral("copy")), tr("Copy as &command"), this))
    , m_shown(failure(ErrorCode::BadInput, "no sweep is shown")) {
    layOut(makeControls(), m_view);
    connectParts();
    m_view->reset({}, tr("Nothing measured yet.\nStart sweep (Ctrl+E) runs the experiment at the left once for every "
                         "value."));
    restore();
    if (const auto& problem = m_engine.startProblem()) {
        showError(tr("Sweeps cannot run here"), *problem);
    }
}

SweepPage::~SweepPage() = default;

QWidget* SweepPage::makeControls() {
    auto* inside = new QWidget;
    inside->setObjectName(QStringLiteral("scrolled"));
    auto* layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 6, 0);
    layout->setSpacing(12);
    layout->addWidget(m_form);
    layout->addWidget(m_runBox);
    layout->addWidget(m_notice);
    layout->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* card = makeCard(titleText());
    card->body()->addWidget(scroll, 1);
    return card;
}

void SweepPage::connectParts() {
    m_openAction->setShortcut(QKeySequence::Open);
    m_commandAction->setToolTip(tr("The listenscope-cli command that makes the same sweep."));
    connect(m_openAction, &QAction::triggered, this, &SweepPage::chooseFile);
    connect(m_commandAction, &QAction::triggered, this, &SweepPage::copyCommand);
    connect(m_form, &SweepForm::changed, this, &SweepPage::checkForm);
    connect(m_view, &SweepView::exportRequested, this, &Page::exportWanted);
    connect(m_runBox, &SweepRunBox::startWanted, this, &SweepPage::start);
    connect(m_runBox, &SweepRunBox::cancelWanted, this, &SweepPage::stop);
    connect(m_view, &SweepView::labWanted, this, &SweepPage::openInLab);
    connect(m_view, &SweepView::runAgainWanted, this, &SweepPage::runAgain);
    connect(&m_engine, &bridge::EngineBridge::busyChanged, this, &SweepPage::showStartable);
    connect(&m_engine, &bridge::EngineBridge::sweepRowDone, this, &SweepPage::onRow);
    connect(&m_engine, &bridge::EngineBridge::sweepFinished, this, &SweepPage::onFinished);
}

QString SweepPage::name() const {
    return QStringLiteral("sweep");
}

QString SweepPage::titleText() {
    return tr("Sweep");
}

QString SweepPage::help() const {
    return tr("<h3>Which backlog is enough?</h3>"
              "<p>A sweep makes the same experiment once for every value of a setting, each time in a fresh private "
              "network namespace on this machine's own kernel. No root is needed and nothing outside is touched.</p>"
              "<p>Choose what to vary and the load, then press <b>Start sweep</b>. The chart grows while it runs: the "
              "line is the median of the repeats, the band reaches from the smallest to the largest. The slider below "
              "steps through the values, and the small plots show how a run of that value went; the table has one row "
              "per run. A double-click on a point opens it in the lab.</p>"
              "<p>A value is recommended when at it and at every larger one, in every repeat, no connection was "
              "refused, reset, late or unknown to the server. Counting connected clients alone would not do: with SYN "
              "cookies, a client can be connected to a server that does not know it.</p>"
              "<p>Linux holds one connection more than the limit: with a backlog of 5, six wait. The limit is the "
              "smaller of the backlog and net.core.somaxconn.</p>");
}

widgets::KeyList SweepPage::keys() const {
    return {{QString(), title()},
            {QStringLiteral("Ctrl+O"), tr("Open the CSV of a sweep")},
            {QStringLiteral("← →"), tr("On the slider: step through the points")},
            {QStringLiteral("Ctrl+C"), tr("In the table: copy rows")},
            {QString(), tr("In the chart")},
            {QStringLiteral("+ −  0"), tr("Zoom; show everything")},
            {QStringLiteral("X  Y"), tr("Zoom one axis; with Shift, out")},
            {QStringLiteral("← → ↑ ↓"), tr("Move")},
            {QStringLiteral("Enter"), tr("Open the point in the lab; a double-click does it too")}};
}

void SweepPage::checkForm() {
    m_checked = model::check(m_form->experiment(), m_knobs, m_engine.catalogue(), m_seed);
    m_form->showProblems(m_checked.problems);
    showStartable();
}

/// Whether a sweep can begin now, and why not.
void SweepPage::showStartable() {
    if (m_engine.startProblem()) {
        m_runBox->setBlocked(tr("Sweeps cannot run here"));
    } else if (!m_checked.plan) {
        m_runBox->setBlocked(tr("Mend what is marked above, then start."));
    } else if (m_engine.isBusy()) {
        m_runBox->setBlocked(tr("An experiment is running."));
    } else {
        m_runBox->setPlan(m_checked.runs, toSeconds(m_checked.plan->base.duration));
    }
    m_view->setRunAgainPossible(!m_engine.isBusy() && !m_engine.startProblem());
    emit stateChanged();
}

bool SweepPage::canStart() const {
    return m_checked.plan.has_value() && !isRunning() && !m_engine.isBusy() && !m_engine.startProblem();
}

void SweepPage::start() {
    if (!canStart()) {
        return;
    }
    sweep::SweepPlan plan = *m_checked.plan;
    if (m_form->experiment().seed.trimmed().isEmpty()) {
        plan.seed = QRandomGenerator::system()->generate();
    }
    m_seed = plan.seed;
    m_shown = plan;
    m_command = model::commandOf(m_form->experiment(), m_knobs, m_seed);
    m_opened.clear();
    m_notice->hide();
    m_view->reset({plan.knobs, {}, sweep::isWired(plan) ? sweep::Columns::Wired : sweep::Columns::Plain},
                  tr("The first run is under way …"));
    begin(std::move(plan), m_checked.runs);
    remember();
    emit statusChanged(tr("Sweeping"));
}

void SweepPage::begin(sweep::SweepPlan plan, std::size_t runs) {
    m_runBox->begin(runs, toSeconds(plan.base.duration));
    m_form->setEnabled(false);
    m_run = m_engine.start(control::StartSweep{std::move(plan)});
    emit stateChanged();
}

void SweepPage::stop() {
    m_engine.stop(m_run);
}

void SweepPage::showIdle() {
    m_again = false;
    m_runBox->end();
    m_form->setEnabled(true);
}

void SweepPage::onRow(control::RunId id, const sweep::SweepRow& row, std::size_t total) {
    if (id != m_run) {
        return;
    }
    if (m_again) {
        m_view->setAgain(row);
        m_runBox->advance(1, total);
        return;
    }
    m_view->append(row);
    const std::size_t done = m_view->data().rows.size();
    m_runBox->advance(done, total);
    if (done == 1) {
        emit stateChanged(); // there is something to export
    }
    emit statusChanged(tr("Sweeping: run %1 of %2").arg(done).arg(total));
}

void SweepPage::onFinished(control::RunId id, const sweep::SweepResult& result) {
    if (id != m_run) {
        return;
    }
    if (m_again) {
        onAgainFinished(result);
        return;
    }
    const std::size_t done = m_view->data().rows.size();
    emit statusChanged(done == 1 ? tr("1 run finished.") : tr("%1 runs finished.").arg(done));
    showOutcome(result.recommendation, result.error         ? model::sentence(*result.error)
                                       : result.interrupted ? tr("Cancelled early.")
                                                            : QString());
    leaveRun();
}

void SweepPage::onAgainFinished(const sweep::SweepResult& result) {
    if (result.error) {
        showError(tr("The point could not be run again"), *result.error);
    } else {
        emit statusChanged(result.interrupted ? tr("Cancelled early.")
                                              : tr("The point was run again; the figures are still the file's."));
    }
    leaveRun();
}

std::optional<lab::RunPlan> SweepPage::planOf(const std::vector<std::string>& values) {
    const auto plan = m_shown ? sweep::planAt(*m_shown, values, m_engine.catalogue())
                              : Result<lab::RunPlan>(tl::unexpected(m_shown.error()));
    if (!plan) {
        showError(tr("The settings of this point are not known"), plan.error());
        return std::nullopt;
    }
    return *plan;
}

void SweepPage::openInLab(const std::vector<std::string>& values) {
    if (isRunning()) {
        emit statusChanged(tr("A sweep is running: open the point when it has ended."));
        return;
    }
    if (const auto plan = planOf(values)) {
        QStringList name;
        for (std::size_t i = 0; i < values.size(); ++i) {
            name << QString::fromStdString(m_shown->knobs[i].name + " = " + values[i]);
        }
        emit labWanted(model::labOpeningOf(*plan, name.join(QStringLiteral(", "))));
    }
}

void SweepPage::runAgain(const std::vector<std::string>& values) {
    if (isRunning() || m_engine.isBusy() || m_engine.startProblem() || !planOf(values)) {
        return;
    }
    sweep::SweepPlan one = *m_shown;
    one.repeats = 1;
    for (std::size_t i = 0; i < one.knobs.size(); ++i) {
        one.knobs[i].values = {values[i]};
    }
    m_again = true;
    begin(std::move(one), 1);
    emit statusChanged(tr("Running the point again"));
}

QString SweepPage::notBegunTitle() const {
    return tr("The sweep could not begin");
}

void SweepPage::showOutcome(const sweep::Recommendation& recommendation, const QString& before) {
    const model::RecommendationWords words = model::wordsFor(recommendation);
    m_notice->show(recommendation.value ? Notice::Kind::Good : Notice::Kind::Hint, words.headline,
                   before.isEmpty() ? words.reason : before + QLatin1Char(' ') + words.reason);
    m_view->setRecommendation(recommendation);
}

bool SweepPage::canExport() const {
    return !m_view->isEmpty();
}

widgets::ExportSource SweepPage::exportSource() {
    widgets::ExportSource source;
    source.name = QStringLiteral("sweep-") + QString::fromStdString(m_view->data().knobs.front().name);
    source.table = [this](widgets::ExportRange) {
        const model::SweepData& shown = m_view->data();
        const auto own = model::sweepPreamble(m_command.toStdString(), m_seed, shown);
        widgets::ExportTable table = widgets::smallTable(model::sweepColumns(shown), model::sweepFields(shown));
        table.preamble = m_opened.empty() ? own : m_opened;
        return table;
    };
    m_view->offer(source);
    return source;
}

void SweepPage::copyCommand() {
    QGuiApplication::clipboard()->setText(m_command.isEmpty() ? model::commandOf(m_form->experiment(), m_knobs, m_seed)
                                                              : m_command);
    emit confirmed(tr("The command is in the clipboard."));
}

void SweepPage::chooseFile() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a sweep"), m_settings.folder(),
                                                      tr("CSV files (*.csv *.csv.part);;All files (*)"));
    if (!path.isEmpty()) {
        open(path);
    }
}

void SweepPage::open(const QString& path) {
    if (isRunning()) {
        emit statusChanged(tr("A sweep is running: cancel it before you open another."));
        return;
    }
    auto file = model::readSweepFile(QFile::encodeName(path).toStdString());
    if (!file) {
        showError(tr("The file could not be opened"), file.error());
        return;
    }
    m_opened = file->preamble;
    m_command.clear();
    for (const auto& [key, value] : m_opened) {
        if (key == "command") {
            m_command = QString::fromStdString(value);
        }
    }
    m_shown = model::planOfCommand(m_command.toStdString());
    const sweep::Recommendation recommendation = sweep::recommend(file->data.knobs, file->data.rows);
    m_view->reset(std::move(file->data), tr("This sweep has no finished run."));
    showOutcome(recommendation, {});
    m_settings.setFolder(QFileInfo(path).absolutePath());
    emit statusChanged(tr("Opened %1.").arg(QFileInfo(path).fileName()));
    emit stateChanged();
}

void SweepPage::restore() {
    const QVariantMap remembered = m_settings.page(name());
    m_form->setExperiment(model::SweepExperiment::fromMap(remembered.value(experimentKey()).toMap()));
    m_view->setChoices(remembered.value(viewKey()).toMap());
    m_view->setLayoutState(m_settings.layout(name()));
}

void SweepPage::remember() {
    m_settings.setPage(name(), {{experimentKey(), m_form->experiment().toMap()}, {viewKey(), m_view->choices()}});
    m_settings.setLayout(name(), m_view->layoutState());
}

void SweepPage::resetLayout() {
    m_view->resetLayout();
}

void SweepPage::resetExperiment() {
    m_form->setExperiment(model::SweepExperiment());
}

void SweepPage::demonstrate() {
    model::SweepExperiment experiment;
    experiment.window = QStringLiteral("400ms");
    experiment.repeats = QStringLiteral("2");
    experiment.seed = QStringLiteral("1");
    m_form->setExperiment(experiment);
    startDemonstration();
}

} // namespace ls::pages
