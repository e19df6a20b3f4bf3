// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/load/load_clients.h"
#include "engine/netns/net_namespace.h"
#include "engine/server/server.h"

#include <future>
#include <memory>

namespace ls::bench {

inline constexpr std::uint32_t kManyConnections = 9000;

/// The private namespace of this build's opener.
[[nodiscard]] Result<std::unique_ptr<netns::NetNamespace>> enterNamespace();

/// Whether this process may hold both ends of so many connections.
[[nodiscard]] Result<> checkDescriptors(std::uint32_t connections);

/// A listening socket there, with nobody coming.
[[nodiscard]] Result<server::Listener> openListener(netns::NetNamespace& net);

/// Our server and our clients in a fresh state of the namespace, as in a run but without its instruments.
class Connections final {
public:
    /// Everything assembled, nothing started. The accept queue has room for every client.
    [[nodiscard]] static Result<std::unique_ptr<Connections>>
    create(netns::NetNamespace& net, server::ServerPlan server, const load::LoadPlan& clients);

    /// From the first SYN until the last client is done.
    [[nodiscard]] Result<Nanoseconds> run();
    /// The same, and every connection has reached its reactor.
    [[nodiscard]] Result<> hold();

    [[nodiscard]] const server::Server& server() const { return *m_server; }

private:
    class Silence final : public server::ServerObserver {
    public:
        void onAccepted(const IpEndpoint&, TimePoint) override {}
        void onPolicyChanged(const server::AcceptPolicy&) override {}
        void onBacklogChanged(int) override {}
        void onServerError(const Error&) override {}
    };

    std::uint32_t m_clients = 0;
    Silence m_observer;
    std::promise<void> m_allDone; // outlives the clients, who keep it
    std::unique_ptr<server::Server> m_server;
    std::unique_ptr<load::LoadClients> m_load;
};

/// `count` connections, open at both ends and idle.
[[nodiscard]] Result<std::unique_ptr<Connections>> holdConnections(netns::NetNamespace& net, std::uint32_t count);

} // namespace ls::bench
