// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/sweep_chart.h"

#include "app/plot/plot_picture.h"
#include "app/plot/plot_theme.h"
#include "app/plot/sweep_curves.h"
#include "app/plot/sweep_grid.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QStackedLayout>
#include <QToolTip>
#include <qcustomplot.h>

namespace ls::plot {

SweepChart::SweepChart(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_hint(new QLabel)
    , m_curvePlot(new QCustomPlot)
    , m_gridPlot(new QCustomPlot)
    , m_curves(std::make_unique<SweepCurves>(*m_curvePlot))
    , m_grid(std::make_unique<SweepGrid>(*m_gridPlot)) {
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setObjectName(QStringLiteral("dim"));
    m_stack->addWidget(m_hint);
    for (QCustomPlot* each : {m_curvePlot, m_gridPlot}) {
        each->setMinimumSize(200, 120);
        each->setAccessibleName(tr("Chart of the sweep"));
        each->setMouseTracking(true);
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
}

void SweepChart::show(const SweepShown& shown) {
    m_shown = shown;
    m_stack->setCurrentWidget(&plot());
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
        if (event->type() == QEvent::MouseButtonPress) {
            onPressed(static_cast<QMouseEvent*>(event)->position());
        } else if (event->type() == QEvent::MouseMove) {
            const auto* move = static_cast<QMouseEvent*>(event);
            readOut(move->position(), move->globalPosition().toPoint());
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
    if (isGrid()) {
        m_grid->fitLabels();
    } else {
        m_curves->fitLabels();
    }
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void SweepChart::onPressed(const QPointF& pixel) {
    if (isGrid()) {
        if (const auto cell = m_grid->cellAt(pixel)) {
            emit pointChosen(cell->first, cell->second);
        }
    } else if (const auto place = m_curves->placeAt(pixel.x())) {
        emit pointChosen(*place, 0);
    }
}

void SweepChart::readOut(const QPointF& pixel, const QPoint& global) {
    QString text;
    if (!plot().axisRect()->rect().contains(pixel.toPoint())) {
        QToolTip::hideText();
        return;
    }
    if (isGrid()) {
        if (const auto cell = m_grid->cellAt(pixel)) {
            text = m_grid->describe(*cell);
        }
    } else if (const auto place = m_curves->placeAt(pixel.x())) {
        text = m_curves->describe(*place);
    }
    QToolTip::showText(global, text, this);
}

void SweepChart::showMenu(const QPoint& where) {
    QMenu menu(this);
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
