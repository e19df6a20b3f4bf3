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

    /// Of all samples so far. Any thread.
    [[nodiscard]] SamplingQuality quality() const;
    /// Why sampling ended early, if it did. Any thread.
    [[nodiscard]] std::optional<Error> problem() const;
    /// After stop().
    [[nodiscard]] const QueueProbe& probe() const { return m_probe; }

private:
    QueueSampler(UniqueFd timer, std::vector<int> listenerFds, Nanoseconds period, FillIn fillIn);

    /// What the sampler's thread has for others.
    struct Output {
        std::vector<Sample> samples; ///< not yet taken
        std::uint64_t count = 0;
        std::uint64_t gaps = 0;
        Nanoseconds lastTime{};
        HistogramSnapshot lateness;
        std::optional<Error> problem;
    };

    void run();
    [[nodiscard]] Result<> sampleOnce(TimePoint now, TimePoint due, bool afterGap);

    UniqueFd m_timer;
    QueueProbe m_probe;
    Nanoseconds m_period;
    FillIn m_fillIn;
    TimePoint m_clockStart{};
    std::atomic<bool> m_stop{false};
    Guarded<Output> m_output;
    std::thread m_thread;
};

} // namespace ls::lab
