// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/sweep_shown.h"

#include <QImage>
#include <QRect>
#include <QWidget>

#include <memory>

class QCustomPlot;
class QLabel;
class QStackedLayout;

namespace ls::plot {

class SweepCurves;
class SweepGrid;

/// The chart of a sweep: curves for one knob, a heat map for two, a hint while there is nothing to show. Follows the
/// palette. Clicking chooses a point; hovering reads it out.
class SweepChart final : public QWidget {
    Q_OBJECT

public:
    explicit SweepChart(QWidget* parent = nullptr);
    ~SweepChart() override;

    void show(const SweepShown& shown);
    /// Instead of a chart: what to do to get one.
    void showHint(const QString& hint);
    [[nodiscard]] bool isEmpty() const;

    [[nodiscard]] QImage image(int scale);
    [[nodiscard]] QByteArray svg();
    [[nodiscard]] QByteArray pdf();

signals:
    void pointChosen(std::size_t first, std::size_t second);
    /// From the context menu; the page has the dialog.
    void exportRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool isGrid() const { return m_shown.data.knobs.size() > 1; }
    [[nodiscard]] QCustomPlot& plot() const;
    void draw();
    /// Only a finished layout tells how many labels fit side by side.
    void refit();
    void showMenu(const QPoint& where);
    void onPressed(const QPointF& pixel);
    void readOut(const QPointF& pixel, const QPoint& global);

    QStackedLayout* m_stack;
    QLabel* m_hint;
    QCustomPlot* m_curvePlot;
    QCustomPlot* m_gridPlot;
    std::unique_ptr<SweepCurves> m_curves;
    std::unique_ptr<SweepGrid> m_grid;
    SweepShown m_shown;
    QRect m_fitted;
};

} // namespace ls::plot
