// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/sweep_view.h"

#include "app/pages/run_plots.h"
#include "app/pages/sweep_point_bar.h"
#include "app/pages/sweep_results.h"
#include "app/plot/sweep_chart.h"
#include "app/widgets/card.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ls::pages {

using model::Metric;

namespace {

QString hiddenKey() {
    return QStringLiteral("hidden");
}

QString metricsKey() {
    return QStringLiteral("metrics");
}

} // namespace

SweepView::SweepView(QWidget* parent)
    : QWidget(parent)
    , m_card(new widgets::Card(tr("What each value did")))
    , m_chart(new plot::SweepChart)
    , m_runs(new RunPlots({RunPlots::Plot::Waiting, RunPlots::Plot::Clients, RunPlots::Plot::Drops}))
    , m_points(new SweepPointBar)
    , m_results(new SweepResults)
    , m_splitter(new QSplitter(Qt::Vertical)) {
    m_splitter->setHandleWidth(8);
    m_splitter->addWidget(makeUpperPart());
    m_splitter->addWidget(m_results);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    resetLayout();
    connect(m_points, &SweepPointBar::moved, this, &SweepView::goTo);
    connect(m_chart, &plot::SweepChart::pointChosen, this, &SweepView::goTo);
    connect(m_chart, &plot::SweepChart::pointOpened, this, &SweepView::openInLab);
    connect(m_results, &SweepResults::chosen, this, &SweepView::goToRun);
    connect(m_results, &SweepResults::labWanted, this, &SweepView::labWanted);
    connect(m_points, &SweepPointBar::labWanted, this, [this] { emit labWanted(m_points->values()); });
    connect(m_runs, &RunPlots::runAgainWanted, this, [this] { emit runAgainWanted(m_points->values()); });
    connect(m_chart, &plot::SweepChart::exportRequested, this, &SweepView::exportRequested);
    connect(m_results, &SweepResults::exportRequested, this, &SweepView::exportRequested);
}

QWidget* SweepView::makeUpperPart() {
    m_card->addToHeader(makeMetricChoice());
    m_card->body()->addWidget(m_chart, 1);
    auto* upper = new QWidget;
    auto* layout = new QVBoxLayout(upper);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_card, 3);
    layout->addWidget(m_runs, 2);
    layout->addWidget(m_points);
    return upper;
}

QWidget* SweepView::makeMetricChoice() {
    auto* choice = new QWidget;
    auto* layout = new QHBoxLayout(choice);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (const Metric metric : model::kMetrics) {
        auto* chip = new QPushButton(model::metricTitle(metric));
        chip->setObjectName(QStringLiteral("chip"));
        chip->setCheckable(true);
        chip->setChecked(metric == Metric::AtOnce || metric == Metric::Drops);
        chip->setToolTip(model::metricHelp(metric));
        layout->addWidget(chip);
        m_metrics << chip;
        connect(chip, &QPushButton::toggled, this, &SweepView::drawChart);
    }
    return choice;
}

const model::SweepData& SweepView::data() const {
    return m_results->data();
}

void SweepView::reset(model::SweepData data, const QString& hint) {
    m_hint = hint;
    m_recommendation.reset();
    m_again.clear();
    m_chart->showAll();
    m_points->setData(data);
    m_results->reset(std::move(data));
    drawChart();
    showRuns();
}

void SweepView::append(const sweep::SweepRow& row) {
    m_results->append(row);
    m_points->setData(data());
    drawChart();
    if (row.values == m_points->values()) {
        showRuns();
    }
}

void SweepView::setAgain(const sweep::SweepRow& row) {
    m_again[row.values] = row.series;
    showRuns();
}

void SweepView::setRunAgainPossible(bool possible) {
    m_runs->setRunAgainPossible(possible);
}

void SweepView::showRuns() {
    const std::vector<std::string> at = m_points->values();
    std::vector<const sweep::SweepRow*> rows;
    for (const sweep::SweepRow& row : data().rows) {
        if (row.values == at) {
            rows.push_back(&row);
        }
    }
    std::sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->repeat < b->repeat; });
    std::vector<RunPlots::Run> runs;
    const auto again = m_again.find(at);
    if (again != m_again.end()) {
        runs.push_back({0, again->second, true});
    } else {
        std::transform(rows.begin(), rows.end(), std::back_inserter(runs), [](const auto* row) {
            return RunPlots::Run{row->repeat, row->series, false};
        });
    }
    m_runs->show(m_points->placeText(), std::move(runs));
}

