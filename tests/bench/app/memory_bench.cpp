// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/lab_plots.h"
#include "app/pages/lab_view.h"
#include "tests/bench/app/app_bench.h"
#include "tests/bench/app/bench_application.h"
#include "tests/support/resident_memory.h"

#include <fmt/format.h>

#include <cstdio>
#include <random>

namespace ls::bench {

namespace {

using namespace std::chrono_literals;

constexpr Nanoseconds kSampleStep = 1ms;
constexpr unsigned kSamplesPerFrame = 33;
constexpr int kHours = 8;
constexpr unsigned kReactors = 2;

/// A busy laboratory's samples and snapshots: every series moves all the time, so nothing packs well.
class BusyLab final {
public:
    BusyLab() {
        m_snapshot.kernel = "bench";
        m_snapshot.limit = 511;
        m_snapshot.capacity = 512;
        m_snapshot.perReactor.resize(kReactors);
        m_snapshot.sysctls = std::make_shared<lab::LiveSysctls>();
        m_samples.resize(kSamplesPerFrame);
    }

    void advance() {
        for (Sample& sample : m_samples) {
            m_time += kSampleStep;
            m_accepted += m_random() % 5;
            m_attempted += m_random() % 5;
            sample = {.time = m_time,
                      .depth = static_cast<std::uint32_t>(m_random() % 513),
                      .limit = 511,
                      .accepted = m_accepted,
                      .attempted = m_attempted};
        }
        m_snapshot.time = m_time;
        m_snapshot.depth = m_samples.back().depth;
        m_snapshot.accepted = m_accepted;
        m_snapshot.perReactor = {m_accepted / 2, m_accepted - m_accepted / 2};
        m_snapshot.counters["ListenDrops"] = m_snapshot.counters["ListenOverflows"] += m_random() % 3;
        m_snapshot.census.time = m_time;
        for (std::size_t state = 1; state < m_snapshot.census.server.size(); ++state) {
            m_snapshot.census.server[state] = m_random() % 1000;
            m_snapshot.census.client[state] = m_random() % 1000;
        }
        m_snapshot.connectLatency.record(std::chrono::microseconds(20 + m_random() % 4'000'000), 60);
    }

    [[nodiscard]] Nanoseconds time() const { return m_time; }
    [[nodiscard]] const lab::LiveSnapshot& snapshot() const { return m_snapshot; }
    [[nodiscard]] const std::vector<Sample>& samples() const { return m_samples; }

private:
    std::mt19937 m_random{1};
    Nanoseconds m_time{};
    std::uint64_t m_accepted = 0;
    std::uint64_t m_attempted = 0;
    lab::LiveSnapshot m_snapshot;
    std::vector<Sample> m_samples;
};

} // namespace

int benchMemory(BenchApplication&) {
    const auto catalogue = kernel::SysctlCatalogue::builtIn().value_or(kernel::SysctlCatalogue());
    model::LabSeries series;
    pages::LabView view(catalogue, series);
    view.resize(1280, 800);
    view.setVisible(true);
    series.restart(kReactors);
    view.plots().restart(kReactors);
    BusyLab lab;
    fmt::print("{:>6} {:>8}\n{:>6} {:>8.1f}\n", "hours", "MB", 0, test::residentMegabytes());
    for (int hour = 1; hour <= kHours; ++hour) {
        for (unsigned frame = 0; lab.time() < std::chrono::hours(hour); ++frame) {
            lab.advance();
            series.append(lab.snapshot(), lab.samples());
            if (frame % 1000 == 0) { // the picture needs memory too, but not at each of 870,000 frames
                view.plots().show(lab.snapshot());
                QCoreApplication::processEvents();
            }
        }
        view.plots().show(lab.snapshot());
        QCoreApplication::processEvents();
        fmt::print("{:>6} {:>8.1f}\n", hour, test::residentMegabytes());
        std::fflush(stdout);
    }
    fmt::print("300 MB at most\n");
    return EXIT_SUCCESS;
}

} // namespace ls::bench
