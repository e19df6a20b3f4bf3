// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/sweep_chart.h"

#include "app/plot/plot_picture.h"
#include "app/plot/plot_theme.h"
#include "app/plot/sweep_curves.h"
#include "app/plot/sweep_grid.h"
#include "app/plot/sweep_zoom.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QStackedLayout>
#include <QToolTip>
#include <QWheelEvent>
#include <qcustomplot.h>

namespace ls::plot {

namespace {

constexpr int kFocusFrame = 2; ///< pixels round the chart

} // namespace

SweepChart::SweepChart(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_hint(new QLabel)
    , m_curvePlot(new QCustomPlot)
    , m_gridPlot(new QCustomPlot)
    , m_curves(std::make_unique<SweepCurves>(*m_curvePlot))
    , m_grid(std::make_unique<SweepGrid>(*m_gridPlot))
    , m_curveZoom(std::make_unique<SweepZoom>(*m_curvePlot))
    , m_gridZoom(std::make_unique<SweepZoom>(*m_gridPlot)) {
    setAccessibleName(tr("Chart of the sweep"));
    setContentsMargins(kFocusFrame, kFocusFrame, kFocusFrame, kFocusFrame);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setObjectName(QStringLiteral("dim"));
    m_stack->addWidget(m_hint);
    for (QCustomPlot* each : {m_curvePlot, m_gridPlot}) {
        each->setMinimumSize(200, 120);
        each->setMouseTracking(true);
        each->setFocusPolicy(Qt::NoFocus); // the keys are this widget's
        each->installEventFilter(this);
        each->setContextMenuPolicy(Qt::CustomContextMenu); // QCustomPlot would keep the mouse's event from us
        connect(each, &QWidget::customContextMenuRequested, this,
                [this, each](const QPoint& pixel) { showMenu(each->mapToGlobal(pixel)); });
        connect(each, &QCustomPlot::afterReplot, this, &SweepChart::refit);
        m_stack->addWidget(each);
    }
}

SweepChart::~SweepChart() = default;

QCustomPlot& SweepChart::plot() const {
    return isGrid() ? *m_gridPlot : *m_curvePlot;
}

bool SweepChart::isEmpty() const {
    return m_stack->currentWidget() == m_hint;
}

void SweepChart::showHint(const QString& hint) {
    m_hint->setText(hint);
    m_stack->setCurrentWidget(m_hint);
    setFocusPolicy(Qt::NoFocus);
}

void SweepChart::showAll() {
    m_curveZoom->reset();
    m_gridZoom->reset();
}

void SweepChart::show(const SweepShown& shown) {
    m_shown = shown;
    m_stack->setCurrentWidget(&plot());
    setFocusPolicy(Qt::StrongFocus);
    draw();
}

void SweepChart::draw() {
    if (isEmpty() || m_shown.data.knobs.empty()) {
        return;
    }
    const Theme theme = themeFor(palette());
    if (isGrid()) {
        m_grid->draw(m_shown, theme);
    } else {
        m_curves->draw(m_shown, theme);
    }
    zoom().apply();
    fitLabels();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void SweepChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        draw();
    }
    QWidget::changeEvent(event);
}

bool SweepChart::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &plot() && !isEmpty()) {
        if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick ||
            event->type() == QEvent::MouseMove) {
            onMouse(static_cast<const QMouseEvent&>(*event));
        } else if (event->type() == QEvent::Wheel) {
            zoom().wheel(static_cast<const QWheelEvent&>(*event));
            draw();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SweepChart::refit() {
    const QRect rect = plot().axisRect()->rect();
    if (isEmpty() || rect == m_fitted) {
        return;
    }
    m_fitted = rect;
    fitLabels();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void SweepChart::fitLabels() {
    if (isGrid()) {
        m_grid->fitLabels();
    } else {
        m_curves->fitLabels();
    }
}

SweepZoom& SweepChart::zoom() const {
    return isGrid() ? *m_gridZoom : *m_curveZoom;
}

void SweepChart::onMouse(const QMouseEvent& event) {
    if (event.type() == QEvent::MouseMove) {
        readOut(event.position(), event.globalPosition().toPoint());
        return;
    }
    setFocus(Qt::MouseFocusReason);
    const auto place = placeAt(event.position());
    if (place && event.type() == QEvent::MouseButtonPress) {
        emit pointChosen(place->first, place->second);
    } else if (place && event.button() == Qt::LeftButton) {
        emit pointOpened(place->first, place->second);
    }
}

std::optional<SweepChart::Place> SweepChart::placeAt(const QPointF& pixel) const {
    if (isEmpty() || !plot().axisRect()->rect().contains(pixel.toPoint())) {
        return std::nullopt;
    }
    if (isGrid()) {
        return m_grid->cellAt(pixel);
    }
    const auto place = m_curves->placeAt(pixel.x());
    return place ? std::optional(Place(*place, 0)) : std::nullopt;
}

QString SweepChart::readOutOf(std::size_t first, std::size_t second) const {
    return isGrid() ? m_grid->describe({first, second}) : m_curves->describe(first);
}

void SweepChart::readOut(const QPointF& pixel, const QPoint& global) {
    if (const auto place = placeAt(pixel)) {
        QToolTip::showText(global, readOutOf(place->first, place->second), this);
    } else {
        QToolTip::hideText();
    }
}

void SweepChart::contextMenuEvent(QContextMenuEvent* event) {
    showMenu(event->globalPos());
}

void SweepChart::keyPressEvent(QKeyEvent* event) {
    if (!isEmpty() && zoom().key(*event)) {
        draw();
    } else if (!isEmpty() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        emit pointOpened(m_shown.current, m_shown.currentSecond);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void SweepChart::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void SweepChart::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

void SweepChart::paintEvent(QPaintEvent* /*event*/) {
    if (hasFocus() && !isEmpty()) {
        QPainter painter(this);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void SweepChart::showMenu(const QPoint& where) {
    if (isEmpty()) {
        return;
    }
    const auto pointed = placeAt(plot().mapFromGlobal(where));
    const Place place = pointed.value_or(Place(m_shown.current, m_shown.currentSecond));
    QMenu menu(this);
    menu.addAction(tr("Open in the lab"), this, [this, place] { emit pointOpened(place.first, place.second); });
    menu.addAction(tr("Show everything") + QStringLiteral("\t0"), this, [this] {
        showAll();
        draw();
    });
    menu.addSeparator();
    menu.addAction(tr("Copy image"), this, [this] { QApplication::clipboard()->setImage(image(1)); });
    menu.addAction(tr("Export…"), this, &SweepChart::exportRequested);
    menu.exec(where);
}

QImage SweepChart::image(int scale) {
    return imageOf(plot(), scale);
}

QByteArray SweepChart::svg() {
    return svgOf(plot(), tr("Chart of the sweep"));
}

QByteArray SweepChart::pdf() {
    return pdfOf(plot(), tr("Chart of the sweep"));
}

} // namespace ls::plot
