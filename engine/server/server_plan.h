// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/server/accept_policy.h"

#include <cstddef>
#include <vector>

namespace ls::server {

enum class Trigger { Level, Edge };

enum class Balance { RoundRobin, LeastLoaded };

enum class ListenerMode {
    Shared,    ///< one listener, connections spread over the reactors: see handsOver()
    ReusePort, ///< one listener per reactor, each serves what it accepts
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
