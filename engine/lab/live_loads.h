// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/base/result.h"
#include "engine/lab/event_log.h"
#include "engine/lab/live_snapshot.h"
#include "engine/load/load_clients.h"
#include "engine/netns/socket_source.h"
#include "engine/reactor/loop_scope.h"
#include "engine/reactor/loop_thread.h"

#include <functional>
#include <memory>
#include <optional>

namespace ls::lab {

/// The loads of a live laboratory, one at a time, each with clients of its own numbers. Opening a burst's sockets and
/// closing thousands of connections takes long, so a helper thread does both and the loop never waits for it.
/// Loop thread, except where said. Source, events and whatever the routes name outlive it.
class LiveLoads final {
public:
    struct Order {
        load::LoadPlan plan;
        std::optional<Nanoseconds> repeatEvery;
    };
    /// The way for a load that is about to be launched; `firstClient` as in LoadRoute.
    using Launching = std::function<load::LoadRoute(const load::LoadPlan& plan, std::uint64_t firstClient)>;

    [[nodiscard]] static Result<std::unique_ptr<LiveLoads>>
    create(reactor::EventLoop& loop, netns::SocketSource& sockets, EventLog& events, Launching launching);
    ~LiveLoads();
    LiveLoads(const LiveLoads&) = delete;
    LiveLoads& operator=(const LiveLoads&) = delete;

    /// As soon as the load at work, if any, is ended.
    void start(Order order);
    void stop();

    /// Over all loads, never falling. Any thread.
    [[nodiscard]] std::uint64_t attempted() const;
    [[nodiscard]] std::uint64_t established() const;

    [[nodiscard]] LiveLoad current() const;
    /// Over all loads.
    [[nodiscard]] load::OutcomeCounts total() const;
    [[nodiscard]] HistogramSnapshot connectLatency() const;
    /// Clients have reset their connections, or were stopped: not every client's row is in the socket table any more.
    [[nodiscard]] bool rowsGone() const { return m_rowsGone; }
    /// No client has closed its connection.
    [[nodiscard]] bool allHeld() const { return m_allHeld; }
    /// The first trouble of a load's own.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

private:
    /// The load at work, and what the ones before it counted.
    struct Work {
        std::shared_ptr<load::LoadClients> load;
        std::uint64_t attemptedBefore = 0;
        std::uint64_t establishedBefore = 0;
    };

    LiveLoads(reactor::EventLoop& loop, netns::SocketSource& sockets, EventLog& events, Launching launching,
              std::unique_ptr<reactor::LoopThread> helper);

    void launch(Order order);
    void launchOnHelper(const load::LoadPlan& plan, const load::LoadRoute& route, std::uint32_t number);
    void onLaunched(std::uint32_t number, const std::optional<Error>& error);
    void onAllDone(std::uint32_t number);
    void beginEnding();
    void onEnded();
    [[nodiscard]] std::shared_ptr<load::LoadClients> atWork() const;

    netns::SocketSource& m_sockets;
    EventLog& m_events;
    Launching m_launching;
    LiveLoad m_current; ///< clients: of the last load when none is at work
    std::optional<Order> m_next;
    std::uint64_t m_firstClient = 0;
    reactor::TimerId m_repeat = 0;
    load::OutcomeCounts m_ended;
    HistogramSnapshot m_endedLatency;
    bool m_rowsGone = false;
    bool m_allHeld = true;
    std::optional<Error> m_problem;
    Guarded<Work> m_work;
    reactor::LoopScope m_scope;
    std::unique_ptr<reactor::LoopThread> m_helper; ///< last: joined before anything it uses goes
};

} // namespace ls::lab
