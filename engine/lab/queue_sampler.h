// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/guarded.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/lab/queue_probe.h"
#include "engine/metrics/latency_histogram.h"
#include "engine/metrics/sample.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace ls::lab {

/// How well the sampling went; what the figures rest on.
struct SamplingQuality {
    std::uint64_t samples = 0;
    std::uint64_t gaps = 0; ///< samples before which at least one deadline passed unserved
    double realRateHz = 0;
    std::optional<Nanoseconds> latenessP99;
};

/// Looks at the listeners at absolute deadlines (timerfd) on a thread of its own: a late sample does not shift the next
/// one. Lateness counts from the first deadline that was waiting. start() once; stop() from any thread, more than once.
/// The listeners must stay open until stop() has returned.
class QueueSampler final {
public:
    /// Adds to a sample of the queue what others count: accepted, attempted, established, events. Sampler's thread.
    using FillIn = std::function<void(Sample&)>;

    [[nodiscard]] static Result<std::unique_ptr<QueueSampler>> create(std::vector<int> listenerFds, double rateHz,
                                                                      FillIn fillIn);
    ~QueueSampler();
    QueueSampler(const QueueSampler&) = delete;
    QueueSampler& operator=(const QueueSampler&) = delete;

    /// First deadline at `clockStart`; sample times count from there.
    void start(TimePoint clockStart);
    void stop();

    /// The samples taken since the last call. Any thread.
    [[nodiscard]] std::vector<Sample> take();

    // After stop(). ---------------------------------------------------------------------------------------------------
    [[nodiscard]] SamplingQuality quality() const;
    [[nodiscard]] const QueueProbe& probe() const { return m_probe; }
    /// Why sampling ended early, if it did.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

private:
    QueueSampler(UniqueFd timer, std::vector<int> listenerFds, Nanoseconds period, FillIn fillIn);

    void run();

    UniqueFd m_timer;
    QueueProbe m_probe;
    Nanoseconds m_period;
    FillIn m_fillIn;
    TimePoint m_clockStart{};
    std::atomic<bool> m_stop{false};
    Guarded<std::vector<Sample>> m_samples;
    std::uint64_t m_count = 0;
    std::uint64_t m_gaps = 0;
    Nanoseconds m_lastTime{};
    HistogramSnapshot m_lateness;
    std::optional<Error> m_problem;
    std::thread m_thread;
};

} // namespace ls::lab
