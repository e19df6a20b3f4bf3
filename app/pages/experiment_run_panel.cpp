// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/experiment_run_panel.h"

#include "app/pages/packets_panel.h"
#include "app/pages/run_plots.h"
#include "app/widgets/icon.h"
#include "app/widgets/segments.h"

#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ls::pages {

namespace {

QString viewKey() {
    return QStringLiteral("view");
}

QString plotsKey() {
    return QStringLiteral("plots");
}

QString packetsKey() {
    return QStringLiteral("packets");
}

} // namespace

ExperimentRunPanel::ExperimentRunPanel(QWidget* parent)
    : QWidget(parent)
    , m_run(new QComboBox)
    , m_command(new QLineEdit)
    , m_copy(new QPushButton(widgets::icon(QStringLiteral("copy")), tr("Copy")))
    , m_lab(new QPushButton(widgets::icon(QStringLiteral("lab")), tr("Open in the lab")))
    , m_view(new widgets::Segments({tr("Over time"), tr("Packets")}))
    , m_stack(new QStackedWidget)
    , m_plots(new RunPlots({RunPlots::Plot::Waiting, RunPlots::Plot::States, RunPlots::Plot::Clients}))
    , m_packets(new PacketsPanel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(makeBar());
    layout->addWidget(makeViews(), 1);
    connectParts();
}

QWidget* ExperimentRunPanel::makeBar() {
    m_run->setObjectName(QStringLiteral("experimentRun"));
    m_run->setAccessibleName(tr("Run of the experiment"));
    m_run->setToolTip(tr("Which run of the experiment is shown"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_command->setObjectName(QStringLiteral("command"));
    m_command->setAccessibleName(tr("Command"));
    m_command->setReadOnly(true);
    m_copy->setObjectName(QStringLiteral("copyCommand"));
    m_copy->setToolTip(tr("Copy the command"));
    m_lab->setObjectName(QStringLiteral("openInLab"));
    m_view->setObjectName(QStringLiteral("runView"));
    m_view->setAccessibleName(tr("What is shown of the run"));
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_view);
    row->addWidget(m_run);
    row->addWidget(m_command, 1);
    row->addWidget(m_copy);
    row->addWidget(m_lab);
    return bar;
}

QWidget* ExperimentRunPanel::makeViews() {
    m_packets->describe(tr("This run goes over loopback: a handshake is done before connect() returns, and no packet "
                           "can be watched.\n\nRuns with a round trip, late ACKs or half-open clients have a wire "
                           "between two network stacks, and every packet on it is shown here."),
                        tr("No packets yet. Run the experiment (Ctrl+E)."));
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    auto* inside = new QVBoxLayout(frame);
    inside->setContentsMargins(6, 4, 6, 6);
    inside->addWidget(m_packets);
    m_stack->addWidget(m_plots);
    m_stack->addWidget(frame);
    return m_stack;
}

void ExperimentRunPanel::connectParts() {
    connect(m_run, &QComboBox::currentIndexChanged, this, &ExperimentRunPanel::goTo);
    connect(m_view, &widgets::Segments::chosen, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_copy, &QPushButton::clicked, this, [this] { emit commandWanted(m_command->text()); });
    connect(m_lab, &QPushButton::clicked, this, [this] { emit labWanted(current()); });
    connect(m_packets, &PacketsPanel::saveWanted, this, [this] { emit captureWanted(current()); });
}

std::size_t ExperimentRunPanel::current() const {
    return static_cast<std::size_t>(std::max(m_run->currentIndex(), 0));
}

void ExperimentRunPanel::show(std::shared_ptr<const experiment::Preset> preset,
                              std::vector<experiment::RunOutcome> runs) {
    m_preset = std::move(preset);
    m_runs = std::move(runs);
    m_inProgress.reset();
    {
        const QSignalBlocker quiet(m_run);
        m_run->clear();
        for (const experiment::PresetRun& run : m_preset->runs) {
            m_run->addItem(QString::fromStdString(run.name));
        }
    }
    goTo(0);
}

void ExperimentRunPanel::setRun(std::size_t run, const experiment::RunOutcome& outcome) {
    const bool hasPackets = m_runs[run].packets != outcome.packets || m_runs[run].result != outcome.result;
    m_runs[run] = outcome;
    if (run == current()) {
        drawPlots();
        if (hasPackets) {
            drawPackets();
        }
    }
}

void ExperimentRunPanel::setInProgress(std::optional<std::size_t> run) {
    const bool follows = !m_inProgress || *m_inProgress == current(); // else the user reads another one
    m_inProgress = run;
    if (run && *run != current() && follows) {
        m_run->setCurrentIndex(static_cast<int>(*run));
    } else if (m_preset != nullptr) {
        drawPlots();
    }
}

void ExperimentRunPanel::goTo(int run) {
    if (run < 0 || m_preset == nullptr) {
        return;
    }
    const experiment::PresetRun& planned = m_preset->runs[current()];
    m_command->setText(QStringLiteral("listenscope-cli ") + QString::fromStdString(planned.command));
    m_command->setToolTip(tr("The command that makes this run:") + QLatin1Char('\n') + m_command->text());
    m_command->setCursorPosition(0);
    m_packets->clear();
    m_packets->setExportName(QString::fromStdString(m_preset->name + "-" + planned.name));
    m_packets->setWired(planned.plan.isWired());
    m_plots->show({}, {});
    drawPlots();
    drawPackets();
}

void ExperimentRunPanel::drawPlots() {
    const experiment::PresetRun& planned = m_preset->runs[current()];
    const experiment::RunOutcome& run = m_runs[current()];
    if (!run.series) {
        m_plots->show({}, {});
        return;
    }
    RunPlots::Run course{0, run.series, false};
    if (m_inProgress == current() && run.result == nullptr) {
        course.window = planned.plan.duration;
    }
    m_plots->show({}, {std::move(course)}); // which one it is stands above
}

void ExperimentRunPanel::drawPackets() {
    const experiment::RunOutcome& run = m_runs[current()];
    m_packets->setSavable(run.frames != nullptr);
    if (run.packets) {
        m_packets->setCauses(run.result ? run.result->causes : kernel::DropCauses());
        m_packets->show(run.packets);
    }
}

void ExperimentRunPanel::offerExports(ExportChoice& exports) {
    m_plots->offerExports(exports);
    m_packets->offerExports(exports);
}

QVariantMap ExperimentRunPanel::choices() const {
    return {{viewKey(), m_view->current()}, {plotsKey(), m_plots->choices()}, {packetsKey(), m_packets->choices()}};
}

void ExperimentRunPanel::setChoices(const QVariantMap& choices) {
    m_view->setCurrent(choices.value(viewKey()).toInt() == 1 ? 1 : 0);
    m_stack->setCurrentIndex(m_view->current());
    m_plots->setChoices(choices.value(plotsKey()).toList());
    m_packets->setChoices(choices.value(packetsKey()).toMap());
}

void ExperimentRunPanel::resetLayout() {
    m_packets->resetLayout();
}

} // namespace ls::pages
