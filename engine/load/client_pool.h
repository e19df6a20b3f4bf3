// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/socket_address.h"
#include "engine/load/load_plan.h"
#include "engine/load/outcome.h"
#include "engine/load/socket_stock.h"
#include "engine/load/source_addresses.h"
#include "engine/metrics/counter.h"
#include "engine/metrics/latency_histogram.h"
#include "engine/reactor/event_loop.h"

#include <functional>
#include <optional>
#include <vector>

namespace ls::load {

/// Written by the pool's loop, read by anybody.
struct alignas(kCacheLine) PoolCounters {
    Counter attempted;   ///< first SYNs sent
    Counter established; ///< of those, completed (whatever became of them later)
    Counter done;        ///< clients that need nothing more: finished, failed, or not started
};

/// Told of every handshake a client completes, on that client's thread: implementations are thread-safe and quick.
class ClientObserver {
public:
    ClientObserver() = default;
    ClientObserver(const ClientObserver&) = delete;
    ClientObserver& operator=(const ClientObserver&) = delete;
    virtual void onEstablished(std::uint64_t client, TimePoint when) = 0;

protected:
    ~ClientObserver() = default;
};

/// Where a load's connections come from and go to. The observer outlives the load.
struct LoadRoute {
    IpEndpoint server;
    SourceAddresses addresses;
    std::uint64_t firstClient = 0; ///< number of this load's first client; those of an earlier load are not used again
    ClientObserver* observer = nullptr;
};

/// Which of all planned clients a pool runs: first, first + stride, first + 2 · stride …
struct PoolShare {
    std::uint32_t first = 0;
    std::uint32_t stride = 1;
    std::uint32_t count = 0;
};

/// One client thread's connections: opens, connects, exchanges the payload, holds or closes, and records what became of
/// each. When a client begins is the generator's business. Loop thread (or before the loop runs), except the counters
/// and the outcomes.
class ClientPool final : public reactor::IoHandler {
public:
    using Handler = std::function<void()>;

    ClientPool(reactor::EventLoop& loop, const LoadPlan& plan, const LoadRoute& route, netns::SocketSource& sockets,
               PoolShare share);
    ~ClientPool();

    /// Called each time a client is done; the generator's.
    void setDoneHandler(Handler handler) { m_onDone = std::move(handler); }
    /// Called once, when the last client is done.
    void setAllDoneHandler(Handler handler) { m_onAllDone = std::move(handler); }

    [[nodiscard]] std::uint32_t count() const { return m_share.count; }

    /// Makes the socket ready: opened and bound. Done by launch() where it was not done before.
    void open(std::uint32_t client);
    /// Sends the SYN; latency counts from `intended`.
    void launch(std::uint32_t client, TimePoint intended);
    /// Goes on from where launch() left the client: waits, exchanges, or finishes. Apart from it so that a burst's SYNs
    /// follow each other without anything between them.
    void settle(std::uint32_t client);

    [[nodiscard]] const PoolCounters& counters() const { return m_counters; }
    [[nodiscard]] const OutcomeTally& outcomes() const { return m_outcomes; }
    [[nodiscard]] const LatencyHistogram& connectLatency() const { return m_latency; }
    /// The first thing that went wrong with the generator itself, as opposed to its connections.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

    void onIo(std::uint32_t client, std::uint32_t events) override;

private:
    enum class Phase : std::uint8_t { Idle, Connecting, Connected, Exchanging, Parting, Finished };

    /// One planned connection; thousands are held, so it is kept small.
    struct Client {
        UniqueFd fd;
        Phase phase = Phase::Idle;
        Outcome outcome = Outcome::NotReached;
        std::int16_t err = 0;
        reactor::WatchId watch;
        std::uint32_t sent = 0;
        std::uint32_t received = 0;
        TimePoint start{};
    };

    /// Its number among the clients of all loads.
    [[nodiscard]] std::uint64_t numberOf(const Client& client) const;
    void become(Client& client, Outcome outcome, int err = 0);
    void completed(Client& client, TimePoint now);
    void noteSynRetransmits(Client& client);
    void notStarted(Client& client, const Error& error);
    void connectFailed(Client& client, int err);
    void connectionLost(Client& client, int err);
    void onConnectReady(std::uint32_t index);
    void exchange(std::uint32_t index, std::uint32_t events);
    [[nodiscard]] bool sendPayload(Client& client);
    [[nodiscard]] bool receiveEcho(Client& client);
    void finish(std::uint32_t index);
    void part(std::uint32_t index, std::uint32_t awaited);
    void watchFor(std::uint32_t index, std::uint32_t events);
    void closeSocket(Client& client);
    void done(Client& client);

    reactor::EventLoop& m_loop;
    LoadPlan m_plan;
    LoadRoute m_route;
    SocketAddress m_server; ///< of the route, as connect() takes it
    SocketStock m_stock;
    PoolShare m_share;
    std::vector<Client> m_clients;
    std::vector<std::byte> m_payload;
    std::vector<std::byte> m_scratch;
    Handler m_onDone;
    Handler m_onAllDone;
    std::optional<Error> m_problem;
    PoolCounters m_counters;
    OutcomeTally m_outcomes;
    LatencyHistogram m_latency;
};

} // namespace ls::load
