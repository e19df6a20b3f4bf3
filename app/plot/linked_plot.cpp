// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/linked_plot.h"

#include "app/plot/plot_export.h"
#include "app/plot/plot_header.h"
#include "app/plot/plot_navigation.h"
#include "app/plot/plot_overlay.h"
#include "app/plot/tickers.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

namespace ls::plot {

namespace {

constexpr int kSwatch = 10;
constexpr int kFrame = 2;
constexpr QMargins kPadding(6, 2, 6, 2); // inside the canvas, so that exports have it too
constexpr double kRadius = 6;
constexpr int kPixelsPerTimeTick = 85;
constexpr int kPixelsPerValueTick = 24;

} // namespace

LinkedPlot::LinkedPlot(TimeAxisGroup* group, QWidget* parent)
    : QWidget(parent)
    , m_group(group)
    , m_canvas(new QCustomPlot(this))
    , m_theme(std::make_unique<Theme>()) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleDescription(tr("Arrows move, plus and minus zoom, zero resets, space shows the crosshair, "
                                "A and B set the cursors."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kFrame, kFrame, kFrame, kFrame);
    layout->addWidget(m_canvas);
    setupCanvas();
    setupParts();
    connect(m_group, &TimeAxisGroup::frameNeeded, this, &LinkedPlot::invalidate);
    connect(m_group, &TimeAxisGroup::overlayChanged, this, &LinkedPlot::replotOverlay);
    connect(m_canvas, &QCustomPlot::beforeReplot, this, &LinkedPlot::prepareReplot);
}

LinkedPlot::~LinkedPlot() = default;

void LinkedPlot::setupCanvas() {
    m_canvas->setFocusPolicy(Qt::NoFocus);
    m_canvas->setContextMenuPolicy(Qt::NoContextMenu);
    m_canvas->setInteractions(QCP::Interactions());
    m_canvas->setAutoAddPlottableToLegend(false);
    m_canvas->setNotAntialiasedElements(QCP::aeAll);
    m_canvas->layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
    m_canvas->addLayer(QStringLiteral("marks"), m_canvas->layer(QStringLiteral("main")));
    m_canvas->plotLayout()->clear();
    m_area = new QCPAxisRect(m_canvas, false);
    m_area->setAutoMargins(QCP::msNone);
    auto* time = m_area->addAxis(QCPAxis::atBottom);
    auto* value = m_area->addAxis(QCPAxis::atLeft);
    for (QCPAxis* axis : {time, value}) {
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
        axis->grid()->setVisible(true);
        axis->setTickLength(0, 0);
        axis->setTickLabelPadding(6);
    }
    time->setTicker(QSharedPointer<TimeTicker>::create());
    value->setTicker(QSharedPointer<CountTicker>::create());
    m_canvas->plotLayout()->setMargins(kPadding);
    m_canvas->plotLayout()->setRowSpacing(2);
    m_canvas->plotLayout()->addElement(1, 0, m_area);
}

void LinkedPlot::setupParts() {
    m_header = new PlotHeader(m_canvas, [this] { return entries(m_group->hover()); });
    m_canvas->plotLayout()->addElement(0, 0, m_header);
    m_marks = new PlotMarks(m_area, m_group);
    m_overlay = new PlotOverlay(
        m_area, m_group, [this](double time) { return entries(time); }, [this] { return wordsInPicture(); });
    m_navigation = new PlotNavigation(this, m_canvas, m_group);
}

void LinkedPlot::setTitle(const QString& title) {
    m_title = title;
    m_header->setTitle(title);
    updateAccessibleName();
    invalidate();
}

void LinkedPlot::setUnit(const QString& unit) {
    m_unit = unit;
    m_header->setUnit(unit);
    updateAccessibleName();
    invalidate();
}

void LinkedPlot::updateAccessibleName() {
    setAccessibleName(m_unit.isEmpty() ? tr("Plot: %1").arg(m_title) : tr("Plot: %1, in %2").arg(m_title, m_unit));
}

void LinkedPlot::setTimeLabelsVisible(bool visible) {
    m_timeLabels = visible;
    applyMetrics();
}

void LinkedPlot::invalidate() {
    if (isVisible()) {
        m_canvas->replot(QCustomPlot::rpQueuedReplot);
    }
}

void LinkedPlot::replotOverlay() {
    if (isVisible()) {
        m_canvas->layer(QStringLiteral("overlay"))->replot();
    }
}

void LinkedPlot::prepareReplot() {
    const TimeRange range = m_group->range();
    m_area->axis(QCPAxis::atBottom)->setRange(range.from, range.to);
    prepare();
}

void LinkedPlot::applyScale() {
    m_area->axis(QCPAxis::atLeft)->setRange(m_scale.range().low, m_scale.range().high);
}

void LinkedPlot::setBare() {
    m_bare = true;
    m_timeLabels = false;
    m_header->setVisible(false);
    m_overlay->setBare();
    for (QCPAxis* axis : m_area->axes()) {
        axis->setVisible(false);
        axis->grid()->setVisible(false);
    }
}

void LinkedPlot::applyMetrics() {
    const QFontMetrics metrics(m_canvas->font());
    const int left = metrics.horizontalAdvance(QStringLiteral("000 ms")) + 8;
    const int below = m_timeLabels ? metrics.height() + 8 : metrics.height() / 2;
    const int right = metrics.horizontalAdvance(QStringLiteral("00"));
    m_area->setMargins(m_bare ? QMargins(left, 2, right, 2) : QMargins(left, metrics.height() / 2, right, below));
    m_area->axis(QCPAxis::atBottom)->setTickLabels(m_timeLabels);
    const int header = m_bare ? 0 : metrics.height() + 4;
    m_header->setMinimumSize(10, header);
    m_header->setMaximumSize(QWIDGETSIZE_MAX, header);
    m_area->axis(QCPAxis::atBottom)->ticker()->setTickCount(std::max(2, m_canvas->width() / kPixelsPerTimeTick));
    const int height = m_canvas->height() - metrics.height() * 2 - below;
    m_area->axis(QCPAxis::atLeft)->ticker()->setTickCount(std::max(2, height / kPixelsPerValueTick));
    invalidate();
}

void LinkedPlot::applyTheme() {
    *m_theme = themeFor(palette());
    m_canvas->setFont(font());
    ls::plot::applyTheme(*m_canvas, *m_theme);
    m_header->setTheme(*m_theme);
    m_overlay->setTheme(*m_theme);
    m_marks->setTheme(*m_theme);
    themeChanged();
    applyMetrics();
}

QRect LinkedPlot::plotArea() const {
    return m_area->rect();
}

double LinkedPlot::timeAt(double x) const {
    return m_area->axis(QCPAxis::atBottom)->pixelToCoord(x);
}

double LinkedPlot::secondsPerPixel() const {
    return m_group->range().span() / std::max(1, m_area->width());
}

void LinkedPlot::setPointer(std::optional<QPointF> position) {
    m_overlay->setPointer(position);
    if (position) {
        m_group->setHover(timeAt(position->x()));
    } else if (!m_group->isCrosshairOn()) {
        m_group->setHover(std::nullopt);
    }
    replotOverlay();
}

void LinkedPlot::setZoomRectangle(std::optional<QRectF> rectangle) {
    m_overlay->setZoomRectangle(rectangle);
    replotOverlay();
}

bool LinkedPlot::toggleEntryAt(QPointF position) {
    if (const int rest = m_header->restAt(position); rest >= 0) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addEntries(*menu, static_cast<std::size_t>(rest));
        menu->popup(m_canvas->mapToGlobal(position.toPoint()));
        return true;
    }
    const int entry = m_header->entryAt(position);
    if (entry < 0) {
        return false;
    }
    toggleEntry(entry);
    invalidate();
    return true;
}

