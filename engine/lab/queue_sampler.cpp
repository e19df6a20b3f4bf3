// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/queue_sampler.h"

#include <utility>

#include <pthread.h>
#include <sys/timerfd.h>

namespace ls::lab {

Result<std::unique_ptr<QueueSampler>> QueueSampler::create(std::vector<int> listenerFds, double rateHz, FillIn fillIn) {
    UniqueFd timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
    const int err = errno;
    if (!timer.isOpen()) {
        return sysFailure("timerfd_create(queue sampler)", err);
    }
    const Nanoseconds period(static_cast<std::int64_t>(1e9 / rateHz));
    return std::unique_ptr<QueueSampler>(
        new QueueSampler(std::move(timer), std::move(listenerFds), period, std::move(fillIn)));
}

QueueSampler::QueueSampler(UniqueFd timer, std::vector<int> listenerFds, Nanoseconds period, FillIn fillIn)
    : m_timer(std::move(timer))
    , m_probe(std::move(listenerFds))
    , m_period(period)
    , m_fillIn(std::move(fillIn)) {
}

QueueSampler::~QueueSampler() {
    stop();
}

void QueueSampler::start(TimePoint clockStart) {
    m_clockStart = clockStart;
    itimerspec spec{};
    spec.it_value = toTimespec(clockStart.time_since_epoch());
    spec.it_interval = toTimespec(m_period);
    ::timerfd_settime(m_timer.get(), TFD_TIMER_ABSTIME, &spec, nullptr);
    m_thread = std::thread([this] {
        ::pthread_setname_np(::pthread_self(), "ls-sampler");
        run();
    });
}

void QueueSampler::stop() {
    m_stop.store(true, std::memory_order_release);
    // The timer fires at once and ends the read() the thread may be waiting in.
    itimerspec now{};
    now.it_value.tv_nsec = 1;
    ::timerfd_settime(m_timer.get(), 0, &now, nullptr);
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void QueueSampler::run() {
    std::uint64_t served = 0;
    for (;;) {
        std::uint64_t expired = 0;
        const ssize_t got = ::read(m_timer.get(), &expired, sizeof expired);
        const TimePoint now = Clock::now();
        if (m_stop.load(std::memory_order_acquire)) {
            return;
        }
        if (got != static_cast<ssize_t>(sizeof expired)) {
            continue; // EINTR
        }
        const TimePoint due = m_clockStart + m_period * static_cast<std::int64_t>(served);
        served += expired;
        if (auto sampled = sampleOnce(now, due, expired > 1); !sampled) {
            m_output.with([&](Output& output) { output.problem = std::move(sampled).error(); });
            return;
        }
    }
}

Result<> QueueSampler::sampleOnce(TimePoint now, TimePoint due, bool afterGap) {
    Sample sample;
    sample.time = now - m_clockStart;
    sample.latenessUs =
        static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::microseconds>(now - due).count());
    LS_TRY(m_probe.look(sample));
    m_fillIn(sample);
    m_output.with([&](Output& output) {
        output.samples.push_back(sample);
        ++output.count;
        output.gaps += afterGap ? 1 : 0;
        output.lastTime = sample.time;
        output.lateness.record(now - due);
    });
    return {};
}

std::vector<Sample> QueueSampler::take() {
    return m_output.with([](Output& output) { return std::exchange(output.samples, {}); });
}

std::optional<Error> QueueSampler::problem() const {
    return m_output.with([](const Output& output) { return output.problem; });
}

SamplingQuality QueueSampler::quality() const {
    return m_output.with([](const Output& output) {
        SamplingQuality quality;
        quality.samples = output.count;
        quality.gaps = output.gaps;
        // The first sample is taken at time 0, so n samples span n - 1 periods.
        const double span = toSeconds(output.lastTime);
        quality.realRateHz = output.count > 1 && span > 0 ? static_cast<double>(output.count - 1) / span : 0;
        quality.latenessP99 = output.lateness.percentile(0.99);
        return quality;
    });
}

} // namespace ls::lab
