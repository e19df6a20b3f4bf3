// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/queue_sampler.h"
#include "engine/metrics/counter.h"
#include "engine/server/listener.h"
#include "tests/bench/bench.h"
#include "tests/bench/connections.h"
#include "tests/bench/measure.h"

#include <fmt/format.h>

#include <thread>

#include <sys/timerfd.h>

namespace ls::bench {

namespace {

using namespace std::chrono_literals;

constexpr unsigned kPairs = 7;
constexpr Nanoseconds kWindow = 1s;
constexpr Nanoseconds kTakePeriod = 50ms; ///< as a run takes its samples along

/// What a way of sampling cost over a window.
struct Sampling {
    double core = 0; ///< per cent of a core, the whole process
    double latenessP50Us = 0;
};

/// Absolute deadlines, period after period, from `start` on.
class Ticker final {
public:
    Ticker(TimePoint start, Nanoseconds period)
        : m_timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC)) {
        itimerspec spec{};
        spec.it_value = toTimespec(start.time_since_epoch());
        spec.it_interval = toTimespec(period);
        ::timerfd_settime(m_timer.get(), TFD_TIMER_ABSTIME, &spec, nullptr);
    }

    /// Waits for the next deadline; how many have passed.
    std::int64_t wait() const {
        std::uint64_t expired = 0;
        [[maybe_unused]] const ssize_t got = ::read(m_timer.get(), &expired, sizeof expired);
        return static_cast<std::int64_t>(expired);
    }

private:
    UniqueFd m_timer;
};

/// The floor: wakes up at every deadline and notes how late it is.
std::vector<double> onlyWakeUp(TimePoint start, Nanoseconds period) {
    const Ticker ticker(start, period);
    std::vector<double> latenesses;
    for (std::int64_t served = 0; served < kWindow / period;) {
        const std::int64_t expired = ticker.wait();
        latenesses.push_back(toSeconds(Clock::now() - (start + served * period)) * 1e6);
        served += expired;
    }
    return latenesses;
}

Sampling bareSampling(Nanoseconds period) {
    const Nanoseconds before = processCpu();
    std::vector<double> latenesses;
    std::thread loop([&] { latenesses = onlyWakeUp(Clock::now() + 1ms, period); });
    loop.join();
    return {toSeconds(processCpu() - before) / toSeconds(kWindow) * 100, median(std::move(latenesses))};
}

Result<Sampling> ourSampling(int listener, Nanoseconds period) {
    Counter accepted;
    LS_TRY_ASSIGN(const auto sampler, lab::QueueSampler::create({listener}, 1 / toSeconds(period), [&](Sample& sample) {
                      sample.accepted = accepted.value();
                  }));
    const Nanoseconds before = processCpu();
    const TimePoint start = Clock::now() + 1ms;
    sampler->start(start);
    std::vector<double> latenesses;
    const Ticker taker(start + kTakePeriod, kTakePeriod);
    for (std::int64_t passed = 0; passed < kWindow / kTakePeriod;) {
        passed += taker.wait();
        for (const Sample& sample : sampler->take()) {
            latenesses.push_back(sample.latenessUs);
        }
    }
    sampler->stop();
    return Sampling{toSeconds(processCpu() - before) / toSeconds(kWindow) * 100, median(std::move(latenesses))};
}

/// Compares the cost and keeps the medians of the lateness of every window.
struct SamplingComparison {
    Comparison core;
    double ourLatenessUs = 0;
    double bareLatenessUs = 0;
};

Result<SamplingComparison> compareSampling(int listener, Nanoseconds period) {
    std::vector<double> ours;
    std::vector<double> bare;
    const auto measureOurs = [&]() -> Result<double> {
        LS_TRY_ASSIGN(const Sampling sampling, ourSampling(listener, period));
        ours.push_back(sampling.latenessP50Us);
        return sampling.core;
    };
    const auto measureBare = [&]() -> Result<double> {
        const Sampling sampling = bareSampling(period);
        bare.push_back(sampling.latenessP50Us);
        return sampling.core;
    };
    LS_TRY_ASSIGN(const Comparison core, compare(kPairs, measureOurs, measureBare));
    return SamplingComparison{core, median(std::move(ours)), median(std::move(bare))};
}

std::string percent(double value) {
    return fmt::format("{:.2f} %", value);
}

} // namespace

Result<std::vector<Row>> benchSampler() {
    LS_TRY_ASSIGN(const auto net, enterNamespace());
    LS_TRY_ASSIGN(const server::Listener listener, openListener(*net));
    LS_TRY_ASSIGN(const SamplingComparison fast, compareSampling(listener.fd(), 100us));
    LS_TRY_ASSIGN(const SamplingComparison slow, compareSampling(listener.fd(), 1ms));
    return std::vector<Row>{{"sampling at 10 kHz", percent(fast.core.ours), percent(fast.core.floor),
                             fmt::format("{:+.2f} points", fast.core.difference), "<= 4", fast.core.difference <= 4},
                            {"  p50 lateness", fmt::format("{:.0f} us", fast.ourLatenessUs),
                             fmt::format("{:.0f} us", fast.bareLatenessUs),
                             fmt::format("{:.0f} us", fast.ourLatenessUs), "<= 50", fast.ourLatenessUs <= 50},
                            {"sampling at 1 kHz", percent(slow.core.ours), percent(slow.core.floor),
                             percent(slow.core.ours), "<= 3", slow.core.ours <= 3}};
}

} // namespace ls::bench
