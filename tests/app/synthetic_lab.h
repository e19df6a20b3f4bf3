// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/event_lane.h"
#include "app/plot/latency_heat_map.h"
#include "app/plot/latency_histogram_plot.h"
#include "app/plot/states_plot.h"
#include "app/plot/time_plot.h"

#include <QApplication>
#include <QPalette>
#include <QVBoxLayout>

#include <cmath>
#include <random>

namespace ls::test {

inline QPalette plotPalette(bool dark) {
    QPalette palette;
    palette.setColor(QPalette::Window, dark ? QColor(0x15, 0x18, 0x1c) : QColor(0xf2, 0xf4, 0xf6));
    palette.setColor(QPalette::Base, dark ? QColor(0x1e, 0x22, 0x27) : QColor(0xff, 0xff, 0xff));
    palette.setColor(QPalette::Text, dark ? QColor(0xe6, 0xe9, 0xec) : QColor(0x1b, 0x1f, 0x24));
    palette.setColor(QPalette::WindowText, palette.color(QPalette::Text));
    return palette;
}

/// What a lab run that fills the queue of backlog 5 looks like, second by second; invented for pictures and tests.
class SyntheticLab final : public QWidget {
public:
    explicit SyntheticLab(QWidget* parent = nullptr)
        : QWidget(parent)
        , waitingPlot(&group)
        , statesPlot(&group, &states)
        , ratesPlot(&group)
        , heatMap(&group, &latencies)
        , lane(&group) {
        setupPlots();
        auto* layout = new QVBoxLayout(this);
        layout->setSpacing(6);
        layout->addWidget(&waitingPlot, 3);
        layout->addWidget(&statesPlot, 3);
        layout->addWidget(&ratesPlot, 3);
        layout->addWidget(&heatMap, 3);
        layout->addWidget(&lane);
        layout->addWidget(&histogramPlot, 3);
    }

    /// Up to `seconds` at 1 kHz, from where the last call ended.
    void feedUntil(double seconds) {
        for (; m_ms < static_cast<int>(seconds * 1000); ++m_ms) {
            feed(m_ms / 1000.0);
        }
        histogramPlot.setHistogram(histogram);
        group.advanceTo(std::chrono::milliseconds(m_ms));
    }

    plot::TimeAxisGroup group;
    History depth;
    History limit;
    History accepts;
    History arrivals;
    History overflows;
    StackHistory states;
    LatencyHistory latencies;
    HistogramSnapshot histogram;

    plot::TimePlot waitingPlot;
    plot::StatesPlot statesPlot;
    plot::TimePlot ratesPlot;
    plot::LatencyHeatMap heatMap;
    plot::EventLane lane;
    plot::LatencyHistogramPlot histogramPlot;

private:
    void setupPlots() {
        using plot::Meaning;
        using plot::Shape;
        waitingPlot.setTitle(tr("Waiting for accept()"));
        waitingPlot.setUnit(tr("connections"));
        waitingPlot.addSeries(tr("waiting"), &depth, {.meaning = Meaning::Waiting, .filled = true});
        waitingPlot.setLimit(&limit);
        waitingPlot.setLimitLabel(tr("limit 5 (holds 6)"));
        waitingPlot.setLeastTop(5);
        statesPlot.setTitle(tr("Connection states"));
        statesPlot.setUnit(tr("connections"));
        ratesPlot.setTitle(tr("Per second"));
        ratesPlot.setUnit(tr("events per second"));
        ratesPlot.addSeries(tr("accepts"), &accepts, {.meaning = Meaning::Good, .shape = Shape::Line});
        ratesPlot.addSeries(tr("overflows"), &overflows, {.meaning = Meaning::Loss, .shape = Shape::Line});
        ratesPlot.addSeries(tr("arrivals"), &arrivals, {.meaning = Meaning::Warning, .shape = Shape::Line});
        heatMap.setTitle(tr("Connect latency"));
        heatMap.setUnit(tr("bands: this kernel's SYN retransmits"));
        plot::LatencyBands bands;
        for (const int second : {1, 3, 7}) {
            bands.push_back({second * 0.98, second * 1.1, QStringLiteral("%1 s").arg(second)});
        }
        heatMap.setBands(bands);
        histogramPlot.setTitle(tr("Connect latency"));
        histogramPlot.setBands(bands);
        statesPlot.setTimeLabelsVisible(false);
        waitingPlot.setTimeLabelsVisible(false);
        ratesPlot.setTimeLabelsVisible(false);
    }

