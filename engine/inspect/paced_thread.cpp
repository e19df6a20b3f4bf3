// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/paced_thread.h"

#include <algorithm>

#include <pthread.h>
#include <sys/timerfd.h>

namespace ls::inspect {

Result<std::unique_ptr<PacedThread>> PacedThread::start(std::string name, Turn turn) {
    UniqueFd timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
    const int err = errno;
    if (!timer.isOpen()) {
        return sysFailure("timerfd_create(inspector)", err);
    }
    std::unique_ptr<PacedThread> paced(new PacedThread(std::move(timer), std::move(turn)));
    paced->m_thread = std::thread([self = paced.get(), name = std::move(name)] {
        ::pthread_setname_np(::pthread_self(), name.c_str());
        self->run();
    });
    return paced;
}

PacedThread::~PacedThread() {
    m_stop.store(true);
    hurry();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void PacedThread::hurry() {
    m_hurried.store(true);
    armAt(TimePoint(Nanoseconds(1))); // long past: it fires at once
}

void PacedThread::armAt(TimePoint when) const {
    itimerspec spec{};
    spec.it_value = toTimespec(when.time_since_epoch());
    ::timerfd_settime(m_timer.get(), TFD_TIMER_ABSTIME, &spec, nullptr);
}

void PacedThread::run() {
    TimePoint due = Clock::now();
    while (!m_stop.load()) {
        m_hurried.store(false);
        due = m_turn(due);
        armAt(due);
        if (m_hurried.load()) {
            due = Clock::now(); // came while we worked, and armAt() has just covered it
            continue;
        }
        std::uint64_t expired = 0;
        [[maybe_unused]] const ssize_t got = ::read(m_timer.get(), &expired, sizeof expired);
        if (m_hurried.load()) {
            due = Clock::now();
        }
    }
}

TimePoint nextDeadline(TimePoint due, Nanoseconds period, Nanoseconds cost, double share) {
    const auto rest = Nanoseconds(static_cast<std::int64_t>(static_cast<double>(cost.count()) / share));
    const TimePoint earliest = std::max(Clock::now(), due + std::max(period, rest));
    const auto turns = (earliest - due + period - Nanoseconds(1)) / period;
    return due + period * turns;
}

} // namespace ls::inspect
