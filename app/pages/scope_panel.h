// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/scope_series.h"
#include "app/plot/event_lane.h"
#include "app/plot/time_axis_group.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace ls::plot {
class StatesPlot;
class TimePlot;
} // namespace ls::plot

namespace ls::pages {

class ExportChoice;

/// The oscilloscope of one listener: its queue against its limit, what it drops, its connections by state.
class ScopePanel final : public QWidget {
    Q_OBJECT

public:
    /// The series outlive the panel.
    explicit ScopePanel(const model::ScopeSeries& series, QWidget* parent = nullptr);
    ~ScopePanel() override;

    /// After ScopeSeries::follow(): another listener. Null: none.
    void restart(const inspect::Listener* listener);
    /// After ScopeSeries::append().
    void show(const inspect::Snapshot& snapshot, const inspect::Listener& listener);
    void addAlert(const inspect::Snapshot& snapshot, const inspect::Alert& alert);
    void mark(const QString& text);

    [[nodiscard]] bool isPaused() const { return m_group.isPaused(); }
    void setPaused(bool paused) { m_group.setPaused(paused); }

    [[nodiscard]] double rateHz() const;
    void setRateHz(double rate);

    void offerExports(ExportChoice& exports);

signals:
    void rateChanged();

private:
    void setUpPlots();
    QWidget* makeHeader();
    void showQuality(const inspect::Snapshot& snapshot, const inspect::Listener& listener);

    const model::ScopeSeries& m_series;
    plot::TimeAxisGroup m_group;
    plot::TimePlot* m_depth;
    plot::TimePlot* m_drops;
    plot::StatesPlot* m_states;
    plot::EventLane* m_lane;
    QLabel* m_title;
    QLabel* m_quality;
    QComboBox* m_rate;
    std::size_t m_bursts = 0;
};

} // namespace ls::pages
