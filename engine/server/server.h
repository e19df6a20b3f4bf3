// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/reactor/loop_thread.h"
#include "engine/server/acceptor.h"
#include "engine/server/dispatcher.h"
#include "engine/server/listener.h"
#include "engine/server/server_plan.h"
#include "engine/server/sub_reactor.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace ls::server {

/// Told what the server does, on the thread that does it: implementations are thread-safe and quick.
class ServerObserver : public AcceptObserver {
public:
    virtual void onPolicyChanged(const AcceptPolicy& policy) = 0;
    /// listen() was called again, on every listener or about to be.
    virtual void onBacklogChanged(int backlog) = 0;
    virtual void onServerError(const Error& error) = 0;

protected:
    ~ServerObserver() = default;
};

/// What one listener did.
struct ListenerCounts {
    std::uint64_t accepted = 0;
    std::uint64_t shed = 0;
    std::uint64_t failed = 0;
};

/// The multi-reactor echo server: a main reactor with the acceptor and N sub-reactors, or N reactors with a listener
/// each. Owned by the engine; public methods may be called from any thread but the server's own. stop() works in any
/// state, more than once, and returns when every thread has been joined; connections close with the object.
class Server final {
public:
    /// Binds to `address` (port 0: any free one) and listens; `sockets` holds plan.listenerCount() TCP sockets
    /// of its family.
    [[nodiscard]] static Result<std::unique_ptr<Server>>
    create(ServerPlan plan, std::vector<UniqueFd> sockets, ServerObserver& observer,
           const IpEndpoint& address = {IpAddress::loopback(IpFamily::V4), 0});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Starts the threads, once. The steps of the plan are due relative to `clockStart`.
    [[nodiscard]] Result<> start(TimePoint clockStart);
    /// Accepts no more, whatever the plan still holds. True when every acceptor has stopped, false past the deadline.
    [[nodiscard]] bool haltAccepting(std::chrono::milliseconds deadline);
    void stop();
    /// After stop(): closes the listeners; the kernel resets what they still hold.
    void closeListeners();

    /// Change a running server. Takes effect on its loops; the observer hears of it.
    void setBacklog(int backlog);
    void setAcceptPolicy(const AcceptPolicy& policy);

    [[nodiscard]] const IpEndpoint& address() const { return m_address; }
    [[nodiscard]] std::size_t listenerCount() const { return m_lanes.size(); }
    /// Borrowed; valid until closeListeners().
    [[nodiscard]] std::vector<int> listenerFds() const;

    [[nodiscard]] ListenerCounts listenerCounts(std::size_t index) const;
    /// Sum over the listeners.
    [[nodiscard]] std::uint64_t accepted() const;
    /// Connections that were in a queue when their listener was closed.
    [[nodiscard]] std::uint64_t discarded() const { return m_discarded; }
    /// Whether steps of the plan are still to come.
    [[nodiscard]] bool hasStepsLeft() const { return m_stepsLeft.load() > 0; }
    /// Whether an accepted connection is still open, or on its way to its reactor.
    [[nodiscard]] bool isServing() const;
    /// Connections the server ended without its client having to know: see SubReactorCounters.
    [[nodiscard]] std::uint64_t givenUp() const;
    /// Connections handed to each reactor.
    [[nodiscard]] std::vector<std::uint64_t> perReactor() const;

private:
    struct Reactor {
        std::unique_ptr<reactor::LoopThread> thread;
        std::unique_ptr<SubReactor> connections;
    };
    /// A listener with its acceptor, on the loop of `thread`.
    struct Lane {
        std::unique_ptr<Listener> listener;
        reactor::LoopThread* thread = nullptr;
        std::unique_ptr<AcceptSink> sink;
        std::unique_ptr<Acceptor> acceptor;
        bool halted = false; ///< loop thread
    };

    Server(ServerPlan plan, ServerObserver& observer, const IpEndpoint& address)
        : m_plan(std::move(plan))
        , m_observer(observer)
        , m_address(address) {}

    [[nodiscard]] Result<> addReactors();
    [[nodiscard]] Result<> addLanes(std::vector<UniqueFd> sockets);
    [[nodiscard]] Result<> scheduleSteps(std::size_t lane, TimePoint clockStart);
    void takeStep(std::size_t lane, TimePoint when, std::function<void()> step);
    void applyPolicy(std::size_t lane, const AcceptPolicy& policy, TimePoint from);
    void applyBacklog(std::size_t lane, int backlog);

    ServerPlan m_plan;
    ServerObserver& m_observer;
    IpEndpoint m_address; ///< with its port once the first listener is bound
    std::unique_ptr<reactor::LoopThread>
        m_mainThread; ///< only where plan.handsOver(); loops outlive what is registered on them
    std::vector<Reactor> m_reactors;
    std::vector<Lane> m_lanes;
    std::uint64_t m_discarded = 0;
    std::atomic<std::size_t> m_stepsLeft{0}; ///< of all lanes
};

} // namespace ls::server
