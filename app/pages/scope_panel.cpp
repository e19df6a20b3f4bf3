// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/scope_panel.h"

#include "app/model/inspect_words.h"
#include "app/model/socket_words.h"
#include "app/model/words.h"
#include "app/pages/export_choice.h"
#include "app/pages/plot_source.h"
#include "app/plot/states_plot.h"
#include "app/plot/time_plot.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>
#include <cmath>

namespace ls::pages {

using plot::Meaning;
using plot::Shape;

namespace {

constexpr double kSpan = 60; ///< s, as long as the table's small curves
constexpr std::array kRates{100.0, 1000.0, 10000.0};
constexpr int kUsualRate = 1;

} // namespace

ScopePanel::ScopePanel(const model::ScopeSeries& series, QWidget* parent)
    : QWidget(parent)
    , m_series(series)
    , m_depth(new plot::TimePlot(&m_group))
    , m_drops(new plot::TimePlot(&m_group))
    , m_states(new plot::StatesPlot(&m_group, &series.states()))
    , m_lane(new plot::EventLane(&m_group))
    , m_title(new QLabel)
    , m_quality(new QLabel)
    , m_rate(new QComboBox) {
    m_group.setDefaultSpan(kSpan);
    setUpPlots();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 4);
    layout->setSpacing(2);
    layout->addWidget(makeHeader());
    layout->addWidget(m_depth, 5);
    layout->addWidget(m_drops, 3);
    layout->addWidget(m_states, 4);
    layout->addWidget(m_lane);
    restart(nullptr);
}

ScopePanel::~ScopePanel() = default;

void ScopePanel::setUpPlots() {
    m_depth->setTitle(tr("Waiting for accept()"));
    m_depth->setUnit(tr("connections"));
    m_depth->addSeries(tr("waiting"), &m_series.depth(),
                       {.meaning = Meaning::Waiting, .filled = true, .column = QStringLiteral("waiting")});
    m_depth->addSeries(tr("half-open"), &m_series.halfOpen(),
                       {.meaning = Meaning::Warning, .column = QStringLiteral("half_open")});
    m_depth->setLimit(&m_series.limit());
    m_depth->setLeastTop(5);
    m_drops->setTitle(tr("Dropped by this socket"));
    m_drops->setUnit(tr("packets per second"));
    m_drops->addSeries(tr("dropped"), &m_series.drops(),
                       {.meaning = Meaning::Loss, .filled = true, .column = QStringLiteral("drops_per_second")});
    m_drops->setLeastTop(1);
    m_states->setTitle(tr("Its connections by state"));
    m_states->setUnit(tr("connections"));
    m_lane->setTitle(tr("Events"));
    m_depth->setTimeLabelsVisible(false);
    m_drops->setTimeLabelsVisible(false);
}

QWidget* ScopePanel::makeHeader() {
    m_title->setObjectName(QStringLiteral("cardTitle"));
    m_quality->setObjectName(QStringLiteral("dim"));
    // Long names are cut rather than that the window grows.
    m_title->setMinimumWidth(40);
    m_quality->setMinimumWidth(1);
    for (const double rate : kRates) {
        m_rate->addItem(tr("%1 Hz").arg(model::countText(rate)), rate);
    }
    m_rate->setCurrentIndex(kUsualRate);
    m_rate->setToolTip(tr("How often the selected listener is looked at. 10,000 Hz cost a tenth of a core or more."));
    m_rate->setAccessibleName(tr("Sample rate"));
    connect(m_rate, &QComboBox::currentIndexChanged, this, &ScopePanel::rateChanged);
    auto* paused = new QLabel(tr("Paused · the collection goes on"));
    paused->setObjectName(QStringLiteral("paused"));
    paused->hide();
    connect(&m_group, &plot::TimeAxisGroup::pausedChanged, paused, &QWidget::setVisible);
    auto* toNow = new QPushButton(tr("Back to now"));
    toNow->setObjectName(QStringLiteral("flat"));
    toNow->hide();
    connect(toNow, &QPushButton::clicked, &m_group, &plot::TimeAxisGroup::reset);
    connect(&m_group, &plot::TimeAxisGroup::followingChanged, toNow, &QWidget::setHidden);
    auto* header = new QWidget;
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(paused);
    layout->addWidget(toNow);
    layout->addStretch(1);
    layout->addWidget(m_quality);
    layout->addWidget(m_rate);
    return header;
}

