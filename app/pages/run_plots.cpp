// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/run_plots.h"

#include "app/model/words.h"
#include "app/pages/export_choice.h"
#include "app/pages/plot_source.h"
#include "app/plot/states_plot.h"
#include "app/plot/time_plot.h"
#include "app/widgets/card.h"
#include "app/widgets/segments.h"

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

namespace {

constexpr int kLeastPlot = 160;    ///< wide: all of them fit into a small window
constexpr double kLeastSpan = 0.5; ///< s, of a run that goes on

Nanoseconds endOf(const lab::RunSeries& series) {
    return series.moments.empty() ? Nanoseconds::zero() : series.moments.back().time;
}

/// Grows by doubling, so that a run that ends early is not drawn as a sliver.
double spanOf(Nanoseconds now, Nanoseconds window) {
    double span = kLeastSpan;
    while (span < toSeconds(now)) {
        span *= 2;
    }
    return std::min(span, toSeconds(window));
}

} // namespace

RunPlots::RunPlots(const std::vector<Plot>& shown, QWidget* parent)
    : QWidget(parent)
    , m_depth(new plot::TimePlot(&m_group))
    , m_states(new plot::StatesPlot(&m_group, &m_histories.clientStates()))
    , m_connections(new plot::TimePlot(&m_group))
    , m_drops(new plot::TimePlot(&m_group))
    , m_side(new widgets::Segments({tr("Client"), tr("Server")}))
    , m_card(new widgets::Card(tr("How a run went")))
    , m_run(new QSpinBox)
    , m_stack(new QStackedWidget)
    , m_absence(new QLabel)
    , m_again(new QPushButton(tr("Run this point again"))) {
    m_run->setObjectName(QStringLiteral("runOfPoint"));
    m_run->setAccessibleName(tr("Which run of the point"));
    m_card->setToolTip(
        tr("The window is divided into %1 stretches; of each the samples of least and greatest depth are "
           "kept and the last count by state; what only repeats the one before is not.")
            .arg(lab::RunSeries::kSpans));
    m_run->setPrefix(tr("run "));
    m_run->setToolTip(tr("Which of the point's runs is drawn"));
    m_side->setToolTip(tr("Whose end of the connections the states are of"));
    describePlots();
    m_choice = makeChoice(shown);
    m_card->addToHeader(m_choice);
    m_card->addToHeader(m_side);
    m_card->addToHeader(m_run);
    m_stack->addWidget(makePlots());
    m_stack->addWidget(makeAbsence());
    m_card->body()->addWidget(m_stack, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);
    connect(m_run, &QSpinBox::valueChanged, this, &RunPlots::draw);
    connect(m_side, &widgets::Segments::chosen, this, [this](int side) {
        m_states->setHistory(side == 0 ? &m_histories.clientStates() : &m_histories.serverStates());
    });
    connect(m_again, &QPushButton::clicked, this, &RunPlots::runAgainWanted);
    draw();
}

RunPlots::~RunPlots() = default;

void RunPlots::describePlots() {
    m_depth->setObjectName(QStringLiteral("runDepth"));
    m_depth->setTitle(tr("Waiting"));
    m_depth->setToolTip(tr("Connections waiting for accept() (ss Recv-Q), and the limit (Send-Q)"));
    m_depth->setUnit(tr("connections"));
    m_depth->addSeries(tr("waiting"), &m_histories.depth(), {.meaning = Meaning::Waiting, .filled = true});
    m_depth->setLimit(&m_histories.limit());
    m_depth->setLeastTop(5);
    m_states->setObjectName(QStringLiteral("runStates"));
    m_states->setTitle(tr("States"));
    m_states->setToolTip(tr("Connections by TCP state, at the server or at the clients"));
    m_states->setUnit(tr("connections"));
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
}

QWidget* RunPlots::makePlots() {
    auto* plots = new QWidget;
    auto* layout = new QHBoxLayout(plots);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    for (const auto& [chip, plot] : m_shown) {
        plot->setMinimumWidth(kLeastPlot);
        layout->addWidget(plot, 1);
    }
    return plots;
}

QWidget* RunPlots::makeChoice(const std::vector<Plot>& shown) {
    const auto offer = [this](const QString& name, QWidget* plot) {
        auto* chip = new QPushButton(name);
        chip->setObjectName(QStringLiteral("chip"));
        chip->setCheckable(true);
        chip->setToolTip(plot->toolTip());
        m_shown.emplace_back(chip, plot);
    };
    offer(tr("Waiting"), m_depth);
    offer(tr("States"), m_states);
    offer(tr("Clients"), m_connections);
    offer(tr("Drops"), m_drops);
    for (const Plot plot : shown) {
        m_shown[static_cast<std::size_t>(plot)].first->setChecked(true);
    }
    auto* choice = new QWidget;
    auto* row = new QHBoxLayout(choice);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (const auto& [chip, plot] : m_shown) {
        row->addWidget(chip);
        connect(chip, &QPushButton::toggled, this, &RunPlots::followChoice);
    }
    return choice;
}

