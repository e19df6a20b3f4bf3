// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/lab_plots.h"

#include "app/model/lab_words.h"
#include "app/model/words.h"
#include "app/pages/export_choice.h"
#include "app/pages/plot_source.h"
#include "app/plot/latency_heat_map.h"
#include "app/plot/latency_histogram_plot.h"
#include "app/plot/states_plot.h"
#include "app/plot/time_plot.h"
#include "app/widgets/segments.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

namespace ls::pages {

using plot::Meaning;
using plot::Shape;

namespace {

constexpr double kOneDrag = 0.4; ///< s between two backlogs of the same movement of the slider
constexpr std::size_t kMostBands = 8;

Meaning meaningOf(lab::EventKind kind) {
    using lab::EventKind;
    switch (kind) {
    case EventKind::BacklogChanged:
        return Meaning::Waiting;
    case EventKind::AcceptChanged:
        return Meaning::Warning;
    case EventKind::LoadStarted:
    case EventKind::LoadEnded:
        return Meaning::Info;
    case EventKind::FirstDrop:
    case EventKind::OpenerGone:
    case EventKind::Trouble:
        return Meaning::Loss;
    case EventKind::SysctlChanged:
    case EventKind::WireChanged:
    case EventKind::Marker:
        break;
    }
    return Meaning::Plain;
}

} // namespace

LabPlots::LabPlots(const model::LabSeries& series, QWidget* parent)
    : QWidget(parent)
    , m_series(series)
    , m_depth(new plot::TimePlot(&m_group))
    , m_states(new plot::StatesPlot(&m_group, &series.clientStates()))
    , m_rates(new plot::TimePlot(&m_group))
    , m_latency(new plot::LatencyHeatMap(&m_group, &series.latencies()))
    , m_reactors(new plot::TimePlot(&m_group))
    , m_histogram(new plot::LatencyHistogramPlot)
    , m_lane(new plot::EventLane(&m_group))
    , m_side(new widgets::Segments({tr("Client"), tr("Server")})) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto* bar = new QHBoxLayout;
    layout->addLayout(bar);
    makePlots();
    makeBar(*bar);
    layout->addWidget(makeStack(), 1);
    m_lane->setTitle(tr("Events"));
    resetLayout();
    restart(0);
}

LabPlots::~LabPlots() = default;

