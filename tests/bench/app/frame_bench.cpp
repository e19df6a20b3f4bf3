// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/app/app_bench.h"
#include "tests/bench/app/bench_application.h"
#include "tests/support/desktop_program.h"

#include <QTimer>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace ls::bench {

namespace {

using namespace std::chrono_literals;

constexpr double kRate = 2000;
constexpr int kWarmUpMs = 3000;
constexpr int kMeasureMs = 20'000;

/// All turns of the loop from one snapshot to the next are one frame.
struct Frames {
    std::vector<BenchApplication::Turn> done;
    BenchApplication::Turn current;
    bool begins = false;

    void add(BenchApplication::Turn turn) {
        if (begins) {
            done.push_back(current);
            current = {};
            begins = false;
        }
        current.wall += turn.wall;
        current.cpu += turn.cpu;
    }
};

double milliseconds(Nanoseconds time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

template <typename Pick>
double percentile(const Frames& frames, double share, Pick pick) {
    std::vector<double> values;
    for (const auto& frame : frames.done) {
        values.push_back(milliseconds(pick(frame)));
    }
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void print(const Frames& frames) {
    const auto wall = [](const auto& frame) { return frame.wall; };
    const auto cpu = [](const auto& frame) { return frame.cpu; };
    Nanoseconds busy{};
    for (const auto& frame : frames.done) {
        busy += frame.cpu;
    }
    fmt::print("{} frames: median {:.1f} ms, p99 {:.1f} ms, of the thread's own time p99 {:.1f} ms (16 ms at most); "
               "UI thread {:.0f} % of a core (25 % at most)\n",
               frames.done.size(), percentile(frames, 0.5, wall), percentile(frames, 0.99, wall),
               percentile(frames, 0.99, cpu), milliseconds(busy) / kMeasureMs * 100);
}

model::LabExperiment steadyStream() {
    model::LabExperiment experiment;
    experiment.backlog = 511;
    experiment.accept = server::AcceptPolicy::Kind::All;
    experiment.clients = static_cast<std::uint32_t>(kRate * (kWarmUpMs + kMeasureMs + 5000) / 1000);
    experiment.arrival = load::Arrival::Rate;
    experiment.arrivalRate = kRate;
    experiment.close = load::CloseMode::Fin;
    return experiment;
}

} // namespace

int benchFrame(BenchApplication& app) {
    test::DesktopProgram program(app, steadyStream());
    pages::LabPage& lab = program.showLab();
    Frames frames;
    QObject::connect(&program.engine(), &bridge::EngineBridge::liveShown, &app, [&] { frames.begins = true; });
    QObject::connect(
        &program.engine(), &bridge::EngineBridge::liveStarted, &app, [&] { lab.start(); }, Qt::QueuedConnection);
    QTimer::singleShot(kWarmUpMs, &app, [&] { app.turned = [&](auto turn) { frames.add(turn); }; });
    QTimer::singleShot(kWarmUpMs + kMeasureMs, &app, &QApplication::quit);
    program.show();
    QApplication::exec();
    app.turned = nullptr;
    const auto& shown = lab.snapshot();
    if (frames.done.empty() || shown == nullptr || shown->clients.established == 0) {
        fmt::print(stderr, "app_bench: the laboratory did not run\n");
        return EXIT_FAILURE;
    }
    fmt::print("sampled at {:.0f} Hz, {} connections, {:.0f} accepted per second\n", shown->sampling.realRateHz,
               shown->clients.established, shown->acceptRate);
    print(frames);
    return EXIT_SUCCESS;
}

} // namespace ls::bench
