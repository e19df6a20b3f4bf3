// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/acceptor.h"

#include "engine/base/socket_address.h"

#include <chrono>

#include <fcntl.h>
#include <sys/socket.h>

namespace ls::server {

namespace {

constexpr std::chrono::milliseconds kRetryWithoutResources{10};
// In one wake-up at most this many, whatever the budget: other work of the loop must not starve.
constexpr unsigned kLongestBatch = 4096;

UniqueFd openSpare() {
    return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

} // namespace

Acceptor::Acceptor(reactor::EventLoop& loop, const Listener& listener, AcceptSink& sink, Options options)
    : m_loop(loop)
    , m_listener(listener)
    , m_sink(sink)
    , m_options(options)
    , m_spare(openSpare())
    , m_self(std::make_shared<Acceptor*>(this)) {
}

Acceptor::~Acceptor() {
    *m_self = nullptr;
}

Result<> Acceptor::start() {
    LS_TRY_ASSIGN(m_watch, m_loop.watch(m_listener.fd(), 0, *this));
    return {};
}

void Acceptor::setPolicy(const AcceptPolicy& policy, TimePoint firstTurn) {
    m_policy = policy;
    m_loop.cancelTimer(m_timer);
    m_pacer.reset();
    if (policy.kind == AcceptPolicy::Kind::Paced) {
        m_pacer.emplace(policy.perSecond, firstTurn);
        listenForReadiness(false);
        retryAt(firstTurn);
        return;
    }
    listenForReadiness(policy.kind == AcceptPolicy::Kind::All);
}

void Acceptor::listenForReadiness(bool on) {
    const std::uint32_t edge = m_options.trigger == Trigger::Level ? 0U : std::uint32_t{EPOLLET};
    // EPOLL_CTL_MOD asks the socket anew, so an edge that passed while we did not look is reported now.
    [[maybe_unused]] const auto changed = m_loop.modify(m_watch, on ? EPOLLIN | edge : 0U);
}

void Acceptor::onIo(std::uint32_t /*token*/, std::uint32_t /*events*/) {
    if (m_pacer) {
        acceptPaced();
    } else if (m_policy.kind == AcceptPolicy::Kind::All) {
        acceptBatch();
    }
}

void Acceptor::acceptBatch() {
    const unsigned budget = m_options.budget == 0 ? kLongestBatch : m_options.budget;
    Outcome outcome = Outcome::Accepted;
    for (unsigned i = 0; i < budget && outcome != Outcome::Empty && outcome != Outcome::Exhausted; ++i) {
        outcome = acceptOne();
    }
    m_sink.onBatchEnd();
    if (outcome == Outcome::Exhausted) {
        listenForReadiness(false);
        retryAt(Clock::now() + kRetryWithoutResources);
    } else if (outcome != Outcome::Empty && m_options.trigger == Trigger::Edge) {
        continueLater();
    }
}

/// An edge is reported once: whoever stops before EAGAIN must come back by himself.
void Acceptor::continueLater() {
    m_loop.post([self = m_self] {
        if (*self != nullptr) {
            (*self)->onIo(0, EPOLLIN);
        }
    });
}

void Acceptor::acceptPaced() {
    const TimePoint now = Clock::now();
    Outcome outcome = Outcome::Accepted;
    while (m_pacer->isDue(now) && outcome != Outcome::Empty && outcome != Outcome::Exhausted) {
        outcome = acceptOne();
        if (outcome == Outcome::Accepted) {
            m_pacer->take();
        }
    }
    m_sink.onBatchEnd();
    if (outcome == Outcome::Empty) {
        m_pacer->foundNothing(now);
        listenForReadiness(true);
        return;
    }
    listenForReadiness(false);
    retryAt(outcome == Outcome::Exhausted ? now + kRetryWithoutResources : m_pacer->next());
}

void Acceptor::retryAt(TimePoint when) {
    m_loop.cancelTimer(m_timer);
    m_timer = m_loop.runAt(when, [self = m_self] {
        if (*self == nullptr) {
            return;
        }
        Acceptor& acceptor = **self;
        if (acceptor.m_policy.kind == AcceptPolicy::Kind::All) {
            acceptor.listenForReadiness(true);
        }
        acceptor.onIo(0, EPOLLIN);
    });
}

Acceptor::Outcome Acceptor::acceptOne() {
    SocketAddress peer;
    UniqueFd connection(::accept4(m_listener.fd(), peer.room(), peer.roomSize(), SOCK_NONBLOCK | SOCK_CLOEXEC));
    const int err = errno;
    if (!connection.isOpen()) {
        return handleError(err);
    }
    m_counters.accepted.add();
    m_sink.onAccepted(std::move(connection), peer.endpoint());
    return Outcome::Accepted;
}

Acceptor::Outcome Acceptor::handleError(int err) {
    switch (err) {
    case EAGAIN:
        return Outcome::Empty;
    case EMFILE:
    case ENFILE:
        return shedOne();
    case ENOBUFS:
    case ENOMEM:
        m_counters.failed.add();
        return Outcome::Exhausted;
    default:
        // EINTR, ECONNABORTED and the network errors accept(2) passes on concern this one connection only.
        m_counters.failed.add();
        return Outcome::Skipped;
    }
}

/// Without a descriptor the connection cannot be taken, and a level-triggered loop would spin on it. The spare one lets
/// us take it and close it: its client learns at once instead of waiting for nobody.
Acceptor::Outcome Acceptor::shedOne() {
    m_spare.reset();
    UniqueFd connection(::accept4(m_listener.fd(), nullptr, nullptr, SOCK_CLOEXEC));
    const int err = errno;
    const bool shed = connection.isOpen();
    if (shed) {
        m_counters.accepted.add();
        m_counters.shed.add();
        connection.reset();
    }
    m_spare = openSpare();
    if (!shed && err == EAGAIN) {
        return Outcome::Empty; // accept4() reserves the number before it looks at the queue
    }
    return m_spare.isOpen() ? Outcome::Accepted : Outcome::Exhausted;
}

} // namespace ls::server
