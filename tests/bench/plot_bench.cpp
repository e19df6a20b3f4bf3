// SPDX-License-Identifier: GPL-3.0-or-later
// One frame of a plot with everything in view, against plain QCustomPlot in the same run. Prints, asserts nothing.
// An argument chooses one: walk, noise or states.
#include "app/plot/states_plot.h"
#include "app/plot/time_plot.h"

#include <QApplication>
#include <QElapsedTimer>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

#include <time.h>

namespace {

using namespace ls;

constexpr int kSeries = 12;
constexpr int kSamples = 1'000'000;
constexpr QSize kSize(1600, 500);
constexpr Nanoseconds kStep = std::chrono::microseconds(590); // all of it raw: ten minutes are kept

struct Times {
    double median;
    double p99;
    double cpuP99; ///< of the thread: what a machine without neighbours would need
};

double threadMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

template <typename Frame>
Times timed(int frames, Frame&& frame) {
    std::vector<double> wall;
    std::vector<double> cpu;
    for (int i = 0; i < frames + 3; ++i) {
        const double cpuStart = threadMs();
        QElapsedTimer clock;
        clock.start();
        frame(i);
        if (i >= 3) { // the first ones fill caches
            wall.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
            cpu.push_back(threadMs() - cpuStart);
        }
    }
    std::sort(wall.begin(), wall.end());
    std::sort(cpu.begin(), cpu.end());
    return {wall[wall.size() / 2], wall[wall.size() * 99 / 100], cpu[cpu.size() * 99 / 100]};
}

void print(const char* name, Times times, Times plain) {
    std::printf("%-24s %7.2f %7.2f %7.2f | %7.2f %7.2f %7.2f | %5.1fx\n", name, times.median, times.p99, times.cpuP99,
                plain.median, plain.p99, plain.cpuP99, plain.median / times.median);
}

std::vector<float> samples(bool noise, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<float> values;
    values.reserve(kSamples);
    float value = 1000;
    for (int i = 0; i < kSamples; ++i) {
        value =
            noise ? static_cast<float>(random() % 2000) : std::max(0.F, value + static_cast<float>(random() % 21) - 10);
        values.push_back(value);
    }
    return values;
}

template <typename Widget>
void show(Widget& widget) {
    widget.resize(kSize);
    widget.show();
    QCoreApplication::processEvents();
}

void benchCurves(bool noise) {
    plot::TimeAxisGroup group;
    plot::TimePlot ours(&group);
    QCustomPlot plain;
    plain.setNotAntialiasedElements(QCP::aeAll);
    std::vector<std::unique_ptr<History>> histories;
    for (int s = 0; s < kSeries; ++s) {
        const auto values = samples(noise, static_cast<unsigned>(s));
        auto& history = *histories.emplace_back(std::make_unique<History>());
        QVector<QCPGraphData> data(kSamples);
        for (int i = 0; i < kSamples; ++i) {
            const double value = static_cast<double>(values[static_cast<std::size_t>(i)]);
            history.append(kStep * i, value);
            data[i] = {toSeconds(kStep * i), value};
        }
        ours.addSeries(QStringLiteral("series %1").arg(s), &history);
        QCPGraph* graph = plain.addGraph();
        graph->data()->set(data, true);
        graph->setPen(QPen(QColor::fromHsv(s * 30, 200, 200), 1));
    }
    plain.rescaleAxes();
    show(plain);
    const Times plainTimes = timed(20, [&](int) { plain.replot(QCustomPlot::rpImmediateRefresh); });
    plain.hide();
    show(ours);
    group.setDefaultSpan(toSeconds(kStep * kSamples));
    // A live frame: one more sample per series, the view moves, everything is asked and drawn anew.
    const Times times = timed(300, [&](int i) {
        const Nanoseconds now = kStep * (kSamples + 30 * i);
        for (auto& history : histories) {
            history->append(now, 1000);
        }
        group.advanceTo(now);
        ours.canvas().replot(QCustomPlot::rpImmediateRefresh);
    });
    print(noise ? "12 x 1M, white noise" : "12 x 1M, random walk", times, plainTimes);
}

void benchStates() {
    plot::TimeAxisGroup group;
    StackHistory history;
    plot::StatesPlot ours(&group, &history);
    QCustomPlot plain;
    plain.setNotAntialiasedElements(QCP::aeAll);
    std::mt19937 random(1);
    std::vector<QVector<QCPGraphData>> data(11, QVector<QCPGraphData>(kSamples));
    StackRow row{};
    for (int i = 0; i < kSamples; ++i) {
        double sum = 0;
        for (std::size_t state = 1; state < row.size(); ++state) {
            row[state] = static_cast<std::uint32_t>(20 + 15 * std::sin(i * 1e-5 * double(state))) +
                         static_cast<std::uint32_t>(random() % 3);
            sum += row[state];
            data[state - 1][i] = {toSeconds(kStep * i), sum};
        }
        history.append(kStep * i, row);
    }
    for (std::size_t i = data.size(); i-- > 0;) { // painter's order: the cheapest way plain QCustomPlot has
        QCPGraph* graph = plain.addGraph();
        graph->data()->set(data[i], true);
        graph->setPen(Qt::NoPen);
        graph->setBrush(QColor::fromHsv(static_cast<int>(i) * 30, 200, 200));
    }
    plain.rescaleAxes();
    show(plain);
    const Times plainTimes = timed(12, [&](int) { plain.replot(QCustomPlot::rpImmediateRefresh); });
    plain.hide();
    show(ours);
    group.setDefaultSpan(toSeconds(kStep * kSamples));
    const Times times = timed(300, [&](int i) {
        const Nanoseconds now = kStep * (kSamples + 30 * i);
        history.append(now, row);
        group.advanceTo(now);
        ours.canvas().replot(QCustomPlot::rpImmediateRefresh);
    });
    print("11 states x 1M, stacked", times, plainTimes);
}

} // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication app(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // seen as it comes, also through a pipe
    std::printf("ms per frame, %d x %d\n%-24s %7s %7s %7s | %7s %7s %7s | ratio\n", kSize.width(), kSize.height(), "",
                "median", "p99", "cpu p99", "plain", "p99", "cpu p99");
    const QString only = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    const auto wanted = [&](const char* name) { return only.isEmpty() || only == QLatin1String(name); };
    if (wanted("walk")) {
        benchCurves(false);
    }
    if (wanted("noise")) {
        benchCurves(true);
    }
    if (wanted("states")) {
        benchStates();
    }
    return 0;
}
