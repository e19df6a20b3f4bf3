// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bare_tcp.h"

#include "engine/base/unique_fd.h"

#include <array>
#include <cstdio>
#include <functional>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/nsfs.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

namespace ls::bench {

namespace {

constexpr int kBatch = 256;

/// In the child: a call that fails ends it, and the parent finds nothing in the pipe.
int must(const char* call, int result) {
    if (result < 0) {
        std::perror(call);
        ::_exit(1);
    }
    return result;
}

void addTo(int epoll, int fd) {
    epoll_event event{EPOLLIN, {.fd = fd}};
    must("epoll_ctl(bare)", ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event));
}

void acceptAll(int epoll, int listener) {
    for (;;) {
        const int fd = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            return;
        }
        addTo(epoll, fd);
    }
}

/// True when the client has closed.
bool echoOnce(int fd) {
    std::array<char, 64> data;
    const ssize_t got = ::recv(fd, data.data(), data.size(), 0);
    if (got > 0) {
        must("send(bare)", static_cast<int>(::send(fd, data.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL)));
        return false;
    }
    ::close(fd);
    return true;
}

void serve(int listener, unsigned connections) {
    const UniqueFd epoll(must("epoll_create1(bare)", ::epoll_create1(EPOLL_CLOEXEC)));
    addTo(epoll.get(), listener);
    std::array<epoll_event, kBatch> events;
    for (unsigned closed = 0; closed < connections;) {
        const int count = ::epoll_wait(epoll.get(), events.data(), kBatch, -1);
        for (int i = 0; i < count; ++i) {
            const int fd = events[static_cast<std::size_t>(i)].data.fd;
            if (fd == listener) {
                acceptAll(epoll.get(), listener);
            } else {
                closed += echoOnce(fd) ? 1 : 0;
            }
        }
    }
}

int connectTo(int fd, const sockaddr_in& server) {
    return ::connect(fd, reinterpret_cast<const sockaddr*>(&server), sizeof server);
}

/// A blocking connect() over loopback does not wait, and saves the second call that a non-blocking one needs.
void beginOne(int epoll, const sockaddr_in& server) {
    const int fd = must("socket(bare)", ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    must("connect(bare)", connectTo(fd, server));
    const char byte = 'L';
    must("send(bare)", static_cast<int>(::send(fd, &byte, 1, MSG_NOSIGNAL)));
    addTo(epoll, fd);
}

void drive(const sockaddr_in& server, unsigned connections, unsigned concurrency) {
    const UniqueFd epoll(must("epoll_create1(bare)", ::epoll_create1(EPOLL_CLOEXEC)));
    std::array<epoll_event, kBatch> events;
    unsigned begun = 0;
    for (unsigned done = 0; done < connections;) {
        for (; begun < connections && begun - done < concurrency; ++begun) {
            beginOne(epoll.get(), server);
        }
        const int count = ::epoll_wait(epoll.get(), events.data(), kBatch, -1);
        for (int i = 0; i < count; ++i) {
            const int fd = events[static_cast<std::size_t>(i)].data.fd;
            char byte = 0;
            must("recv(bare)", static_cast<int>(::recv(fd, &byte, 1, 0)));
            ::close(fd);
            ++done;
        }
    }
}

struct BareListener {
    UniqueFd fd;
    sockaddr_in address{};
};

BareListener listenOnLoopback(unsigned backlog) {
    BareListener made;
    made.fd.reset(must("socket(bare)", ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)));
    made.address.sin_family = AF_INET;
    made.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const address = reinterpret_cast<sockaddr*>(&made.address);
    socklen_t size = sizeof made.address;
    must("bind(bare)", ::bind(made.fd.get(), address, size));
    must("listen(bare)", ::listen(made.fd.get(), static_cast<int>(backlog)));
    must("getsockname(bare)", ::getsockname(made.fd.get(), address, &size));
    return made;
}

Nanoseconds echo(unsigned connections, unsigned concurrency) {
    const BareListener listener = listenOnLoopback(concurrency);
    const TimePoint begin = Clock::now();
    std::thread server([&] { serve(listener.fd.get(), connections); });
    drive(listener.address, connections, concurrency);
    const Nanoseconds took = Clock::now() - begin;
    server.join();
    return took;
}

Nanoseconds connectAndClose(unsigned connections) {
    const TimePoint begin = Clock::now();
    const BareListener listener = listenOnLoopback(connections);
    std::vector<UniqueFd> ends;
    const linger abort{1, 0};
    for (unsigned i = 0; i < connections; ++i) {
        ends.emplace_back(must("socket(bare)", ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)));
        must("setsockopt(bare)", ::setsockopt(ends.back().get(), SOL_SOCKET, SO_LINGER, &abort, sizeof abort));
        must("connect(bare)", connectTo(ends.back().get(), listener.address));
        ends.emplace_back(must("accept4(bare)", ::accept4(listener.fd.get(), nullptr, nullptr, SOCK_CLOEXEC)));
    }
    ends.clear();
    return Clock::now() - begin;
}

void enter(int netFd) {
    // Joining the user namespace first gives the rights to join the other. Where the two are not nested (root without
    // user namespaces) there is none to join, and none is needed.
    const UniqueFd user(::ioctl(netFd, NS_GET_USERNS));
    if (user.isOpen()) {
        [[maybe_unused]] const int joined = ::setns(user.get(), CLONE_NEWUSER);
    }
    must("setns(bare)", ::setns(netFd, CLONE_NEWNET));
}

Result<Nanoseconds> runInside(int netFd, const std::function<Nanoseconds()>& work) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        const int err = errno;
        return sysFailure("pipe2()", err);
    }
    const UniqueFd readEnd(ends[0]);
    UniqueFd writeEnd(ends[1]);
    const pid_t child = ::fork(); // a namespace is joined by a process of one thread
    const int err = errno;
    if (child < 0) {
        return sysFailure("fork()", err);
    }
    if (child == 0) {
        enter(netFd);
        const std::int64_t took = work().count();
        ::_exit(::write(writeEnd.get(), &took, sizeof took) == sizeof took ? 0 : 1);
    }
    writeEnd.reset();
    std::int64_t took = 0;
    const ssize_t got = ::read(readEnd.get(), &took, sizeof took);
    ::waitpid(child, nullptr, 0);
    if (got != sizeof took) {
        return failure(ErrorCode::SystemCall, "the bare loop failed");
    }
    return Nanoseconds(took);
}

} // namespace

Result<Nanoseconds> runBareEcho(int netFd, unsigned connections, unsigned concurrency) {
    return runInside(netFd, [&] { return echo(connections, concurrency); });
}

Result<Nanoseconds> runBareConnections(int netFd, unsigned connections) {
    return runInside(netFd, [&] { return connectAndClose(connections); });
}

} // namespace ls::bench
