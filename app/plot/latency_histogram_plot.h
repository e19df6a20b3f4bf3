// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/latency_bands.h"
#include "app/plot/plot_theme.h"
#include "app/plot/series_style.h"
#include "engine/metrics/latency_history.h"

#include <QImage>
#include <QStringList>
#include <QWidget>

#include <vector>

class QCPAxisRect;
class QCustomPlot;

namespace ls::plot {

class HistogramBars;
class PlotHeader;

/// How many connects took how long. Both axes are logarithmic: three slow ones among thousands are what one looks for.
class LatencyHistogramPlot final : public QWidget {
    Q_OBJECT
public:
    explicit LatencyHistogramPlot(QWidget* parent = nullptr);
    ~LatencyHistogramPlot() override;

    void setTitle(const QString& title);
    void setHistogram(const HistogramSnapshot& histogram);
    void setBands(LatencyBands bands);

    [[nodiscard]] QStringList dataHeader() const;
    [[nodiscard]] std::vector<QStringList> data() const;
    [[nodiscard]] QImage image(double scale) const;
    [[nodiscard]] QByteArray svg() const;
    [[nodiscard]] QByteArray pdf() const;

    [[nodiscard]] QSize sizeHint() const override { return {420, 180}; }

signals:
    /// From the context menu; the page has the dialog.
    void exportRequested();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void setupCanvas();
    void applyTheme();
    void applyRanges();
    void replot();
    [[nodiscard]] QString textAt(QPoint position) const;

    QCustomPlot* m_canvas;
    QCPAxisRect* m_area = nullptr;
    HistogramBars* m_bars = nullptr;
    PlotHeader* m_header = nullptr;
    Theme m_theme;
    std::vector<LegendEntry> m_entries;
    QString m_title;
};

} // namespace ls::plot