void LinkedPlot::addEntries(QMenu& menu, std::size_t first) {
    const auto all = entries(m_group->hover());
    for (std::size_t i = first; i < all.size(); ++i) {
        QPixmap colour(kSwatch, kSwatch);
        colour.fill(all[i].colour);
        QAction* action = menu.addAction(QIcon(colour), all[i].name + QLatin1Char('\t') + all[i].text);
        action->setCheckable(true);
        action->setChecked(all[i].shown);
        connect(action, &QAction::triggered, this, [this, i] {
            toggleEntry(static_cast<int>(i));
            invalidate();
        });
    }
}

QString LinkedPlot::textAt(QPointF position) const {
    const int rest = m_header->restAt(position);
    if (rest < 0) {
        return {};
    }
    QStringList lines;
    const auto all = entries(m_group->hover());
    for (std::size_t i = static_cast<std::size_t>(rest); i < all.size(); ++i) {
        lines << all[i].name + QLatin1Char(' ') + all[i].text;
    }
    return lines.join(QLatin1Char('\n'));
}

void LinkedPlot::zoomValues(double factor, std::optional<double> anchorY) {
    const QCPAxis* axis = m_area->axis(QCPAxis::atLeft);
    const double anchor = anchorY ? axis->pixelToCoord(*anchorY) : std::max(0.0, m_scale.range().low);
    m_scale.zoom(factor, anchor);
    invalidate();
}

