// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/base/unique_fd.h"
#include "engine/metrics/counter.h"
#include "engine/reactor/event_loop.h"
#include "engine/server/acceptor.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace ls::server {

/// Written by the sub-reactor's loop, read by anybody.
struct alignas(kCacheLine) SubReactorCounters {
    Counter adopted; ///< connections handed to this reactor
    Counter open;    ///< of those, still open
    Counter echoedBytes;
    Counter failed;  ///< connections given up because epoll refused them
    Counter givenUp; ///< ended by our reset, or because the peer no longer answered: the client may not know
};

/// Serves connections on one loop: sends back what it reads, and answers a client's half-close with its own once
/// everything is sent, unless it is told to end them otherwise. Reading pauses while the client does not take the echo,
/// so memory stays bounded. Loop thread, except where said.
class SubReactor final : public reactor::IoHandler {
public:
    SubReactor(reactor::EventLoop& loop, Trigger trigger, ServerClose closing = ServerClose::Answer);
    ~SubReactor();

    void adopt(UniqueFd connection);
    /// Any thread. Keeps order; one wake-up for all of them.
    void adoptLater(std::vector<UniqueFd> connections);

    [[nodiscard]] const SubReactorCounters& counters() const { return m_counters; }

    void onIo(std::uint32_t token, std::uint32_t events) override;

private:
    /// One open connection; the token of its watch is its place in m_connections. Kept small: thousands are held open.
    struct Connection {
        UniqueFd fd;
        reactor::WatchId watch;
        std::unique_ptr<std::vector<std::byte>> unsent; ///< only while the client takes less than we echo
        bool clientDone = false;                        ///< its FIN was read
    };
    enum class ReadOutcome { More, Drained, Finished, Broken };

    [[nodiscard]] std::uint32_t place(UniqueFd fd);
    void serve(std::uint32_t token, bool hangingUp);
    [[nodiscard]] ReadOutcome readAndEcho(Connection& connection);
    [[nodiscard]] bool echo(Connection& connection, std::size_t size);
    [[nodiscard]] bool flush(Connection& connection);
    void wait(Connection& connection);
    void endAtOnce(UniqueFd connection);
    void goodbye(std::uint32_t token);
    void closeBroken(std::uint32_t token);
    void close(std::uint32_t token);

    reactor::EventLoop& m_loop;
    std::uint32_t m_edge;
    ServerClose m_closing;
    std::vector<Connection> m_connections;
    std::vector<std::uint32_t> m_free;
    std::vector<std::byte> m_buffer;
    Guarded<std::vector<UniqueFd>> m_inbox;
    SubReactorCounters m_counters;
};

} // namespace ls::server
