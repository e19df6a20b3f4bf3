// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/reactor/event_loop.h"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include <sys/eventfd.h>
#include <sys/timerfd.h>

namespace ls::reactor {

namespace {

constexpr int kBatch = 256;
// Slot numbers cannot come near these, so they mark the loop's own descriptors in epoll_event::data.
constexpr std::uint64_t kWakeUpMark = ~std::uint64_t{0};
constexpr std::uint64_t kTimerMark = ~std::uint64_t{0} - 1;

std::uint64_t pack(WatchId id) {
    return (std::uint64_t{id.generation} << 32) | id.slot;
}

WatchId unpack(std::uint64_t data) {
    return {static_cast<std::uint32_t>(data), static_cast<std::uint32_t>(data >> 32)};
}

Result<> addOwn(const UniqueFd& epoll, const UniqueFd& fd, std::uint64_t mark) {
    epoll_event event{EPOLLIN, {.u64 = mark}};
    if (::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, fd.get(), &event) != 0) {
        const int err = errno;
        return sysFailure("epoll_ctl(ADD, the loop's own descriptor)", err);
    }
    return {};
}

void drainCounter(const UniqueFd& fd) {
    std::uint64_t value = 0;
    // EAGAIN only says that somebody drained it before us.
    [[maybe_unused]] const ssize_t got = ::read(fd.get(), &value, sizeof value);
}

} // namespace

Result<std::unique_ptr<EventLoop>> EventLoop::create() {
    UniqueFd epoll(::epoll_create1(EPOLL_CLOEXEC));
    int err = errno;
    if (!epoll.isOpen()) {
        return sysFailure("epoll_create1()", err);
    }
    UniqueFd wakeUp(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    err = errno;
    if (!wakeUp.isOpen()) {
        return sysFailure("eventfd()", err);
    }
    UniqueFd timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
    err = errno;
    if (!timer.isOpen()) {
        return sysFailure("timerfd_create()", err);
    }
    LS_TRY(addOwn(epoll, wakeUp, kWakeUpMark));
    LS_TRY(addOwn(epoll, timer, kTimerMark));
    return std::unique_ptr<EventLoop>(new EventLoop(std::move(epoll), std::move(wakeUp), std::move(timer)));
}

EventLoop::EventLoop(UniqueFd epoll, UniqueFd wakeUp, UniqueFd timer)
    : m_epoll(std::move(epoll))
    , m_wakeUp(std::move(wakeUp))
    , m_timer(std::move(timer)) {
}

EventLoop::~EventLoop() = default;

void EventLoop::assertOwner() const {
    assert(isLoopThread() || m_thread.load(std::memory_order_relaxed) == std::thread::id());
}

bool EventLoop::isLoopThread() const {
    return m_thread.load(std::memory_order_relaxed) == std::this_thread::get_id();
}

void EventLoop::post(Task task) {
    const bool wasEmpty = m_posted.with([&](std::vector<Task>& queue) {
        queue.push_back(std::move(task));
        return queue.size() == 1;
    });
    if (wasEmpty) {
        wakeUp();
    }
}

void EventLoop::stop() {
    m_stop.store(true, std::memory_order_release);
    wakeUp();
}

void EventLoop::wakeUp() const {
    const std::uint64_t one = 1;
    // Fails only when the counter is full, and then the loop is awake anyway.
    [[maybe_unused]] const ssize_t written = ::write(m_wakeUp.get(), &one, sizeof one);
}

void EventLoop::run() {
    assert(m_thread.load(std::memory_order_relaxed) == std::thread::id() && "a loop runs once");
    m_thread.store(std::this_thread::get_id(), std::memory_order_relaxed);
    while (!m_stop.load(std::memory_order_acquire)) {
        waitAndDispatch(-1);
    }
    // Nobody runs these any more; they may own descriptors and belong to this thread.
    const std::vector<Task> unrun = m_posted.with([](std::vector<Task>& queue) { return std::exchange(queue, {}); });
}

int EventLoop::waitAndDispatch(int timeoutMs) {
    std::array<epoll_event, kBatch> events;
    const int count = ::epoll_wait(m_epoll.get(), events.data(), kBatch, timeoutMs);
    for (int i = 0; i < count; ++i) {
        dispatch(events[static_cast<std::size_t>(i)]);
    }
    return count;
}

void EventLoop::dispatch(const epoll_event& event) {
    if (event.data.u64 == kWakeUpMark) {
        drainCounter(m_wakeUp);
        runPosted();
        return;
    }
    if (event.data.u64 == kTimerMark) {
        drainCounter(m_timer);
        runDueTimers();
        return;
    }
    if (const Slot* slot = find(unpack(event.data.u64)); slot != nullptr) {
        slot->handler->onIo(slot->token, event.events);
    }
}

void EventLoop::drainReady(TimePoint deadline) {
    assertOwner();
    while (waitAndDispatch(0) > 0 && Clock::now() < deadline) {
    }
}

void EventLoop::runPosted() {
    std::vector<Task> tasks = m_posted.with([](std::vector<Task>& queue) { return std::exchange(queue, {}); });
    for (Task& task : tasks) {
        task();
    }
}

Result<WatchId> EventLoop::watch(int fd, std::uint32_t events, IoHandler& handler, std::uint32_t token) {
    assertOwner();
    if (m_freeSlots.empty()) {
        m_freeSlots.push_back(static_cast<std::uint32_t>(m_slots.size()));
        m_slots.emplace_back();
    }
    const std::uint32_t index = m_freeSlots.back();
    Slot& slot = m_slots[index];
    const WatchId id{index, slot.generation + 1};
    epoll_event event{events, {.u64 = pack(id)}};
    if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("epoll_ctl(ADD, fd {})", fd), err);
    }
    m_freeSlots.pop_back();
    slot = {&handler, fd, token, id.generation};
    ++m_watchCount;
    return id;
}

