// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/latency_histogram_plot.h"

#include "app/plot/histogram_bars.h"
#include "app/plot/plot_data.h"
#include "app/plot/plot_format.h"
#include "app/plot/plot_header.h"
#include "app/plot/plot_picture.h"
#include "app/plot/tickers.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>

namespace ls::plot {

namespace {

class DecadeTicker final : public QCPAxisTicker {
    void generate(const QCPRange& range, const QLocale&, QChar, int, QVector<double>& ticks, QVector<double>* subTicks,
                  QVector<QString>* labels) override {
        ticks.clear();
        if (subTicks) {
            subTicks->clear();
        }
        for (double tick = 1; tick <= range.upper * 1.001; tick *= 10) {
            ticks.append(tick);
            if (labels) {
                labels->resize(ticks.size());
                labels->back() = formatShort(tick);
            }
        }
    }
};

} // namespace

LatencyHistogramPlot::LatencyHistogramPlot(QWidget* parent)
    : QWidget(parent)
    , m_canvas(new QCustomPlot(this)) {
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->addWidget(m_canvas);
    setupCanvas();
}

LatencyHistogramPlot::~LatencyHistogramPlot() = default;

void LatencyHistogramPlot::setupCanvas() {
    m_canvas->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_canvas->setNotAntialiasedElements(QCP::aeAll);
    m_canvas->setAutoAddPlottableToLegend(false);
    m_canvas->plotLayout()->clear();
    m_area = new QCPAxisRect(m_canvas, false);
    m_area->setAutoMargins(QCP::msNone);
    for (const auto type : {QCPAxis::atBottom, QCPAxis::atLeft}) {
        QCPAxis* axis = m_area->addAxis(type);
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
        axis->grid()->setVisible(true);
        axis->setTickLength(0, 0);
        axis->setTickLabelPadding(6);
        axis->setScaleType(QCPAxis::stLogarithmic);
    }
    m_area->axis(QCPAxis::atBottom)->setTicker(QSharedPointer<LatencyTicker>::create());
    m_area->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<DecadeTicker>::create());
    m_header = new PlotHeader(m_canvas, [this] { return m_entries; });
    m_canvas->plotLayout()->setMargins(QMargins(6, 2, 6, 2));
    m_canvas->plotLayout()->setRowSpacing(2);
    m_canvas->plotLayout()->addElement(0, 0, m_header);
    m_canvas->plotLayout()->addElement(1, 0, m_area);
    m_header->setUnit(tr("connects"));
    m_bars = new HistogramBars(m_area);
    applyRanges();
}

void LatencyHistogramPlot::setTitle(const QString& title) {
    m_title = title;
    m_header->setTitle(title);
    setAccessibleName(tr("Plot: %1").arg(title));
    replot();
}

void LatencyHistogramPlot::setHistogram(const HistogramSnapshot& histogram) {
    LatencySteps counts{};
    for (std::size_t i = 0; i < histogram.buckets().size(); ++i) {
        if (histogram.buckets()[i] > 0) {
            const Nanoseconds middle(static_cast<std::int64_t>(histogram::middleOf(i)));
            counts[latency_steps::stepOf(middle)] += static_cast<std::uint32_t>(histogram.buckets()[i]);
        }
    }
    m_bars->setCounts(counts);
    std::vector<HistogramBars::Percentile> lines;
    m_entries.clear();
    for (const auto& [name, fraction] : {std::pair(tr("p50"), 0.5), std::pair(tr("p99"), 0.99)}) {
        if (const auto value = histogram.percentile(fraction)) {
            lines.push_back({name, toSeconds(*value)});
            m_entries.push_back({.name = name, .colour = m_theme.text, .text = formatSpan(toSeconds(*value))});
        }
    }
    m_bars->setPercentiles(std::move(lines));
    applyRanges();
    replot();
}

void LatencyHistogramPlot::setBands(LatencyBands bands) {
    m_bars->setBands(std::move(bands));
    replot();
}

