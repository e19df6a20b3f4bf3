// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/load/client_pool.h"

#include "engine/base/socket_close.h"

#include <algorithm>
#include <cerrno>

#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace ls::load {

namespace {

constexpr std::size_t kChunk = 64 * 1024;

int connectTo(int fd, const SocketAddress& server) {
    return ::connect(fd, server.get(), server.size()) == 0 ? 0 : errno;
}

/// Errors of connect() that come from the other end; with any other one no SYN was sent.
bool isAnswer(int err) {
    return err == ECONNREFUSED || err == ECONNRESET || err == ETIMEDOUT || err == EPIPE;
}

/// Before any data is sent, the only segment that can have been repeated is the SYN; the kernel counts it where it
/// moves TCPSynRetrans too (__tcp_retransmit_skb(), net/ipv4/tcp_output.c). nullopt where it does not answer.
std::optional<std::uint32_t> synRetransmits(int fd) {
    tcp_info info{};
    socklen_t size = sizeof info;
    const bool answered = ::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 &&
                          size >= offsetof(tcp_info, tcpi_total_retrans) + sizeof info.tcpi_total_retrans;
    return answered ? std::optional(info.tcpi_total_retrans) : std::nullopt;
}

} // namespace

ClientPool::ClientPool(reactor::EventLoop& loop, const LoadPlan& plan, const LoadRoute& route,
                       netns::SocketSource& sockets, PoolShare share)
    : m_loop(loop)
    , m_plan(plan)
    , m_route(route)
    , m_server(route.server)
    , m_stock(sockets, route.server.address.family(), share.count)
    , m_share(share)
    , m_clients(share.count)
    , m_payload(std::min<std::size_t>(plan.payload, kChunk), std::byte{'L'})
    , m_scratch(plan.payload > 0 ? kChunk : 0)
    , m_outcomes(share.count) {
}

std::uint64_t ClientPool::numberOf(const Client& client) const {
    const auto index = static_cast<std::uint64_t>(&client - m_clients.data());
    return m_route.firstClient + m_share.first + index * m_share.stride;
}

void ClientPool::become(Client& client, Outcome outcome, int err) {
    m_outcomes.move(client.outcome, client.err, outcome, err);
    client.outcome = outcome;
    client.err = static_cast<std::int16_t>(err);
}

/// What is still held was counted long ago. A reset ends both ends at once, while goodbyes cost four segments each and
/// leave the kernel a TIME_WAIT to clean up during the next measurement.
ClientPool::~ClientPool() {
    for (const Client& client : m_clients) {
        if (client.fd.isOpen()) {
            closeByReset(client.fd.get());
        }
    }
}

void ClientPool::open(std::uint32_t index) {
    Client& client = m_clients[index];
    auto socket = m_stock.take();
    if (!socket) {
        notStarted(client, socket.error());
        return;
    }
    if (m_plan.ports == PortChoice::Kernel) {
        client.fd = std::move(*socket);
        return;
    }
    const auto address = m_route.addresses.addressOf(numberOf(client));
    if (!address) {
        notStarted(client, Error{ErrorCode::SystemCall, EADDRNOTAVAIL, "no source address left"});
        return;
    }
    const SocketAddress own(*address);
    if (::bind(socket->get(), own.get(), own.size()) != 0) {
        const int err = errno;
        notStarted(client, sysFailure("bind(client)", err).value());
        return;
    }
    client.fd = std::move(*socket);
}

void ClientPool::launch(std::uint32_t index, TimePoint intended) {
    Client& client = m_clients[index];
    if (!client.fd.isOpen() && client.phase == Phase::Idle) {
        open(index);
    }
    if (!client.fd.isOpen()) {
        return;
    }
    client.start = intended;
    int err = connectTo(client.fd.get(), m_server);
    if (err != 0 && err != EINPROGRESS && !isAnswer(err)) {
        notStarted(client, sysFailure("connect()", err).value());
        return;
    }
    m_counters.attempted.add();
    become(client, Outcome::Pending);
    client.phase = Phase::Connecting;
    // On loopback the answer is here by now, but it waited for connect() to unlock the socket, so connect() could not
    // report it (release_sock(), net/core/sock.c). A second call does, which gives the exact time and saves a wait.
    if (err == EINPROGRESS) {
        err = connectTo(client.fd.get(), m_server);
    }
    if (err == 0) {
        completed(client, Clock::now());
    } else if (err != EALREADY) {
        connectFailed(client, err);
    }
}

void ClientPool::settle(std::uint32_t index) {
    Client& client = m_clients[index];
    if (client.phase == Phase::Connecting) {
        watchFor(index, EPOLLOUT);
        return;
    }
    if (client.phase != Phase::Connected) {
        return;
    }
    noteSynRetransmits(client);
    if (m_plan.payload == 0) {
        finish(index);
        return;
    }
    client.phase = Phase::Exchanging;
    if (sendPayload(client)) {
        watchFor(index, EPOLLIN | (client.sent < m_plan.payload ? EPOLLOUT : 0U));
    }
}

void ClientPool::onIo(std::uint32_t index, std::uint32_t events) {
    Client& client = m_clients[index];
    switch (client.phase) {
    case Phase::Connecting:
        onConnectReady(index);
        break;
    case Phase::Exchanging:
        exchange(index, events);
        break;
    default:
        // Held or parting: EPOLLERR, EPOLLHUP, or the awaited FIN. No error means that the server has said goodbye.
        connectionLost(client, takeSocketError(client.fd.get()));
        break;
    }
}