void RunPlots::followChoice() {
    for (const auto& [chip, plot] : m_shown) {
        plot->setVisible(chip->isChecked());
    }
    m_side->setVisible(m_drawn != nullptr && m_shown[static_cast<std::size_t>(Plot::States)].first->isChecked());
}

QVariantList RunPlots::choices() const {
    QVariantList shown;
    for (const auto& [chip, plot] : m_shown) {
        shown << chip->isChecked();
    }
    return shown;
}

void RunPlots::setChoices(const QVariantList& choices) {
    for (std::size_t i = 0; i < m_shown.size() && i < static_cast<std::size_t>(choices.size()); ++i) {
        m_shown[i].first->setChecked(choices[static_cast<qsizetype>(i)].toBool());
    }
}

QWidget* RunPlots::makeAbsence() {
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

void RunPlots::show(const QString& point, std::vector<Run> runs) {
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

void RunPlots::choose(unsigned repeat) {
    const auto found =
        std::find_if(m_runs.begin(), m_runs.end(), [repeat](const Run& run) { return run.repeat == repeat; });
    if (found != m_runs.end()) {
        m_run->setValue(static_cast<int>(found - m_runs.begin()) + 1);
    }
}

void RunPlots::setRunAgainPossible(bool possible) {
    m_again->setEnabled(possible);
}

void RunPlots::offerExports(ExportChoice& exports) {
    const auto offer = [&exports](auto* plot, const char* name) {
        exports.offer(plot,
                      [plot, file = QStringLiteral("run-") + QLatin1String(name)] { return sourceOf(*plot, file); });
        connect(plot, &plot::LinkedPlot::exportRequested, &exports, &ExportChoice::wanted);
    };
    offer(m_depth, "queue");
    offer(m_states, "states");
    offer(m_connections, "clients");
    offer(m_drops, "drops");
}

void RunPlots::draw() {
    const auto at = static_cast<std::size_t>(m_run->value() - 1);
    if (at < m_runs.size() && m_runs[at].series) {
        drawRun(m_runs[at]);
    } else {
        drawAbsence();
    }
}

void RunPlots::drawRun(const Run& run) {
    m_stack->setCurrentIndex(0);
    m_run->setVisible(m_runs.size() > 1);
    m_choice->show();
    note(run);
    if (m_drawn != run.series) {
        follow(run);
    }
    followChoice();
    m_goesOn = run.window.has_value();
}

/// A run that went on keeps what the user chose of the time axis.
void RunPlots::follow(const Run& run) {
    const auto& moments = run.series->moments;
    const bool wentOn = m_drawn && m_goesOn && run.series->samples >= m_drawn->samples;
    m_drawn = run.series;
    m_histories.set(*run.series);
    m_depth->setLimitLabel(moments.empty() ? QString() : tr("limit %1").arg(model::countText(moments.back().limit)));
    const Nanoseconds end = endOf(*run.series);
    if (!wentOn) {
        m_group.restart();
    }
    const double span = run.window ? spanOf(end, *run.window) : toSeconds(end);
    if (!wentOn || span != m_span) {
        m_span = span;
        m_group.setDefaultSpan(span);
    }
    m_group.advanceTo(end);
}

void RunPlots::note(const Run& run) {
    QStringList parts;
    if (!m_point.isEmpty()) {
        parts << m_point;
    }
    if (run.window || run.again) {
        parts << (run.window ? tr("running") : tr("run again just now"));
    }
    const auto samples = static_cast<double>(run.series->samples);
    parts << tr("%1 samples at %2 Hz")
                 .arg(model::countText(samples),
                      model::countText(std::round(samples / std::max(toSeconds(endOf(*run.series)), 0.001))));
    m_card->setNote(parts.join(QStringLiteral(" · ")));
}

void RunPlots::drawAbsence() {
    m_stack->setCurrentIndex(1);
    m_run->hide();
    m_side->hide();
    m_choice->hide();
    m_drawn.reset();
    followChoice();
    m_card->setNote(m_point);
    m_again->setVisible(!m_runs.empty());
    m_absence->setText(!m_runs.empty()     ? tr("The file keeps the figures of this run, not how it went.")
                       : m_point.isEmpty() ? tr("Queue, clients and drops of a run, over time, stand here.")
                                           : tr("No run of this point yet."));
}

} // namespace ls::pages