    void feed(double t) {
        const Nanoseconds time = std::chrono::milliseconds(m_ms);
        const bool stopped = t < 4.2;
        const double full = t < 0.5 ? 0 : 6;
        const double drained = std::max(0.0, 6 - std::floor((t - 4.2) * 40));
        depth.append(time, stopped ? full : t > 5 && t < 5.1 ? std::floor(m_random() % 7) : drained);
        limit.append(time, t < 4.8 ? 5 : 8);
        if (m_ms % 50 == 0) {
            feedSlow(t, time, stopped);
        }
        if (m_ms == 500) {
            latencies.record(time, std::chrono::microseconds(230), 6);
            histogram.record(std::chrono::microseconds(230), 6);
        }
        if (!stopped && m_ms % 3 == 0) {
            const auto us = 80 + m_random() % 240 + (m_random() % 6 == 0 ? 1'000'000 + m_random() % 30'000 : 0) +
                            (m_random() % 60 == 0 ? 3'000'000 : 0);
            latencies.record(time, std::chrono::microseconds(us));
            histogram.record(std::chrono::microseconds(us));
        }
        feedEvents();
    }

    void feedSlow(double t, Nanoseconds time, bool stopped) {
        const auto bump = [&](double at) { return 310 * std::exp(-std::pow((t - at) / 0.05, 2)); };
        double lost = 0;
        for (int i = 0; i < 6; ++i) {
            lost += bump(0.5 + i);
        }
        overflows.append(time, std::round(stopped ? lost : lost * 0.1));
        arrivals.append(time, std::round(bump(0.45) + (stopped ? 0 : 180 + 20 * std::sin(9 * t))));
        accepts.append(time, std::round(stopped ? 0 : 175 + 25 * std::sin(9 * t + 1)));
        StackRow row{};
        const auto set = [&](kernel::TcpState state, double n) {
            row[static_cast<std::size_t>(state)] = static_cast<std::uint32_t>(std::max(0.0, n));
        };
        const double gone = stopped ? 0 : std::min(194.0, (t - 4.2) * 120);
        set(kernel::TcpState::Listen, 1);
        if (t >= 0.5) {
            set(kernel::TcpState::Established, 12 + gone * 0.6);
            set(kernel::TcpState::SynSent, 194 - gone);
            set(kernel::TcpState::SynRecv, stopped ? 3 : 9 + 5 * std::sin(6 * t));
            set(kernel::TcpState::TimeWait, gone * 0.3);
            set(kernel::TcpState::FinWait2, gone * 0.1);
        }
        states.append(time, row);
    }

    void feedEvents() {
        using plot::Meaning;
        const auto say = [this](int ms, const QString& text, Meaning meaning) {
            if (m_ms == ms) {
                lane.addEvent({ms / 1000.0, text, meaning});
            }
        };
        say(450, tr("load: 200 at once"), Meaning::Info);
        say(510, tr("first overflow"), Meaning::Loss);
        say(1900, tr("accept stopped"), Meaning::Warning);
        say(4200, tr("accepting again"), Meaning::Good);
        say(4300, tr("net.ipv4.tcp_syncookies = 0"), Meaning::Plain);
        say(4400, tr("net.core.somaxconn = 8"), Meaning::Plain);
        say(4800, tr("backlog 8 (again)"), Meaning::Waiting);
    }

    int m_ms = 0;
    std::mt19937 m_random{7};
};

} // namespace ls::test
