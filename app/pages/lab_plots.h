// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_series.h"
#include "app/plot/event_lane.h"
#include "app/plot/time_axis_group.h"
#include "app/widgets/export_source.h"
#include "engine/lab/event_log.h"
#include "engine/lab/live_snapshot.h"

#include <QStringList>
#include <QVariantMap>
#include <QWidget>

#include <optional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ls::plot {
class LatencyHeatMap;
class LatencyHistogramPlot;
class LinkedPlot;
class StatesPlot;
class TimePlot;
} // namespace ls::plot
namespace ls::widgets {
class Segments;
}

namespace ls::pages {

class ExportChoice;

/// The laboratory over time: plots on one time axis, each of which can be hidden, and the event lane under them.
class LabPlots final : public QWidget {
    Q_OBJECT

public:
    /// The series outlive the plots.
    explicit LabPlots(const model::LabSeries& series, QWidget* parent = nullptr);
    ~LabPlots() override;

    /// After LabSeries::restart().
    void restart(unsigned reactors);
    /// After LabSeries::append().
    void show(const lab::LiveSnapshot& snapshot);
    void add(const lab::RunEvent& event);

    /// Says where there is more room that the picture is paused or shows the past. Once; the caller takes them over.
    [[nodiscard]] QList<QWidget*> makeSigns();

    [[nodiscard]] bool isPaused() const { return m_group.isPaused(); }
    void setPaused(bool paused);

    void offerExports(ExportChoice& exports);
    /// {"event", "1.250000 s, backlog 512"} for each, as a recording has them above its table.
    [[nodiscard]] record::CsvPreamble eventLines() const;
    [[nodiscard]] QVariantMap choices() const;
    void setChoices(const QVariantMap& choices);
    void resetLayout();

private:
    struct Shown {
        QPushButton* chip;
        QWidget* plot;
        bool atFirst;
    };

    QWidget* makeStack();
    void makePlots();
    void makeTimePlots();
    void makeBar(QHBoxLayout& bar);
    void offerChoice(const QString& name, const QString& help, QWidget* plot, bool atFirst);
    void followChoice();
    [[nodiscard]] widgets::ExportSource statesSource() const;
    void showBands(const kernel::QueueModel& model);
    void flushBacklog(double now);

    const model::LabSeries& m_series;
    plot::TimeAxisGroup m_group;
    plot::TimePlot* m_depth;
    plot::StatesPlot* m_states;
    plot::TimePlot* m_rates;
    plot::LatencyHeatMap* m_latency;
    plot::TimePlot* m_reactors;
    plot::LatencyHistogramPlot* m_histogram;
    plot::EventLane* m_lane;
    widgets::Segments* m_side;
    QLabel* m_paused = nullptr;
    std::vector<Shown> m_shown;
    std::optional<plot::LaneEvent> m_lastBacklog; ///< not yet in the lane: a drag of the slider is one event
    std::vector<Nanoseconds> m_bandTimes;
    std::size_t m_bursts = 0;
};

} // namespace ls::pages
