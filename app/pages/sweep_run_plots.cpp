// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/sweep_run_plots.h"

#include "app/model/words.h"
#include "app/plot/time_plot.h"
#include "app/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ls::pages {

using plot::Meaning;

SweepRunPlots::SweepRunPlots(QWidget* parent)
    : QWidget(parent)
    , m_depth(new plot::TimePlot(&m_group))
    , m_connections(new plot::TimePlot(&m_group))
    , m_drops(new plot::TimePlot(&m_group))
    , m_card(new widgets::Card(tr("How a run went")))
    , m_run(new QSpinBox)
    , m_stack(new QStackedWidget)
    , m_absence(new QLabel)
    , m_again(new QPushButton(tr("Run this point again"))) {
    m_run->setObjectName(QStringLiteral("runOfPoint"));
    m_run->setAccessibleName(tr("Which run of the point"));
    m_card->setToolTip(
        tr("The window is divided into %1 stretches; of each the samples of least and greatest depth are "
           "kept, and samples that only repeat the one before are not.")
            .arg(lab::RunSeries::kSpans));
    m_run->setPrefix(tr("run "));
    m_run->setToolTip(tr("Which of the point's runs is drawn"));
    m_card->addToHeader(m_run);
    m_stack->addWidget(makePlots());
    m_stack->addWidget(makeAbsence());
    m_card->body()->addWidget(m_stack, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);
    connect(m_run, &QSpinBox::valueChanged, this, &SweepRunPlots::draw);
    connect(m_again, &QPushButton::clicked, this, &SweepRunPlots::runAgainWanted);
    draw();
}

SweepRunPlots::~SweepRunPlots() = default;

QWidget* SweepRunPlots::makePlots() {
    m_depth->setObjectName(QStringLiteral("runDepth"));
    m_depth->setTitle(tr("Waiting"));
    m_depth->setToolTip(tr("Connections waiting for accept() (ss Recv-Q), and the limit (Send-Q)"));
    m_depth->setUnit(tr("connections"));
    m_depth->addSeries(tr("waiting"), &m_histories.depth(), {.meaning = Meaning::Waiting, .filled = true});
    m_depth->setLimit(&m_histories.limit());
    m_depth->setLeastTop(5);
    m_connections->setTitle(tr("Clients"));
    m_connections->setToolTip(tr("Clients connected, and connections the server took out of its queue, since the "
                                 "start"));
    m_connections->setUnit(tr("connections"));
    m_connections->addSeries(tr("established"), &m_histories.established(), {.meaning = Meaning::Info});
    m_connections->addSeries(tr("accepted"), &m_histories.accepted(), {.meaning = Meaning::Good, .dashed = true});
    m_connections->setLeastTop(5);
    m_drops->setTitle(tr("Drops"));
    m_drops->setToolTip(tr("Drops counted by the listening socket since the start (ss skmem d)"));
    m_drops->setUnit(tr("packets"));
    m_drops->addSeries(tr("drops"), &m_histories.drops(), {.meaning = Meaning::Loss, .filled = true});
    m_drops->setLeastTop(5);
    auto* plots = new QWidget;
    auto* layout = new QHBoxLayout(plots);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    // As wide as their legends need.
    layout->addWidget(m_depth, 8);
    layout->addWidget(m_connections, 11);
    layout->addWidget(m_drops, 7);
    return plots;
}

QWidget* SweepRunPlots::makeAbsence() {
    m_absence->setObjectName(QStringLiteral("dim"));
    m_absence->setAlignment(Qt::AlignCenter);
    m_absence->setWordWrap(true);
    m_again->setObjectName(QStringLiteral("runAgain"));
    auto* absence = new QWidget;
    auto* layout = new QVBoxLayout(absence);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addStretch(1);
    layout->addWidget(m_absence);
    layout->addWidget(m_again, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    return absence;
}

void SweepRunPlots::show(const QString& point, std::vector<Run> runs) {
    const bool same = point == std::exchange(m_point, point);
    m_runs = std::move(runs);
    {
        const QSignalBlocker quiet(m_run);
        const int count = std::max(static_cast<int>(m_runs.size()), 1);
        m_run->setRange(1, count);
        m_run->setSuffix(tr(" of %1").arg(count));
        if (!same) {
            m_run->setValue(1);
        }
    }
    draw();
}

void SweepRunPlots::choose(unsigned repeat) {
    const auto found =
        std::find_if(m_runs.begin(), m_runs.end(), [repeat](const Run& run) { return run.repeat == repeat; });
    if (found != m_runs.end()) {
        m_run->setValue(static_cast<int>(found - m_runs.begin()) + 1);
    }
}

void SweepRunPlots::setRunAgainPossible(bool possible) {
    m_again->setEnabled(possible);
}

void SweepRunPlots::draw() {
    const auto at = static_cast<std::size_t>(m_run->value() - 1);
    if (at < m_runs.size() && m_runs[at].series) {
        drawRun(m_runs[at]);
    } else {
        drawAbsence();
    }
}

void SweepRunPlots::drawRun(const Run& run) {
    const auto& moments = run.series->moments;
    m_stack->setCurrentIndex(0);
    m_run->setVisible(m_runs.size() > 1);
    const Nanoseconds end = moments.empty() ? Nanoseconds::zero() : moments.back().time;
    const auto samples = static_cast<double>(run.series->samples);
    m_card->setNote(tr("%1%2 · %3 samples at %4 Hz, %5 drawn")
                        .arg(m_point, run.again ? tr(" · run again just now") : QString(), model::countText(samples),
                             model::countText(std::round(samples / std::max(toSeconds(end), 0.001))),
                             model::countText(static_cast<double>(moments.size()))));
    if (m_drawn == run.series) {
        return;
    }
    m_drawn = run.series;
    m_histories.set(*run.series);
    m_depth->setLimitLabel(moments.empty() ? QString() : tr("limit %1").arg(model::countText(moments.back().limit)));
    m_group.restart();
    m_group.setDefaultSpan(toSeconds(end));
    m_group.advanceTo(end);
}

void SweepRunPlots::drawAbsence() {
    m_stack->setCurrentIndex(1);
    m_run->hide();
    m_drawn.reset();
    m_card->setNote(m_point);
    m_again->setVisible(!m_runs.empty());
    m_absence->setText(!m_runs.empty()     ? tr("The file keeps the figures of this run, not how it went.")
                       : m_point.isEmpty() ? tr("Queue, clients and drops of a run, over time, stand here.")
                                           : tr("No run of this point yet."));
}

} // namespace ls::pages