void ScopePanel::restart(const inspect::Listener* listener) {
    m_group.restart();
    m_group.setDefaultSpan(kSpan);
    m_lane->clear();
    m_bursts = 0;
    m_title->setText(listener == nullptr ? tr("Select a listener to see its queue") : model::listenerTitle(*listener));
    m_quality->clear();
    m_depth->setLimitLabel({});
}

void ScopePanel::show(const inspect::Snapshot& snapshot, const inspect::Listener& listener) {
    if (const QString title = model::listenerTitle(listener); title != m_title->text()) {
        m_title->setText(title);
    }
    if (listener.limit) {
        m_depth->setLimitLabel(tr("limit %1 (holds %2)")
                                   .arg(model::countText(*listener.limit),
                                        model::countText(static_cast<double>(listener.capacity.value_or(0)))));
    }
    showQuality(snapshot, listener);
    if (m_series.hiddenBursts().size() != m_bursts) {
        m_bursts = m_series.hiddenBursts().size();
        std::vector<plot::TimeBand> bands;
        for (const auto& burst : m_series.hiddenBursts()) {
            bands.push_back({burst.from, burst.to, {}, tr("burst between samples")});
        }
        m_group.setBands(std::move(bands));
    }
    m_group.advanceTo(snapshot.time - snapshot.began);
}

void ScopePanel::showQuality(const inspect::Snapshot& snapshot, const inspect::Listener& listener) {
    QString text;
    if (listener.closed) {
        text = tr("closed");
    } else if (const auto& selection = snapshot.selection; selection && selection->listener == listener.id) {
        text = !selection->problem.empty() ? QString::fromStdString(selection->problem)
                                           : tr("really %1 Hz · longest gap %2")
                                                 .arg(model::countText(std::round(selection->rateHz)),
                                                      model::durationText(toSeconds(selection->longestGap) * 1e6));
    }
    if (text != m_quality->text()) {
        m_quality->setText(text);
    }
}

void ScopePanel::addAlert(const inspect::Snapshot& snapshot, const inspect::Alert& alert) {
    const auto meaning = !alert.active                             ? Meaning::Good
                         : alert.kind == inspect::AlertKind::Drops ? Meaning::Loss
                                                                   : Meaning::Warning;
    m_lane->addEvent({toSeconds(alert.time - snapshot.began),
                      alert.active ? model::alertText(alert, snapshot) : tr("over"), meaning});
}

void ScopePanel::mark(const QString& text) {
    m_group.addMarker({m_group.now(), text});
    m_lane->addEvent({m_group.now(), text, Meaning::Plain});
}

double ScopePanel::rateHz() const {
    return m_rate->currentData().toDouble();
}

void ScopePanel::setRateHz(double rate) {
    const int place = m_rate->findData(rate);
    m_rate->setCurrentIndex(place < 0 ? kUsualRate : place);
}

void ScopePanel::offerExports(ExportChoice& exports) {
    const auto offer = [&exports](plot::LinkedPlot* plot, const QString& name) {
        exports.offer(plot, [plot, name] { return sourceOf(*plot, name); });
        connect(plot, &plot::LinkedPlot::exportRequested, &exports, &ExportChoice::wanted);
    };
    offer(m_depth, QStringLiteral("listener-queue"));
    offer(m_drops, QStringLiteral("listener-drops"));
    offer(m_states, QStringLiteral("listener-states"));
    offer(m_lane, QStringLiteral("listener-events"));
}

} // namespace ls::pages
