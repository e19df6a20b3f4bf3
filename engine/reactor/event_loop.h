// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/guarded.h"
#include "engine/base/result.h"
#include "engine/base/task.h"
#include "engine/base/unique_fd.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <thread>
#include <vector>

#include <sys/epoll.h>

namespace ls::reactor {

/// Receives what epoll reports for the descriptors it registered. `token` is the value given to watch().
class IoHandler {
public:
    IoHandler() = default;
    IoHandler(const IoHandler&) = delete;
    IoHandler& operator=(const IoHandler&) = delete;
    virtual void onIo(std::uint32_t token, std::uint32_t events) = 0;

protected:
    ~IoHandler() = default;
};

/// Names one registration; never the descriptor number, which the kernel hands out again.
struct WatchId {
    std::uint32_t slot = 0;
    std::uint32_t generation = 0; ///< 0 = no registration

    [[nodiscard]] bool isSet() const { return generation != 0; }
};

using TimerId = std::uint64_t;

/// One epoll instance, its timers (timerfd) and the queue of work posted to it (eventfd).
///
/// The thread that calls run() is the loop thread; before run() the creating thread may prepare watches and timers.
/// A loop runs once. What is registered belongs to the registering code: the loop owns no descriptor but its own, and
/// never reports an event for a registration that was removed, even within one batch from the kernel.
class EventLoop final {
public:
    [[nodiscard]] static Result<std::unique_ptr<EventLoop>> create();
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    // Any thread. -----------------------------------------------------------------------------------------------------

    /// Runs the task on the loop thread, in the order of posting. A task still queued when the loop ends is destroyed
    /// there, not run.
    void post(Task task);
    /// Makes run() return after the work at hand; before run(), makes it return at once.
    void stop();
    [[nodiscard]] bool isLoopThread() const;

    // Loop thread (or before run()). ----------------------------------------------------------------------------------

    void run();

    /// `events` as in epoll_ctl(2), EPOLLET included. On failure nothing is registered.
    [[nodiscard]] Result<WatchId> watch(int fd, std::uint32_t events, IoHandler& handler, std::uint32_t token = 0);
    [[nodiscard]] Result<> modify(WatchId id, std::uint32_t events);
    /// Removes the registration; an unknown or removed one is left alone.
    void unwatch(WatchId id);
    /// The same without the system call, for a descriptor that is closed right after and has no duplicate: close()
    /// removes it from epoll (epoll(7), questions and answers).
    void forget(WatchId id);

    /// Runs `task` once, at `when` or as soon after as the loop gets to it.
    TimerId runAt(TimePoint when, Task task);
    /// A timer that has run or is unknown is left alone.
    void cancelTimer(TimerId id);

    /// Handles whatever the kernel holds ready now, without waiting, until nothing is ready or `deadline` passes.
    void drainReady(TimePoint deadline);

    [[nodiscard]] std::size_t watchCount() const { return m_watchCount; }

private:
    struct Slot {
        IoHandler* handler = nullptr;
        int fd = -1;
        std::uint32_t token = 0;
        std::uint32_t generation = 0; ///< odd while registered
    };
    using TimerKey = std::pair<TimePoint, TimerId>;

    EventLoop(UniqueFd epoll, UniqueFd wakeUp, UniqueFd timer);

    void assertOwner() const;
    [[nodiscard]] Slot* find(WatchId id);
    void freeSlot(std::uint32_t index);
    int waitAndDispatch(int timeoutMs);
    void dispatch(const epoll_event& event);
    void runPosted();
    void runDueTimers();
    void armTimer();
    void wakeUp() const;

    UniqueFd m_epoll;
    UniqueFd m_wakeUp;
    UniqueFd m_timer;
    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_freeSlots;
    std::size_t m_watchCount = 0;
    std::map<TimerKey, Task> m_timers;
    std::map<TimerId, TimePoint> m_timerTimes;
    TimerId m_lastTimer = 0;
    Guarded<std::vector<Task>> m_posted;
    std::atomic<bool> m_stop{false};
    std::atomic<std::thread::id> m_thread{};
};

} // namespace ls::reactor