Result<> EventLoop::modify(WatchId id, std::uint32_t events) {
    assertOwner();
    const Slot* slot = find(id);
    if (slot == nullptr) {
        return failure(ErrorCode::SystemCall, "epoll_ctl(MOD): this registration was removed");
    }
    epoll_event event{events, {.u64 = pack(id)}};
    if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, slot->fd, &event) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("epoll_ctl(MOD, fd {})", slot->fd), err);
    }
    return {};
}

void EventLoop::unwatch(WatchId id) {
    assertOwner();
    if (const Slot* slot = find(id); slot != nullptr) {
        ::epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, slot->fd, nullptr);
        freeSlot(id.slot);
    }
}

void EventLoop::forget(WatchId id) {
    assertOwner();
    if (find(id) != nullptr) {
        freeSlot(id.slot);
    }
}

EventLoop::Slot* EventLoop::find(WatchId id) {
    const bool known = id.isSet() && id.slot < m_slots.size() && m_slots[id.slot].generation == id.generation &&
                       m_slots[id.slot].handler != nullptr;
    return known ? &m_slots[id.slot] : nullptr;
}

void EventLoop::freeSlot(std::uint32_t index) {
    Slot& slot = m_slots[index];
    slot = {nullptr, -1, 0, slot.generation + 1};
    m_freeSlots.push_back(index);
    --m_watchCount;
}

TimerId EventLoop::runAt(TimePoint when, Task task) {
    assertOwner();
    const TimerId id = ++m_lastTimer;
    m_timerTimes.emplace(id, when);
    const auto entry = m_timers.emplace(TimerKey{when, id}, std::move(task)).first;
    if (entry == m_timers.begin()) {
        armTimer();
    }
    return id;
}

void EventLoop::cancelTimer(TimerId id) {
    assertOwner();
    if (const auto found = m_timerTimes.find(id); found != m_timerTimes.end()) {
        m_timers.erase({found->second, id});
        m_timerTimes.erase(found);
    }
}

void EventLoop::runDueTimers() {
    // At most as many as there were: a timer that sets itself anew in the past must not starve the descriptors.
    for (std::size_t left = m_timers.size();
         left > 0 && !m_timers.empty() && m_timers.begin()->first.first <= Clock::now(); --left) {
        auto due = m_timers.extract(m_timers.begin());
        m_timerTimes.erase(due.key().second);
        due.mapped()();
    }
    armTimer();
}

void EventLoop::armTimer() {
    if (m_timers.empty()) {
        return;
    }
    itimerspec spec{};
    spec.it_value = toTimespec(m_timers.begin()->first.first.time_since_epoch());
    ::timerfd_settime(m_timer.get(), TFD_TIMER_ABSTIME, &spec, nullptr);
}

} // namespace ls::reactor
