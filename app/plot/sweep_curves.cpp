// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/sweep_curves.h"

#include "app/model/words.h"
#include "app/plot/sweep_ticks.h"

#include <QCoreApplication>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ls::plot {

using model::Metric;

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(SweepChart)
};

constexpr double kLogSpan = 50; ///< times that spread wider are drawn on a log axis
constexpr double kUsPerMs = 1000;
constexpr double kHeadroom = 1.08;
constexpr double kFootroom = 0.02;
constexpr double kBand = 0.16;

QColor colourOf(Metric metric, const Theme& theme) {
    switch (metric) {
    case Metric::AtOnce:
        return theme.good;
    case Metric::Drops:
        return theme.loss;
    case Metric::ConnectP99:
        return theme.retransmit;
    case Metric::QueueMax:
        break;
    }
    return theme.waiting;
}

QColor translucent(QColor colour, double alpha) {
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

QCPRange padded(const model::SweepAxis& axis) {
    const double first = axis.positions.front();
    const double last = axis.positions.back();
    if (axis.isLog) {
        const double pad = std::pow(last / first, 0.035);
        return {first / pad, last * pad};
    }
    const double pad = last > first ? (last - first) * 0.035 : 1;
    return {first - pad, last + pad};
}

void setRange(QCPAxis& axis, double low, double high, bool isLog) {
    axis.setScaleType(isLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (isLog) {
        axis.setTicker(QSharedPointer<QCPAxisTickerLog>(new QCPAxisTickerLog));
        axis.setRange(low / 1.5, high * 1.5);
        axis.setNumberFormat(QStringLiteral("gb"));
        axis.setNumberPrecision(3);
        return;
    }
    axis.setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    // A little below 0, so that a point that stands there is whole.
    const double top = high > 0 ? high * kHeadroom : 1;
    axis.setRange(-top * kFootroom, top);
    axis.setNumberFormat(QStringLiteral("f"));
    axis.setNumberPrecision(high >= 10 || high == 0 ? 0 : high >= 1 ? 1 : 2);
}

} // namespace

SweepCurves::SweepCurves(QCustomPlot& plot)
    : m_plot(plot)
    , m_reason(new QCPTextElement(&plot)) {
    m_reason->setTextFlags(Qt::AlignRight | Qt::AlignVCenter);
    m_reason->setMargins(QMargins(4, 0, 12, 0));
    auto* legend = new QCPLegend;
    // A row above the axes: the legend at its left, the reason for the recommendation at its right.
    auto* row = new QCPLayoutGrid;
    m_plot.plotLayout()->insertRow(0);
    m_plot.plotLayout()->addElement(0, 0, row);
    row->addElement(0, 0, legend);
    row->addElement(0, 1, m_reason);
    row->setColumnStretchFactor(0, 0.001);
    m_plot.plotLayout()->setRowStretchFactor(0, 0.001);
    m_plot.plotLayout()->setRowSpacing(0);
    m_plot.axisRect()->setMinimumMargins(QMargins(0, 4, 10, 0));
    m_plot.legend = legend;
    legend->setLayer(QStringLiteral("legend"));
    legend->setFillOrder(QCPLegend::foColumnsFirst);
    legend->setMargins(QMargins(4, 0, 4, 0));
    legend->setColumnSpacing(18);
    m_plot.setAutoAddPlottableToLegend(false);
}

void SweepCurves::draw(const SweepShown& shown, const Theme& theme) {
    m_shown = shown;
    m_axis = model::axisOf(shown.data.knobs.front());
    m_counts = {};
    m_times = {};
    m_plot.clearGraphs();
    m_plot.clearItems();
    m_recommendation = nullptr;
    m_reason->setText({});
    m_plot.legend->clearItems();
    for (const Metric metric : shown.metrics) {
        addMetric(metric, theme);
    }
    setUpAxes(theme);
    addMarks(theme);
    addRecommendation(theme);
}

void SweepCurves::addMetric(Metric metric, const Theme& theme) {
    const QColor colour = colourOf(metric, theme);
    QCPAxis* values = model::isTime(metric) ? m_plot.yAxis2 : m_plot.yAxis;
    const double unit = model::isTime(metric) ? kUsPerMs : 1;
    QCPGraph* low = m_plot.addGraph(m_plot.xAxis, values);
    QCPGraph* high = m_plot.addGraph(m_plot.xAxis, values);
    QCPGraph* middle = m_plot.addGraph(m_plot.xAxis, values);
    const model::Series series = model::seriesOf(m_shown.data, metric);
    Extent& extent = model::isTime(metric) ? m_times : m_counts;
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (!series[i]) {
            continue;
        }
        const double x = m_axis.positions[i];
        low->addData(x, series[i]->min / unit);
        high->addData(x, series[i]->max / unit);
        middle->addData(x, series[i]->median / unit);
        extent.high = std::max(extent.high, series[i]->max / unit);
        if (const double least = series[i]->min / unit; least > 0) {
            extent.low = extent.low > 0 ? std::min(extent.low, least) : least;
        }
    }
    low->setPen(Qt::NoPen);
    high->setPen(Qt::NoPen);
    high->setBrush(translucent(colour, kBand));
    high->setChannelFillGraph(low);
    middle->setPen(QPen(colour, 1.6));
    middle->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(colour), QBrush(colour), 6));
    middle->setAntialiased(true);
    middle->setAntialiasedFill(true);
    middle->setName(model::metricTitle(metric));
    middle->addToLegend();
    for (QCPGraph* graph : {low, high, middle}) {
        graph->setSelectable(QCP::stNone);
    }
}