void ClientPool::onConnectReady(std::uint32_t index) {
    Client& client = m_clients[index];
    const TimePoint now = Clock::now();
    if (const int err = takeSocketError(client.fd.get()); err != 0) {
        connectFailed(client, err);
        return;
    }
    completed(client, now);
    settle(index);
}

void ClientPool::exchange(std::uint32_t index, std::uint32_t events) {
    Client& client = m_clients[index];
    if ((events & EPOLLERR) != 0) {
        connectionLost(client, takeSocketError(client.fd.get()));
        return;
    }
    if ((events & EPOLLOUT) != 0) {
        if (!sendPayload(client)) {
            return;
        }
        if (client.sent == m_plan.payload) {
            watchFor(index, EPOLLIN);
        }
    }
    if ((events & (EPOLLIN | EPOLLHUP)) != 0 && receiveEcho(client) && client.received == m_plan.payload) {
        m_outcomes.addEchoed();
        finish(index);
    }
}

/// False when the connection is gone.
bool ClientPool::sendPayload(Client& client) {
    while (client.sent < m_plan.payload) {
        const std::size_t size = std::min<std::size_t>(m_payload.size(), m_plan.payload - client.sent);
        const ssize_t sent = ::send(client.fd.get(), m_payload.data(), size, MSG_NOSIGNAL);
        const int err = errno;
        if (sent < 0 && err == EINTR) {
            continue;
        }
        if (sent < 0 && err == EAGAIN) {
            return true;
        }
        if (sent < 0) {
            connectionLost(client, err);
            return false;
        }
        client.sent += static_cast<std::uint32_t>(sent);
    }
    return true;
}

/// False when the connection is gone.
bool ClientPool::receiveEcho(Client& client) {
    const ssize_t got = ::recv(client.fd.get(), m_scratch.data(), m_scratch.size(), 0);
    const int err = errno;
    if (got > 0) {
        client.received += static_cast<std::uint32_t>(got);
        return true;
    }
    if (got < 0 && (err == EAGAIN || err == EINTR)) {
        return true;
    }
    connectionLost(client, got < 0 ? err : 0);
    return false;
}

void ClientPool::completed(Client& client, TimePoint now) {
    if (m_route.observer != nullptr) {
        m_route.observer->onEstablished(numberOf(client), now);
    }
    become(client, Outcome::Established);
    client.phase = Phase::Connected;
    m_counters.established.add();
    m_latency.record(now - client.start);
}

void ClientPool::noteSynRetransmits(Client& client) {
    if (synRetransmits(client.fd.get()) == 0U) {
        become(client, Outcome::EstablishedAtOnce);
    }
}

void ClientPool::notStarted(Client& client, const Error& error) {
    if (error.code == ErrorCode::OpenerGone) {
        become(client, Outcome::NotReached); // the run is over; this client's turn never came
        m_problem = m_problem ? m_problem : error;
    } else {
        become(client, Outcome::NotStarted, error.sysErrno);
    }
    closeSocket(client);
    done(client);
}

void ClientPool::connectFailed(Client& client, int err) {
    const Outcome outcome = outcomeOfError(err, false);
    if (outcome == Outcome::Reset) {
        completed(client, Clock::now());
    }
    become(client, outcome, err);
    closeSocket(client);
    done(client);
}

void ClientPool::connectionLost(Client& client, int err) {
    if (const Outcome outcome = outcomeOfError(err, true); outcome != Outcome::Established) {
        become(client, outcome, err);
    }
    closeSocket(client);
    done(client);
}

void ClientPool::finish(std::uint32_t index) {
    Client& client = m_clients[index];
    switch (m_plan.close) {
    case CloseMode::Hold:
        watchFor(index, 0); // EPOLLERR and EPOLLHUP come unasked
        break;
    case CloseMode::Half:
        part(index, 0); // EPOLLHUP comes unasked when both sides have said goodbye
        return;
    case CloseMode::Answer:
        part(index, EPOLLRDHUP);
        return;
    case CloseMode::Rst:
        closeByReset(client.fd.get());
        closeSocket(client);
        break;
    case CloseMode::Fin:
        closeSocket(client);
        break;
    }
    done(client);
}

/// Done only when the server has said goodbye.
void ClientPool::part(std::uint32_t index, std::uint32_t awaited) {
    Client& client = m_clients[index];
    client.phase = Phase::Parting;
    if (m_plan.close == CloseMode::Half && ::shutdown(client.fd.get(), SHUT_WR) != 0) {
        connectionLost(client, errno);
        return;
    }
    watchFor(index, awaited);
}

void ClientPool::watchFor(std::uint32_t index, std::uint32_t events) {
    Client& client = m_clients[index];
    if (client.watch.isSet()) {
        [[maybe_unused]] const auto changed = m_loop.modify(client.watch, events);
        return;
    }
    auto watch = m_loop.watch(client.fd.get(), events, *this, index);
    if (watch) {
        client.watch = *watch;
    } else if (!m_problem) {
        m_problem = std::move(watch).error();
    }
}

void ClientPool::closeSocket(Client& client) {
    m_loop.forget(client.watch);
    client.watch = {};
    client.fd.reset();
}

void ClientPool::done(Client& client) {
    if (client.phase == Phase::Finished) {
        return;
    }
    client.phase = Phase::Finished;
    m_counters.done.add();
    if (m_onDone) {
        m_onDone();
    }
    if (m_onAllDone && m_counters.done.value() == m_share.count) {
        m_onAllDone();
    }
}

} // namespace ls::load