void SweepView::openInLab(std::size_t first, std::size_t second) {
    goTo(first, second);
    emit labWanted(m_points->values());
}

void SweepView::setRecommendation(const std::optional<sweep::Recommendation>& recommendation) {
    m_recommendation = recommendation;
    if (recommendation && recommendation->value && !isEmpty()) {
        const auto place = model::axisOf(data().knobs.front()).indexOf(*recommendation->value);
        goTo(place.value_or(0), m_points->second());
    }
    drawChart();
}

std::vector<Metric> SweepView::shownMetrics() const {
    std::vector<Metric> shown;
    for (std::size_t i = 0; i < model::kMetrics.size(); ++i) {
        if (m_metrics[static_cast<qsizetype>(i)]->isChecked()) {
            shown.push_back(model::kMetrics[i]);
        }
    }
    return shown;
}

void SweepView::goTo(std::size_t first, std::size_t second) {
    m_points->setPlace(first, second);
    m_results->select(m_points->values());
    drawChart();
    showRuns();
}

void SweepView::goToRun(const std::vector<std::string>& values, unsigned repeat) {
    const auto& knobs = data().knobs;
    const auto first = model::axisOf(knobs.front()).indexOf(values.front());
    const auto second = model::axisOf(knobs.back()).indexOf(values.back());
    if (first && second) {
        m_points->setPlace(*first, knobs.size() > 1 ? *second : 0);
        drawChart();
        showRuns();
        m_runs->choose(repeat);
    }
}

void SweepView::drawChart() {
    note();
    const std::vector<Metric> shown = shownMetrics();
    if (isEmpty() || shown.empty()) {
        m_chart->showHint(isEmpty() ? m_hint : tr("Choose above what to show."));
        return;
    }
    plot::SweepShown view{data(), shown, m_points->first(), m_points->second(), {}, {}};
    if (m_recommendation && m_recommendation->value) {
        view.recommended = model::axisOf(data().knobs.front()).indexOf(*m_recommendation->value);
        view.recommendedText =
            tr("%1 is enough: nothing lost or late from here on").arg(QString::fromStdString(*m_recommendation->value));
    }
    m_chart->show(view);
}

void SweepView::note() {
    const auto& rows = data().rows;
    const bool repeated = std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.repeat > 0; });
    m_card->setNote(data().knobs.size() > 1 && !shownMetrics().empty()
                        ? tr("median of: %1").arg(model::metricTitle(shownMetrics().front()))
                    : repeated ? tr("min, median, max")
                               : QString());
}

void SweepView::offer(widgets::ExportSource& source) {
    source.markdown = [this] { return m_results->markdown(); };
    if (!m_chart->isEmpty()) {
        source.image = [this](int scale) { return m_chart->image(scale); };
        source.svg = [this] { return m_chart->svg(); };
        source.pdf = [this] { return m_chart->pdf(); };
    }
}

QVariantMap SweepView::choices() const {
    QVariantList shown;
    for (const QPushButton* chip : m_metrics) {
        shown << chip->isChecked();
    }
    return {{metricsKey(), shown}, {hiddenKey(), m_results->hiddenColumns()}};
}

void SweepView::setChoices(const QVariantMap& choices) {
    const QVariantList shown = choices.value(metricsKey()).toList();
    for (qsizetype i = 0; i < m_metrics.size() && i < shown.size(); ++i) {
        m_metrics[i]->setChecked(shown[i].toBool());
    }
    if (choices.contains(hiddenKey())) {
        m_results->setHiddenColumns(choices.value(hiddenKey()).toStringList());
    }
}

QByteArray SweepView::layoutState() const {
    return m_splitter->saveState();
}

void SweepView::setLayoutState(const QByteArray& state) {
    m_splitter->restoreState(state);
}

void SweepView::resetLayout() {
    m_splitter->setSizes({600, 200});
    m_results->setHiddenColumns(SweepResults::standardHiddenColumns());
}

} // namespace ls::pages
