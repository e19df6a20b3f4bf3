// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/server/accept_policy.h"

#include <cstddef>
#include <vector>

namespace ls::server {

enum class Trigger {
    Level,
    Edge,     ///< who stops before EAGAIN comes back by himself
    EdgeOnce, ///< the acceptor does not: a common mistake, for what the rest of the queue then waits for
};

enum class Balance { RoundRobin, LeastLoaded };

enum class ListenerMode {
    Shared,    ///< one listener, connections spread over the reactors: see handsOver()
    ReusePort, ///< one listener per reactor, each serves what it accepts
};

/// How the server ends the connections it accepted.
enum class ServerClose {
    Answer, ///< after the client's FIN
    Fin,    ///< at once: the server says goodbye first
    Rst,    ///< at once, with a reset
    Never,  ///< not even after the client's FIN, as a server that leaks its connections
};

struct ServerPlan {
    int backlog = 128;
    unsigned reactors = 1;
    ListenerMode listeners = ListenerMode::Shared;
    Trigger trigger = Trigger::Level;
    Balance balance = Balance::RoundRobin;
    unsigned acceptBudget = 0;           ///< accepts per wake-up, 0 = until EAGAIN
    std::vector<AcceptStep> accept = {}; ///< in order of time; before the first step everything is accepted
    std::vector<BacklogStep> backlogs = {};
    ServerClose close = ServerClose::Answer;
    bool keepAlive = false; ///< SO_KEEPALIVE, which accepted sockets inherit from the listener

    /// How many sockets Server::create() wants.
    [[nodiscard]] std::size_t listenerCount() const { return listeners == ListenerMode::ReusePort ? reactors : 1; }
    /// Whether a main reactor accepts and hands over; a single reactor accepts for itself.
    [[nodiscard]] bool handsOver() const { return listeners == ListenerMode::Shared && reactors > 1; }

    friend bool operator==(const ServerPlan&, const ServerPlan&) = default;
};

/// The backlog of the last listen() that takes place until `at`.
[[nodiscard]] int lastBacklog(const ServerPlan& plan, Nanoseconds at = Nanoseconds::max());
[[nodiscard]] int largestBacklog(const ServerPlan& plan);

} // namespace ls::server