void LatencyHistogramPlot::applyRanges() {
    double low = 1e-4;
    double high = 10;
    std::uint32_t most = 0;
    const LatencySteps& counts = m_bars->counts();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        most = std::max(most, counts[i]);
        if (counts[i] > 0) {
            low = std::min(low, toSeconds(latency_steps::beginOf(i)));
            high = std::max(high, toSeconds(latency_steps::beginOf(i + 1)));
        }
    }
    const auto decade = [](double value, auto round) { return std::pow(10, round(std::log10(value))); };
    m_area->axis(QCPAxis::atBottom)
        ->setRange(decade(low * 1.0001, [](double x) { return std::floor(x); }),
                   decade(high * 0.9999, [](double x) { return std::ceil(x); }));
    // From below one, so that a single connect has a bar.
    m_area->axis(QCPAxis::atLeft)->setRange(0.6, std::max(12.0, most * 2.0));
}

void LatencyHistogramPlot::replot() {
    if (isVisible()) {
        m_canvas->replot(QCustomPlot::rpQueuedReplot);
    }
}

void LatencyHistogramPlot::applyTheme() {
    m_theme = themeFor(palette());
    m_canvas->setFont(font());
    ls::plot::applyTheme(*m_canvas, m_theme);
    m_header->setTheme(m_theme);
    m_bars->setTheme(m_theme);
    for (LegendEntry& entry : m_entries) {
        entry.colour = m_theme.text;
    }
    const QFontMetrics metrics(m_canvas->font());
    m_area->setMargins(QMargins(metrics.horizontalAdvance(QStringLiteral("000 ms")) + 8, metrics.height() / 2,
                                metrics.horizontalAdvance(QStringLiteral("000")), metrics.height() + 8));
    m_header->setMinimumSize(10, metrics.height() + 4);
    m_header->setMaximumSize(QWIDGETSIZE_MAX, metrics.height() + 4);
    m_area->axis(QCPAxis::atBottom)->ticker()->setTickCount(std::max(2, width() / 60));
    replot();
}

QString LatencyHistogramPlot::textAt(QPoint position) const {
    const double latency = m_area->axis(QCPAxis::atBottom)->pixelToCoord(m_canvas->mapFrom(this, position).x());
    const std::size_t step = latency_steps::stepOf(Nanoseconds(static_cast<std::int64_t>(latency * 1e9)));
    const std::uint32_t count = m_bars->counts()[step];
    return count == 0 ? QString()
                      : tr("%1 to %2: %n connect(s)", nullptr, static_cast<int>(count))
                            .arg(formatSpan(toSeconds(latency_steps::beginOf(step))),
                                 formatSpan(toSeconds(latency_steps::beginOf(step + 1))));
}

QStringList LatencyHistogramPlot::dataHeader() const {
    return latencyColumns();
}

std::vector<QStringList> LatencyHistogramPlot::data() const {
    std::vector<QStringList> rows;
    visitLatencySteps(m_bars->counts(), [&rows](const QStringList& row) { rows.push_back(row); });
    return rows;
}

QImage LatencyHistogramPlot::image(double scale) const {
    return imageOf(*m_canvas, scale);
}

QByteArray LatencyHistogramPlot::svg() const {
    return svgOf(*m_canvas, m_title);
}

QByteArray LatencyHistogramPlot::pdf() const {
    return pdfOf(*m_canvas, m_title);
}

void LatencyHistogramPlot::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    menu.addAction(tr("Copy image"), this, [this] { QApplication::clipboard()->setImage(image(1)); });
    menu.addAction(tr("Export…"), this, &LatencyHistogramPlot::exportRequested);
    menu.exec(event->globalPos());
}

void LatencyHistogramPlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::FontChange) {
        applyTheme();
        update();
    }
}

bool LatencyHistogramPlot::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), textAt(help->pos()), this);
        return true;
    }
    return QWidget::event(event);
}

void LatencyHistogramPlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme.surface);
    painter.setPen(QPen(hasFocus() ? m_theme.info : m_theme.frame, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void LatencyHistogramPlot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    applyTheme();
}

void LatencyHistogramPlot::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    applyTheme();
}

} // namespace ls::plot
