// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/experiment_view.h"

#include "app/pages/sweep_run_plots.h"
#include "app/widgets/card.h"
#include "app/widgets/icon.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <utility>

namespace ls::pages {

namespace {

constexpr int kLeastColumn = 66;
constexpr int kPart = 1000; ///< splitters share out by proportion

} // namespace

ExperimentView::ExperimentView(QWidget* parent)
    : QWidget(parent)
    , m_checks(new model::CheckTableModel(this))
    , m_title(new QLabel)
    , m_question(new QLabel)
    , m_table(new QTableView)
    , m_run(new QComboBox)
    , m_command(new QLineEdit)
    , m_lab(nullptr)
    , m_plots(new SweepRunPlots)
    , m_why(new QTextBrowser) {
    auto* lower = new QSplitter(Qt::Vertical);
    lower->setChildrenCollapsible(false);
    lower->setHandleWidth(8);
    auto* facts = new QSplitter(Qt::Horizontal);
    facts->setChildrenCollapsible(false);
    facts->setHandleWidth(8);
    facts->addWidget(makeChecks());
    auto* why = new widgets::Card(tr("Why"));
    m_why->setObjectName(QStringLiteral("why"));
    m_why->setOpenExternalLinks(false);
    m_why->setFrameShape(QFrame::NoFrame);
    why->body()->addWidget(m_why, 1);
    facts->addWidget(why);
    facts->setSizes({3 * kPart, 2 * kPart});
    facts->setStretchFactor(0, 3);
    facts->setStretchFactor(1, 2);
    lower->addWidget(facts);
    lower->addWidget(makeRuns());
    lower->setSizes({3 * kPart, 2 * kPart});
    lower->setStretchFactor(0, 3);
    lower->setStretchFactor(1, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(lower, 1);
}

QWidget* ExperimentView::makeChecks() {
    m_title->setObjectName(QStringLiteral("big"));
    m_title->setWordWrap(true);
    m_question->setObjectName(QStringLiteral("question"));
    m_question->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("checks"));
    m_table->setModel(m_checks);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(kLeastColumn);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(model::CheckTableModel::Says, QHeaderView::Stretch);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto* card = new widgets::Card(tr("Question"));
    card->body()->addWidget(m_title);
    card->body()->addWidget(m_question);
    card->body()->addWidget(m_table, 1);
    return card;
}

QWidget* ExperimentView::makeRuns() {
    m_run->setObjectName(QStringLiteral("experimentRun"));
    m_run->setAccessibleName(tr("Run of the experiment"));
    m_run->setToolTip(tr("Which run of the experiment is drawn"));
    m_command->setObjectName(QStringLiteral("command"));
    m_command->setAccessibleName(tr("Command"));
    m_command->setReadOnly(true);
    m_command->setToolTip(tr("The command that makes this run"));
    auto* copy = new QPushButton(widgets::icon(QStringLiteral("copy")), tr("Copy"));
    copy->setObjectName(QStringLiteral("copyCommand"));
    auto* lab = new QPushButton(widgets::icon(QStringLiteral("lab")), tr("Open in the lab"));
    lab->setObjectName(QStringLiteral("openInLab"));
    m_lab = lab;
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_run);
    row->addWidget(m_command, 1);
    row->addWidget(copy);
    row->addWidget(lab);
    auto* runs = new QWidget;
    auto* layout = new QVBoxLayout(runs);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(row);
    layout->addWidget(m_plots, 1);
    connect(m_run, &QComboBox::currentIndexChanged, this, &ExperimentView::showRun);
    connect(copy, &QPushButton::clicked, this, [this] { emit commandWanted(m_command->text()); });
    connect(lab, &QPushButton::clicked, this,
            [this] { emit labWanted(static_cast<std::size_t>(m_run->currentIndex())); });
    return runs;
}

void ExperimentView::show(std::shared_ptr<const experiment::Preset> preset, const Findings& findings) {
    m_preset = std::move(preset);
    m_runs = findings.runs;
    m_checks->show(m_preset, findings.checks);
    m_title->setText(model::presetText(m_preset->title));
    m_question->setText(model::presetText(m_preset->question));
    m_why->setHtml(explanation());
    {
        const QSignalBlocker quiet(m_run);
        m_run->clear();
        for (const experiment::PresetRun& run : m_preset->runs) {
            m_run->addItem(QString::fromStdString(run.name));
        }
    }
    showRun(0);
}

QString ExperimentView::explanation() const {
    QString html;
    for (const QString& paragraph : model::presetText(m_preset->explanation).split(QStringLiteral("\n\n"))) {
        html += QStringLiteral("<p>%1</p>").arg(paragraph.toHtmlEscaped());
    }
    QStringList sources;
    for (const std::string& source : m_preset->sources) {
        sources << QString::fromStdString(source).toHtmlEscaped();
    }
    if (!sources.isEmpty()) {
        html += QStringLiteral("<p><b>%1</b> %2</p>").arg(tr("Sources:"), sources.join(QStringLiteral(" · ")));
    }
    return html;
}

void ExperimentView::setCheck(std::size_t check, const experiment::CheckOutcome& outcome) {
    m_checks->set(check, outcome);
}

void ExperimentView::setRun(std::size_t run, const experiment::RunOutcome& outcome) {
    m_runs[run] = outcome;
    const int index = static_cast<int>(run);
    if (m_run->currentIndex() == index) {
        showRun(index);
    } else {
        m_run->setCurrentIndex(index);
    }
}

void ExperimentView::showRun(int run) {
    if (run < 0 || m_preset == nullptr) {
        return;
    }
    const auto at = static_cast<std::size_t>(run);
    const experiment::PresetRun& planned = m_preset->runs[at];
    m_command->setText(QStringLiteral("listenscope-cli ") + QString::fromStdString(planned.command));
    m_command->setCursorPosition(0);
    std::vector<SweepRunPlots::Run> courses;
    if (m_runs[at].series) {
        courses.push_back({0, m_runs[at].series, false});
    }
    const QString shown = courses.empty() ? QString() : QString::fromStdString(planned.name);
    m_plots->show(shown, std::move(courses));
}

void ExperimentView::setLabPossible(bool possible) {
    m_lab->setEnabled(possible);
}

} // namespace ls::pages
