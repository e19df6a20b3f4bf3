// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/sweep_shown.h"

#include <QImage>
#include <QRect>
#include <QWidget>

#include <memory>
#include <optional>
#include <utility>

class QCustomPlot;
class QLabel;
class QMouseEvent;
class QStackedLayout;

namespace ls::plot {

class SweepCurves;
class SweepGrid;
class SweepZoom;

/// The chart of a sweep: curves for one knob, a heat map for two, a hint while there is nothing to show. Follows the
/// palette. Clicking chooses a point, double-clicking opens it; hovering reads it out; keys zoom as in the other plots.
class SweepChart final : public QWidget {
    Q_OBJECT

public:
    explicit SweepChart(QWidget* parent = nullptr);
    ~SweepChart() override;

    void show(const SweepShown& shown);
    /// Instead of a chart: what to do to get one.
    void showHint(const QString& hint);
    [[nodiscard]] bool isEmpty() const;
    /// Another sweep: all of it is in view again.
    void showAll();
    /// What a point says when the mouse is over it.
    [[nodiscard]] QString readOutOf(std::size_t first, std::size_t second) const;

    [[nodiscard]] QImage image(int scale);
    [[nodiscard]] QByteArray svg();
    [[nodiscard]] QByteArray pdf();

signals:
    void pointChosen(std::size_t first, std::size_t second);
    void pointOpened(std::size_t first, std::size_t second);
    /// From the context menu; the page has the dialog.
    void exportRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    using Place = std::pair<std::size_t, std::size_t>; ///< on the two axes; the second is 0 without a grid

    [[nodiscard]] bool isGrid() const { return m_shown.data.knobs.size() > 1; }
    [[nodiscard]] QCustomPlot& plot() const;
    void draw();
    /// Only a finished layout tells how many labels fit side by side.
    void refit();
    void fitLabels();
    [[nodiscard]] SweepZoom& zoom() const;
    void onMouse(const QMouseEvent& event);
    [[nodiscard]] std::optional<Place> placeAt(const QPointF& pixel) const;
    void showMenu(const QPoint& where);
    void readOut(const QPointF& pixel, const QPoint& global);

    QStackedLayout* m_stack;
    QLabel* m_hint;
    QCustomPlot* m_curvePlot;
    QCustomPlot* m_gridPlot;
    std::unique_ptr<SweepCurves> m_curves;
    std::unique_ptr<SweepGrid> m_grid;
    std::unique_ptr<SweepZoom> m_curveZoom;
    std::unique_ptr<SweepZoom> m_gridZoom;
    SweepShown m_shown;
    QRect m_fitted;
};

} // namespace ls::plot
