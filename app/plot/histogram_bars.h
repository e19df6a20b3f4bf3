// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to app/plot: includes qcustomplot.h.
#pragma once

#include "app/plot/latency_bands.h"
#include "app/plot/plot_theme.h"
#include "engine/metrics/latency_history.h"

#include <qcustomplot.h>

namespace ls::plot {

/// The bars of a latency histogram on two logarithmic axes, bands under them, percentiles above.
class HistogramBars final : public QCPAbstractPlottable {
    Q_OBJECT
public:
    struct Percentile {
        QString name;
        double latency;
    };

    explicit HistogramBars(QCPAxisRect* area);

    void setTheme(const Theme& theme) { m_theme = theme; }
    void setBands(LatencyBands bands) { m_bands = std::move(bands); }
    void setCounts(const LatencySteps& counts) { m_counts = counts; }
    void setPercentiles(std::vector<Percentile> percentiles) { m_percentiles = std::move(percentiles); }
    [[nodiscard]] const LatencySteps& counts() const { return m_counts; }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

private:
    void drawBands(QCPPainter& painter) const;
    void drawBandLabels(QCPPainter& painter) const;
    void drawPercentiles(QCPPainter& painter) const;

    Theme m_theme;
    LatencyBands m_bands;
    LatencySteps m_counts{};
    std::vector<Percentile> m_percentiles;
};

} // namespace ls::plot