void SweepCurves::setUpAxes(const Theme& theme) {
    const auto has = [&](auto predicate) {
        return std::any_of(m_shown.metrics.begin(), m_shown.metrics.end(), predicate);
    };
    const bool counts = has([](Metric m) { return !model::isTime(m); });
    const bool times = has(model::isTime);
    applyTheme(m_plot, theme);
    m_plot.xAxis->setScaleType(m_axis.isLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot.xAxis->setRange(padded(m_axis));
    m_plot.xAxis->setLabel(m_axis.name);
    const bool packets = has([](Metric m) { return m == Metric::Drops; });
    const bool connections = has([](Metric m) { return m == Metric::AtOnce || m == Metric::QueueMax; });
    m_plot.yAxis->setLabel(packets && connections ? Words::tr("connections, packets")
                           : packets              ? model::metricUnit(Metric::Drops)
                                                  : model::metricUnit(Metric::AtOnce));
    m_plot.yAxis->setVisible(counts || !times);
    m_plot.yAxis2->setVisible(times);
    m_plot.yAxis2->setLabel(Words::tr("connect p99 (ms)"));
    m_plot.yAxis->grid()->setVisible(counts || !times);
    m_plot.yAxis2->grid()->setVisible(times && !counts);
    setRange(*m_plot.yAxis, 0, m_counts.high, false);
    setRange(*m_plot.yAxis2, m_times.low, m_times.high, m_times.low > 0 && m_times.high > kLogSpan * m_times.low);
}

void SweepCurves::addMarks(const Theme& theme) {
    if (m_shown.current >= m_axis.size() || m_shown.data.rows.empty()) {
        return;
    }
    auto* line = new QCPItemStraightLine(&m_plot);
    line->setPen(QPen(theme.dimText, 1));
    line->point1->setCoords(m_axis.positions[m_shown.current], 0.5);
    line->point1->setTypeY(QCPItemPosition::ptAxisRectRatio);
    line->point2->setCoords(m_axis.positions[m_shown.current], 1);
    line->point2->setTypeY(QCPItemPosition::ptAxisRectRatio);
    line->setSelectable(false);
}

void SweepCurves::addRecommendation(const Theme& theme) {
    if (!m_shown.recommended || *m_shown.recommended >= m_axis.size()) {
        return;
    }
    const double x = m_axis.positions[*m_shown.recommended];
    auto* line = new QCPItemStraightLine(&m_plot);
    line->setPen(QPen(theme.waiting, 2, Qt::DashLine));
    line->setSelectable(false);
    auto* text = new QCPItemText(&m_plot);
    m_recommendation = text;
    for (QCPItemPosition* position : {line->point1, line->point2, text->position}) {
        position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        position->setCoords(x, position == line->point2 ? 1 : 0.5);
    }
    const QCPRange range = m_plot.xAxis->range();
    const double middle = m_axis.isLog ? std::sqrt(range.lower * range.upper) : range.center();
    text->setPositionAlignment(x > middle ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    text->setText(m_axis.labels.value(static_cast<qsizetype>(*m_shown.recommended)));
    text->setFont(m_plot.font());
    text->setColor(theme.surface);
    text->setBrush(theme.waiting);
    text->setPen(QPen(theme.waiting, 1));
    text->setPadding(QMargins(10, 4, 10, 4));
    text->setSelectable(false);
    m_reason->setText(m_shown.recommendedText);
    m_reason->setFont(m_plot.font());
    m_reason->setTextColor(theme.waiting);
}

void SweepCurves::fitLabels() {
    if (m_axis.size() > 0) {
        labelValues(*m_plot.xAxis, m_axis.positions, m_axis.labels, m_shown.recommended);
    }
    if (m_recommendation != nullptr) {
        moveOffTheCurves(*m_recommendation);
    }
}

void SweepCurves::moveOffTheCurves(QCPItemText& text) const {
    double best = std::numeric_limits<double>::max();
    double place = text.position->coords().y();
    for (const double candidate : {0.5, 0.3, 0.7, 0.14, 0.86}) {
        text.position->setCoords(text.position->coords().x(), candidate);
        const QRectF area(text.topLeft->pixelPosition(), text.bottomRight->pixelPosition());
        const double crossed = lengthInside(area);
        if (crossed < best) {
            best = crossed;
            place = candidate;
        }
    }
    text.position->setCoords(text.position->coords().x(), place);
}

double SweepCurves::lengthInside(const QRectF& area) const {
    constexpr int kSteps = 40; ///< looks per piece of a curve
    double inside = 0;
    for (int g = 0; g < m_plot.graphCount(); ++g) {
        const QCPGraph& graph = *m_plot.graph(g);
        for (int i = 1; i < graph.dataCount(); ++i) {
            const QPointF from = graph.coordsToPixels(graph.dataMainKey(i - 1), graph.dataMainValue(i - 1));
            const QPointF to = graph.coordsToPixels(graph.dataMainKey(i), graph.dataMainValue(i));
            for (int step = 0; step <= kSteps; ++step) {
                inside += area.contains(from + (to - from) * step / kSteps) ? QLineF(from, to).length() / kSteps : 0;
            }
        }
    }
    return inside;
}

std::optional<std::size_t> SweepCurves::placeAt(double pixel) const {
    std::optional<std::size_t> nearest;
    double best = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < m_axis.size(); ++i) {
        const double distance = std::abs(m_plot.xAxis->coordToPixel(m_axis.positions[i]) - pixel);
        if (distance < best) {
            best = distance;
            nearest = i;
        }
    }
    return nearest;
}

QString SweepCurves::describe(std::size_t place) const {
    QString text = QStringLiteral("%1 = %2").arg(m_axis.name, m_axis.labels.value(static_cast<qsizetype>(place)));
    for (const Metric metric : m_shown.metrics) {
        text += QLatin1Char('\n') + model::spreadText(metric, model::seriesOf(m_shown.data, metric)[place]);
    }
    return text;
}

} // namespace ls::plot
