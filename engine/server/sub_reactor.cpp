// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/sub_reactor.h"

#include "engine/base/socket_close.h"

#include <cerrno>
#include <iterator>
#include <span>
#include <utility>

#include <sys/socket.h>

namespace ls::server {

namespace {

constexpr std::size_t kBufferSize = 64 * 1024;

/// Bytes taken by the kernel, or nullopt when the connection is broken.
std::optional<std::size_t> sendSome(int fd, std::span<const std::byte> data) {
    const ssize_t sent = ::send(fd, data.data(), data.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
        return static_cast<std::size_t>(sent);
    }
    return errno == EAGAIN || errno == EINTR ? std::optional<std::size_t>(0) : std::nullopt;
}

} // namespace

SubReactor::SubReactor(reactor::EventLoop& loop, Trigger trigger, ServerClose closing)
    : m_loop(loop)
    , m_edge(trigger == Trigger::Level ? 0U : EPOLLET)
    , m_closing(closing)
    , m_buffer(kBufferSize) {
}

/// Whatever is still open was counted long ago. On a wire that has stopped nobody would answer a FIN, and the kernel
/// would keep the socket, and its namespace with it, for minutes.
SubReactor::~SubReactor() {
    for (const Connection& connection : m_connections) {
        if (connection.fd.isOpen()) {
            closeByReset(connection.fd.get());
        }
    }
}

void SubReactor::adoptLater(std::vector<UniqueFd> connections) {
    const bool wasEmpty = m_inbox.with([&](std::vector<UniqueFd>& inbox) {
        const bool empty = inbox.empty();
        inbox.insert(inbox.end(), std::move_iterator(connections.begin()), std::move_iterator(connections.end()));
        return empty;
    });
    if (wasEmpty) {
        m_loop.post([this] {
            for (UniqueFd& fd : m_inbox.with([](std::vector<UniqueFd>& inbox) { return std::exchange(inbox, {}); })) {
                adopt(std::move(fd));
            }
        });
    }
}

void SubReactor::adopt(UniqueFd connection) {
    if (m_closing == ServerClose::Fin || m_closing == ServerClose::Rst) {
        endAtOnce(std::move(connection));
        return;
    }
    const int fd = connection.get();
    const std::uint32_t token = place(std::move(connection));
    m_counters.adopted.add();
    m_counters.open.add();
    auto watch = m_loop.watch(fd, EPOLLIN | EPOLLRDHUP | m_edge, *this, token);
    if (!watch) {
        m_counters.failed.add();
        close(token);
        return;
    }
    m_connections[token].watch = *watch;
}

void SubReactor::endAtOnce(UniqueFd connection) {
    if (m_closing == ServerClose::Rst) {
        closeByReset(connection.get());
        m_counters.givenUp.add();
    }
    connection.reset();
    m_counters.adopted.add();
}

std::uint32_t SubReactor::place(UniqueFd fd) {
    if (m_free.empty()) {
        m_free.push_back(static_cast<std::uint32_t>(m_connections.size()));
        m_connections.emplace_back();
    }
    const std::uint32_t token = m_free.back();
    m_free.pop_back();
    m_connections[token] = Connection{std::move(fd), {}, nullptr, false};
    return token;
}

void SubReactor::onIo(std::uint32_t token, std::uint32_t events) {
    Connection& connection = m_connections[token];
    if ((events & EPOLLERR) != 0) {
        closeBroken(token); // nothing can be sent any more
        return;
    }
    if (connection.unsent != nullptr) {
        if (!flush(connection)) {
            close(token);
            return;
        }
        if (connection.unsent != nullptr) {
            return;
        }
    }
    serve(token, (events & (EPOLLRDHUP | EPOLLHUP)) != 0);
}

/// Reads until nothing is left (edge), or once (level: epoll comes back by itself). After a FIN there is always one
/// more read to do, the one that returns 0.
void SubReactor::serve(std::uint32_t token, bool hangingUp) {
    Connection& connection = m_connections[token];
    ReadOutcome outcome = ReadOutcome::More;
    do {
        outcome = connection.clientDone ? ReadOutcome::Finished : readAndEcho(connection);
    } while (outcome == ReadOutcome::More && (m_edge != 0 || hangingUp) && connection.unsent == nullptr);
    if (outcome == ReadOutcome::Broken) {
        closeBroken(token);
    } else if (outcome == ReadOutcome::Finished && connection.unsent == nullptr) {
        goodbye(token);
    }
}

/// The client has said goodbye, and everything is sent.
void SubReactor::goodbye(std::uint32_t token) {
    if (m_closing != ServerClose::Never) {
        close(token);
        return;
    }
    // Stays in CLOSE_WAIT; EPOLLERR and EPOLLHUP come unasked.
    [[maybe_unused]] const auto changed = m_loop.modify(m_connections[token].watch, 0);
}

/// Reset by the client, or the kernel gave it up: unanswered keep-alive probes, or data nobody acknowledged.
void SubReactor::closeBroken(std::uint32_t token) {
    if (takeSocketError(m_connections[token].fd.get()) == ETIMEDOUT) {
        m_counters.givenUp.add();
    }
    close(token);
}

SubReactor::ReadOutcome SubReactor::readAndEcho(Connection& connection) {
    const ssize_t got = ::recv(connection.fd.get(), m_buffer.data(), m_buffer.size(), 0);
    const int err = errno;
    if (got > 0) {
        return echo(connection, static_cast<std::size_t>(got)) ? ReadOutcome::More : ReadOutcome::Broken;
    }
    if (got < 0 && err == EINTR) {
        return ReadOutcome::More;
    }
    if (got < 0 && err == EAGAIN) {
        return ReadOutcome::Drained;
    }
    if (got < 0) {
        return ReadOutcome::Broken;
    }
    connection.clientDone = true;
    return ReadOutcome::Finished;
}

/// False when the connection is broken.
bool SubReactor::echo(Connection& connection, std::size_t size) {
    const std::span data(m_buffer.data(), size);
    const auto sent = sendSome(connection.fd.get(), data);
    if (!sent) {
        return false;
    }
    m_counters.echoedBytes.add(*sent);
    if (*sent < size) {
        const auto rest = data.subspan(*sent);
        connection.unsent = std::make_unique<std::vector<std::byte>>(rest.begin(), rest.end());
        wait(connection);
    }
    return true;
}

bool SubReactor::flush(Connection& connection) {
    std::vector<std::byte>& unsent = *connection.unsent;
    const auto sent = sendSome(connection.fd.get(), unsent);
    if (!sent) {
        return false;
    }
    m_counters.echoedBytes.add(*sent);
    unsent.erase(unsent.begin(), unsent.begin() + static_cast<std::ptrdiff_t>(*sent));
    if (unsent.empty()) {
        connection.unsent.reset();
        wait(connection);
    }
    return true;
}

void SubReactor::wait(Connection& connection) {
    const std::uint32_t wanted = connection.unsent != nullptr ? std::uint32_t{EPOLLOUT} : EPOLLIN | EPOLLRDHUP;
    // The watch exists as long as the connection; a failure here would show as a broken connection soon.
    [[maybe_unused]] const auto changed = m_loop.modify(connection.watch, wanted | m_edge);
}

void SubReactor::close(std::uint32_t token) {
    Connection& connection = m_connections[token];
    m_loop.forget(connection.watch);
    connection = Connection{};
    m_free.push_back(token);
    m_counters.open.subtract();
}

} // namespace ls::server
