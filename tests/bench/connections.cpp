// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/connections.h"

#include "engine/base/descriptor_limit.h"
#include "engine/netns/opener_location.h"
#include "tests/support/eventually.h"

#include <fmt/format.h>

#include <numeric>

namespace ls::bench {

Result<std::unique_ptr<netns::NetNamespace>> enterNamespace() {
    LS_TRY_ASSIGN(const auto opener, netns::findOpener());
    return netns::NetNamespace::create(opener);
}

Result<> checkDescriptors(std::uint32_t connections) {
    constexpr std::uint64_t kOurOwn = 200;
    const std::uint64_t needed = std::uint64_t{2} * connections + kOurOwn;
    if (const std::uint64_t allowed = raiseDescriptorLimit(); allowed < needed) {
        return failure(ErrorCode::Refused,
                       fmt::format("{} connections need {} descriptors, {} are allowed", connections, needed, allowed),
                       "raise the hard limit (ulimit -Hn)");
    }
    return {};
}

Result<server::Listener> openListener(netns::NetNamespace& net) {
    LS_TRY_ASSIGN(UniqueFd socket, net.openTcpSocket());
    LS_TRY_ASSIGN(server::Listener listener,
                  server::Listener::bind(std::move(socket), {}, server::PortSharing::Exclusive));
    LS_TRY(listener.listen(128));
    return listener;
}

Result<std::unique_ptr<Connections>> Connections::create(netns::NetNamespace& net, server::ServerPlan server,
                                                         const load::LoadPlan& clients) {
    LS_TRY(net.freshen());
    server.backlog = static_cast<int>(clients.clients);
    LS_TRY(net.writeSysctl("net.core.somaxconn", fmt::to_string(clients.clients)));
    auto made = std::make_unique<Connections>();
    made->m_clients = clients.clients;
    LS_TRY_ASSIGN(auto batch, net.takeTcpSockets(IpFamily::V4, server.listenerCount(), 0));
    LS_TRY_ASSIGN(made->m_server, server::Server::create(server, std::move(batch.sockets), made->m_observer));
    const load::LoadRoute route{made->m_server->address(), load::SourceAddresses(32768, 60999)};
    LS_TRY_ASSIGN(made->m_load,
                  load::LoadClients::create(clients, route, net, [self = made.get()] { self->m_allDone.set_value(); }));
    made->m_load->prepare();
    return made;
}

Result<Nanoseconds> Connections::run() {
    auto allDone = m_allDone.get_future();
    const TimePoint begin = Clock::now();
    LS_TRY(m_server->start(begin));
    m_load->start(begin);
    if (allDone.wait_for(test::kPatience) != std::future_status::ready) {
        return failure(ErrorCode::Timeout, fmt::format("{} clients were not done in time", m_clients));
    }
    return Clock::now() - begin;
}

Result<> Connections::hold() {
    LS_TRY(run());
    const bool allThere = test::eventually([this] {
        const auto counts = m_server->perReactor();
        return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}) == m_clients;
    });
    if (!allThere) {
        return failure(ErrorCode::Timeout, fmt::format("{} connections were not accepted in time", m_clients));
    }
    return {};
}

Result<std::unique_ptr<Connections>> holdConnections(netns::NetNamespace& net, std::uint32_t count) {
    LS_TRY(checkDescriptors(count));
    LS_TRY_ASSIGN(auto connections, Connections::create(net, {.reactors = 1}, {.clients = count}));
    LS_TRY(connections->hold());
    return connections;
}

} // namespace ls::bench