void LinkedPlot::zoomValuesTo(double lowY, double highY) {
    const QCPAxis* axis = m_area->axis(QCPAxis::atLeft);
    m_scale.show({axis->pixelToCoord(lowY), axis->pixelToCoord(highY)});
    invalidate();
}

void LinkedPlot::moveValues(double pixels) {
    m_scale.move(pixels * (m_scale.range().high - m_scale.range().low) / std::max(1, m_area->height()));
    invalidate();
}

void LinkedPlot::resetValues() {
    m_scale.reset();
    invalidate();
}

void LinkedPlot::copyVisibleData() const {
    QStringList lines{dataHeader().join(u'\t')};
    visitData(m_group->range(), [&](const QStringList& row) { lines.append(row.join(u'\t')); });
    QApplication::clipboard()->setText(lines.join(u'\n') + u'\n');
}

void LinkedPlot::copyImage() const {
    QApplication::clipboard()->setImage(renderImage(*this, 1));
}

QSize LinkedPlot::sizeHint() const {
    return {640, 150};
}

QSize LinkedPlot::minimumSizeHint() const {
    return {200, fontMetrics().height() * 6};
}

void LinkedPlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::FontChange) {
        applyTheme();
        update();
    }
}

void LinkedPlot::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    if (!entries(std::nullopt).empty()) {
        addEntries(*menu.addMenu(tr("Curves")), 0);
    }
    menu.addAction(tr("Copy image"), this, &LinkedPlot::copyImage);
    menu.addAction(tr("Copy visible data"), this, &LinkedPlot::copyVisibleData);
    menu.addAction(tr("Export…"), this, &LinkedPlot::exportRequested);
    menu.addSeparator();
    menu.addAction(tr("Show everything"), m_group, &TimeAxisGroup::showAll);
    menu.addAction(tr("Reset view"), this, [this] {
        m_group->reset();
        resetValues();
    });
    menu.exec(event->globalPos());
}

void LinkedPlot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    m_overlay->setFocused(event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                          event->reason() == Qt::ShortcutFocusReason);
    replotOverlay();
}

void LinkedPlot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    m_overlay->setFocused(false);
    replotOverlay();
}

void LinkedPlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme->surface);
    painter.setPen(QPen(m_theme->frame, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

void LinkedPlot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    applyMetrics();
}

void LinkedPlot::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    applyTheme();
}

} // namespace ls::plot