/// Scrolls where the window is too low for all that were chosen.
QWidget* LabPlots::makeStack() {
    auto* stack = new QWidget;
    stack->setObjectName(QStringLiteral("scrolled"));
    auto* layout = new QVBoxLayout(stack);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (const Shown& each : m_shown) {
        layout->addWidget(each.plot, 1);
    }
    layout->addWidget(m_lane);
    auto* scroll = new QScrollArea;
    scroll->setWidget(stack);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

void LabPlots::makePlots() {
    makeTimePlots();
    m_states->setTitle(tr("Connection states"));
    m_states->setUnit(tr("connections"));
    m_latency->setTitle(tr("Connect latency"));
    m_latency->setUnit(tr("bands: this kernel's SYN retransmits"));
    m_histogram->setTitle(tr("Connect latency, all loads"));
    offerChoice(tr("Queue"), tr("Connections waiting for accept(), and the limit"), m_depth, true);
    offerChoice(tr("States"), tr("Connections by TCP state, at the server or at the clients"), m_states, true);
    offerChoice(tr("Rates"), tr("Accepts, arrivals and losses per second"), m_rates, true);
    offerChoice(tr("Latency"), tr("How long connect() took, over time"), m_latency, true);
    offerChoice(tr("Histogram"), tr("How many connects took how long"), m_histogram, false);
    offerChoice(tr("Reactors"), tr("Connections accepted by each reactor"), m_reactors, false);
}

void LabPlots::makeTimePlots() {
    m_depth->setTitle(tr("Waiting for accept()"));
    m_depth->setUnit(tr("connections"));
    m_depth->addSeries(tr("waiting"), &m_series.depth(),
                       {.meaning = Meaning::Waiting, .filled = true, .column = QStringLiteral("waiting")});
    m_depth->setLimit(&m_series.limit());
    m_depth->setLeastTop(5);
    m_rates->setTitle(tr("Per second"));
    m_rates->setUnit(tr("per second"));
    m_rates->addSeries(tr("accepts"), &m_series.accepts(),
                       {.meaning = Meaning::Good, .shape = Shape::Line, .column = QStringLiteral("accepts_per_s")});
    m_rates->addSeries(tr("arrivals"), &m_series.arrivals(),
                       {.meaning = Meaning::Info, .shape = Shape::Line, .column = QStringLiteral("arrivals_per_s")});
    m_rates->addSeries(tr("overflows"), &m_series.overflows(),
                       {.meaning = Meaning::Loss, .shape = Shape::Line, .column = QStringLiteral("overflows_per_s")});
    m_rates->addSeries(tr("other drops"), &m_series.otherDrops(),
                       {.meaning = Meaning::Warning,
                        .shape = Shape::Line,
                        .dashed = true,
                        .column = QStringLiteral("other_drops_per_s")});
    m_reactors->setTitle(tr("Accepted per reactor"));
    m_reactors->setUnit(tr("connections"));
}

void LabPlots::offerChoice(const QString& name, const QString& help, QWidget* plot, bool atFirst) {
    auto* chip = new QPushButton(name);
    chip->setObjectName(QStringLiteral("chip"));
    chip->setCheckable(true);
    chip->setToolTip(help);
    connect(chip, &QPushButton::toggled, this, &LabPlots::followChoice);
    m_shown.push_back({chip, plot, atFirst});
}

void LabPlots::makeBar(QHBoxLayout& bar) {
    bar.setSpacing(6);
    for (const Shown& each : m_shown) {
        bar.addWidget(each.chip);
    }
    bar.addStretch(1);
    m_side->setToolTip(tr("Whose end of the connections the states are of"));
    bar.addWidget(m_side);
    connect(m_side, &widgets::Segments::chosen, this, [this](int side) {
        m_states->setHistory(side == 0 ? &m_series.clientStates() : &m_series.serverStates());
    });
}

QList<QWidget*> LabPlots::makeSigns() {
    m_paused = new QLabel(tr("Paused · the collection goes on"));
    m_paused->setObjectName(QStringLiteral("paused"));
    m_paused->hide();
    auto* toNow = new QPushButton(tr("Back to now"));
    toNow->setObjectName(QStringLiteral("flat"));
    toNow->hide();
    connect(toNow, &QPushButton::clicked, &m_group, &plot::TimeAxisGroup::reset);
    connect(&m_group, &plot::TimeAxisGroup::followingChanged, toNow, &QWidget::setHidden);
    return {m_paused, toNow};
}

void LabPlots::followChoice() {
    plot::LinkedPlot* lowest = nullptr;
    for (const Shown& each : m_shown) {
        each.plot->setVisible(each.chip->isChecked());
        auto* linked = qobject_cast<plot::LinkedPlot*>(each.plot);
        if (linked != nullptr) {
            linked->setTimeLabelsVisible(false);
            lowest = each.chip->isChecked() ? linked : lowest;
        }
    }
    if (lowest != nullptr) {
        lowest->setTimeLabelsVisible(true);
    }
    m_side->setVisible(m_shown[1].chip->isChecked());
}

void LabPlots::restart(unsigned reactors) {
    m_group.restart();
    m_lane->clear();
    m_lastBacklog.reset();
    m_bursts = 0;
    m_histogram->setHistogram(HistogramSnapshot());
    m_reactors->clearSeries();
    for (unsigned i = 0; i < reactors; ++i) {
        m_reactors->addSeries(tr("reactor %1").arg(i), &m_series.perReactor()[i],
                              {.column = QStringLiteral("reactor_%1").arg(i)});
    }
}

void LabPlots::show(const lab::LiveSnapshot& snapshot) {
    m_depth->setLimitLabel(
        tr("limit %1 (holds %2)")
            .arg(model::countText(snapshot.limit), model::countText(static_cast<double>(snapshot.capacity))));
    showBands(snapshot.model);
    if (m_series.hiddenBursts().size() != m_bursts) {
        m_bursts = m_series.hiddenBursts().size();
        std::vector<plot::TimeBand> bands;
        for (const auto& burst : m_series.hiddenBursts()) {
            bands.push_back({burst.from, burst.to, {}, tr("burst between samples")});
        }
        m_group.setBands(std::move(bands));
    }
    if (m_histogram->isVisible()) {
        m_histogram->setHistogram(snapshot.connectLatency);
    }
    flushBacklog(toSeconds(snapshot.time));
    m_group.advanceTo(snapshot.time);
}

void LabPlots::showBands(const kernel::QueueModel& model) {
    if (model.synRetransmits == m_bandTimes) {
        return;
    }
    m_bandTimes = model.synRetransmits;
    plot::LatencyBands bands;
    for (std::size_t i = 0; i < std::min(kMostBands, m_bandTimes.size()); ++i) {
        const double at = toSeconds(m_bandTimes[i]);
        bands.push_back({at * 0.98, at * 1.08, tr("%1 s").arg(at)});
    }
    m_latency->setBands(bands);
    m_histogram->setBands(bands);
}

void LabPlots::add(const lab::RunEvent& event) {
    plot::LaneEvent shown{toSeconds(event.time), model::eventText(event), meaningOf(event.kind)};
    if (event.kind == lab::EventKind::BacklogChanged) {
        flushBacklog(shown.time);
        m_lastBacklog = std::move(shown);
        return;
    }
    flushBacklog(shown.time + 2 * kOneDrag);
    if (event.kind == lab::EventKind::Marker) {
        m_group.addMarker({shown.time, shown.text});
    }
    m_lane->addEvent(std::move(shown));
}

void LabPlots::flushBacklog(double now) {
    if (m_lastBacklog && now - m_lastBacklog->time > kOneDrag) {
        m_lane->addEvent(*std::exchange(m_lastBacklog, std::nullopt));
    }
}

void LabPlots::setPaused(bool paused) {
    m_group.setPaused(paused);
    if (m_paused != nullptr) {
        m_paused->setVisible(paused);
    }
}

void LabPlots::offerExports(ExportChoice& exports) {
    const auto offer = [&exports](auto* plot, const char* name) {
        exports.offer(plot,
                      [plot, file = QStringLiteral("lab-") + QLatin1String(name)] { return sourceOf(*plot, file); });
        connect(plot, &std::remove_pointer_t<decltype(plot)>::exportRequested, &exports, &ExportChoice::wanted);
    };
    offer(m_depth, "queue");
    offer(m_rates, "rates");
    offer(m_latency, "latency");
    offer(m_histogram, "histogram");
    offer(m_reactors, "reactors");
    offer(m_lane, "events");
    exports.offer(m_states, [this] { return statesSource(); });
    connect(m_states, &plot::LinkedPlot::exportRequested, &exports, &ExportChoice::wanted);
}

/// Says of whose end the states are.
widgets::ExportSource LabPlots::statesSource() const {
    const char* side = m_side->current() == 0 ? "client" : "server";
    auto source = sourceOf(*m_states, QStringLiteral("lab-states-") + QLatin1String(side));
    source.table = [side, rows = source.table](widgets::ExportRange range) {
        widgets::ExportTable table = rows(range);
        table.preamble.emplace_back("side", side);
        return table;
    };
    return source;
}

record::CsvPreamble LabPlots::eventLines() const {
    record::CsvPreamble lines;
    const plot::PlotData events = m_lane->data();
    events.visit(events.range, [&](const QStringList& event) {
        lines.emplace_back("event", QStringLiteral("%1 s, %2").arg(event.front(), event.back()).toStdString());
    });
    return lines;
}

QVariantMap LabPlots::choices() const {
    QVariantList shown;
    for (const Shown& each : m_shown) {
        shown << each.chip->isChecked();
    }
    return {{QStringLiteral("plots"), shown}};
}

void LabPlots::setChoices(const QVariantMap& choices) {
    const QVariantList shown = choices.value(QStringLiteral("plots")).toList();
    for (std::size_t i = 0; i < m_shown.size() && i < static_cast<std::size_t>(shown.size()); ++i) {
        m_shown[i].chip->setChecked(shown[static_cast<qsizetype>(i)].toBool());
    }
}

void LabPlots::resetLayout() {
    for (const Shown& each : m_shown) {
        each.chip->setChecked(each.atFirst);
    }
    followChoice();
}

} // namespace ls::pages
