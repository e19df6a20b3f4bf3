// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/wire.h"

#include <algorithm>
#include <utility>

#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/timerfd.h>

namespace ls::wire {

Result<std::unique_ptr<Wire>> Wire::start(const WirePlan& plan, WireEnds ends, const WireOptions& options) {
    LS_TRY(checkPlan(plan));
    UniqueFd epoll(::epoll_create1(EPOLL_CLOEXEC));
    UniqueFd timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
    UniqueFd wakeUp(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    const int err = errno;
    if (!epoll.isOpen() || !timer.isOpen() || !wakeUp.isOpen()) {
        return sysFailure("epoll_create1, timerfd_create, eventfd(wire)", err);
    }
    std::unique_ptr<Wire> wire(new Wire(std::move(epoll), std::move(timer), std::move(wakeUp), options.tapPackets));
    LS_TRY(wire->prepare(plan, std::move(ends), options));
    wire->m_thread = std::thread([self = wire.get()] {
        ::pthread_setname_np(::pthread_self(), "ls-wire");
        ::prctl(PR_SET_TIMERSLACK, 1UL); // nanoseconds; by default a wait may be 50 us longer (prctl(2))
        self->run();
    });
    return wire;
}

Wire::Wire(UniqueFd epoll, UniqueFd timer, UniqueFd wakeUp, std::size_t tapPackets)
    : m_epoll(std::move(epoll))
    , m_timer(std::move(timer))
    , m_wakeUp(std::move(wakeUp))
    , m_tap(tapPackets) {
}

Wire::~Wire() {
    stop();
}

Result<> Wire::prepare(const WirePlan& plan, WireEnds ends, const WireOptions& options) {
    LS_TRY_ASSIGN(auto clients, LinkEnd::open(std::move(ends.clients), "the clients' end"));
    LS_TRY_ASSIGN(auto server, LinkEnd::open(std::move(ends.server), "the server's end"));
    for (const int fd : {clients->fd(), server->fd(), m_timer.get(), m_wakeUp.get()}) {
        LS_TRY(watch(fd));
    }
    m_link = clients->kind();
    m_pcap = options.pcap;
    m_forwarder = std::make_unique<Forwarder>(
        plan,
        Forwarder::Ends{
            .clients = std::move(clients), .server = std::move(server), .serverEndpoint = ends.serverEndpoint},
        options.bytesInFlight, Forwarder::Outputs{m_tap, m_timingError, m_pcap.get()});
    return {};
}

Result<> Wire::watch(int fd) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event) != 0) {
        const int err = errno;
        return sysFailure("epoll_ctl(wire)", err);
    }
    return {};
}

void Wire::startClock(TimePoint zero) {
    m_orders.with([&](Orders& orders) { orders.clock = zero; });
    wakeUp();
}

Result<> Wire::change(const WirePlan& plan) {
    LS_TRY(checkPlan(plan));
    m_orders.with([&](Orders& orders) { orders.plan = plan; });
    wakeUp();
    return {};
}

void Wire::wakeUp() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wakeUp.get(), &one, sizeof one);
}

void Wire::run() {
    while (!m_stop.load()) {
        obey(m_orders.with([](Orders& orders) { return std::exchange(orders, {}); }));
        const auto due = m_forwarder->turn();
        publish();
        if (!m_forwarder->hasMore()) {
            wait(due);
        }
    }
    m_forwarder->takeRest();
    publish();
}

void Wire::obey(const Orders& orders) {
    if (orders.plan) {
        m_forwarder->change(*orders.plan);
    }
    if (orders.clock) {
        m_forwarder->startClock(*orders.clock);
    }
}

void Wire::publish() {
    m_forwarder->countOverruns();
    m_totals.with([this](WireTotals& totals) { totals = m_forwarder->totals(); });
}

void Wire::wait(std::optional<TimePoint> due) {
    itimerspec spec{}; // without a time: disarmed, and what it had to say is forgotten
    if (due) {
        spec.it_value = toTimespec(due->time_since_epoch());
    }
    ::timerfd_settime(m_timer.get(), TFD_TIMER_ABSTIME, &spec, nullptr);
    std::array<epoll_event, 4> events{};
    const int count = ::epoll_wait(m_epoll.get(), events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
        if ((events[static_cast<std::size_t>(i)].events & EPOLLERR) != 0) {
            noteError(events[static_cast<std::size_t>(i)].data.fd);
        }
    }
    std::uint64_t woken = 0;
    [[maybe_unused]] const ssize_t got = ::read(m_wakeUp.get(), &woken, sizeof woken);
}

void Wire::noteError(int fd) {
    if (auto taken = m_forwarder->takeError(); !taken) {
        m_problem.with([&](auto& problem) { problem = std::move(taken).error(); });
        ::epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, fd, nullptr); // it would wake us up for ever
    }
}

std::optional<Error> Wire::problem() const {
    return m_problem.with([](const auto& problem) { return problem; });
}

WireStats Wire::stats() const {
    WireStats stats;
    static_cast<WireTotals&>(stats) = m_totals.with([](const WireTotals& totals) { return totals; });
    stats.timingError = m_timingError.snapshot();
    stats.link = m_link;
    return stats;
}

void Wire::stop() {
    m_stop.store(true);
    wakeUp();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

} // namespace ls::wire
