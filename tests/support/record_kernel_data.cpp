// SPDX-License-Identifier: GPL-3.0-or-later
//
// Records what this kernel says about a known mixture of TCP sockets, for the tests of the parsers:
//
//   record_kernel_data DIR
//
// DIR receives raw netlink datagrams, each after its length as a little-endian uint32: sock_diag.bin (all IPv4 TCP
// sockets, bare), tcp_all.bin (TCP of both families with the extensions the inspector asks for), udp4.bin, udp6.bin,
// unix.bin, all as answers to the engine's own questions, and destroyed.bin (what the kernel tells when two
// connections end); verbatim copies of /proc/thread-self/net/{tcp,tcp6,udp,udp6,unix,netstat,snmp}; and release.
// It works in a user and network namespace of its own, so nothing but the mixture is recorded; no root is needed.

#include "engine/base/unique_fd.h"
#include "engine/kernel/sock_diag.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace {

using ls::UniqueFd;

// Nothing else can hold a port in a fresh namespace, and fixed ones let a test name the rows it expects.
constexpr std::uint16_t kFullPort = 5001;   // backlog 2, its accept queue of 3 is full, two more clients in SYN_SENT
constexpr std::uint16_t kIdlePort = 5002;   // backlog 100, nobody comes
constexpr std::uint16_t kServedPort = 5003; // backlog 128, all others
constexpr std::uint16_t kV6OnlyPort = 5004; // backlog 7, one waits
constexpr std::uint16_t kBothPort = 5005;   // [::] for both families, backlog 9, one IPv4 client waits
constexpr std::uint16_t kUdpPort = 5006;    // on 127.0.0.1 and ::1, one unread datagram at the former
constexpr int kPairs = 40;
constexpr int kPairsWithUnread = 8; // pair i has i * 100 unread bytes at the server's end

[[noreturn]] void die(const char* what, int err) {
    std::fprintf(stderr, "record_kernel_data: %s: %s\n", what, std::strerror(err));
    std::exit(EXIT_FAILURE);
}

void require(bool good, const char* what) {
    if (!good) {
        die(what, errno);
    }
}

// --- the namespace ---

void writeText(const char* path, const std::string& text) {
    const UniqueFd file(::open(path, O_WRONLY | O_CLOEXEC));
    require(file.isOpen() && ::write(file.get(), text.data(), text.size()) >= 0, path);
}

void enterNamespace() {
    const std::string uid = std::to_string(::geteuid());
    const std::string gid = std::to_string(::getegid());
    require(::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0, "unshare(CLONE_NEWUSER | CLONE_NEWNET)");
    writeText("/proc/self/setgroups", "deny");
    writeText("/proc/self/uid_map", uid + " " + uid + " 1\n");
    writeText("/proc/self/gid_map", gid + " " + gid + " 1\n");
}

void bringLoopbackUp() {
    const UniqueFd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    require(socket.isOpen(), "socket(AF_INET, SOCK_DGRAM)");
    ifreq request{};
    std::memcpy(request.ifr_name, "lo", sizeof "lo");
    require(::ioctl(socket.get(), SIOCGIFFLAGS, &request) == 0, "ioctl(SIOCGIFFLAGS, lo)");
    request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP);
    require(::ioctl(socket.get(), SIOCSIFFLAGS, &request) == 0, "ioctl(SIOCSIFFLAGS, lo)");
}

// --- sockets ---

struct Pair {
    UniqueFd client;
    UniqueFd server;
};

/// Every socket of the mixture; closing one would change what is recorded.
struct Mixture {
    std::vector<UniqueFd> listeners;
    std::vector<UniqueFd> waiting; ///< clients nobody accepts
    std::vector<Pair> pairs;
    std::vector<UniqueFd> others; ///< UDP and AF_UNIX
};

sockaddr_in address(std::uint32_t host, std::uint16_t port) {
    sockaddr_in result{};
    result.sin_family = AF_INET;
    result.sin_addr.s_addr = htonl(host);
    result.sin_port = htons(port);
    return result;
}

void bindTo(int fd, const sockaddr_in& place) {
    require(::bind(fd, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0, "bind");
}

UniqueFd tcpSocket() {
    UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    require(socket.isOpen(), "socket(AF_INET, SOCK_STREAM)");
    return socket;
}

UniqueFd listenAt(std::uint16_t port, int backlog) {
    UniqueFd socket = tcpSocket();
    bindTo(socket.get(), address(INADDR_LOOPBACK, port));
    require(::listen(socket.get(), backlog) == 0, "listen");
    return socket;
}

void startConnect(int fd, std::uint16_t port) {
    const sockaddr_in peer = address(INADDR_LOOPBACK, port);
    require(::connect(fd, reinterpret_cast<const sockaddr*>(&peer), sizeof peer) == 0 || errno == EINPROGRESS,
            "connect");
}

void waitFor(int fd, short events, const char* what) {
    constexpr int kDeadlineMs = 10'000;
    pollfd entry{fd, events, 0};
    const int ready = ::poll(&entry, 1, kDeadlineMs);
    require(ready >= 0, "poll");
    if (ready == 0) {
        die(what, ETIMEDOUT);
    }
}

void sendBytes(int fd, std::size_t count) {
    const std::string bytes(count, 'x');
    require(::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(count), "send");
}

/// A source address of its own for every pair, so that a parser that swaps bytes or ends is found out.
Pair connectedPair(int listener, int number) {
    Pair pair;
    pair.client = tcpSocket();
    bindTo(pair.client.get(), address(0x7f010200U + static_cast<std::uint32_t>(number), 0)); // 127.1.2.number
    startConnect(pair.client.get(), kServedPort);
    waitFor(pair.client.get(), POLLOUT, "waiting for connect()");
    waitFor(listener, POLLIN, "waiting for a connection");
    pair.server.reset(::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    require(pair.server.isOpen(), "accept4");
    return pair;
}

// --- the parts of the mixture ---

/// Queue of 3 full, and two clients whose SYN is dropped.
void addFullListener(Mixture& mixture) {
    constexpr int kBacklog = 2;
    constexpr int kQueued = kBacklog + 1;
    mixture.listeners.push_back(listenAt(kFullPort, kBacklog));
    for (int i = 0; i < kQueued + 2; ++i) {
        UniqueFd client = tcpSocket();
        startConnect(client.get(), kFullPort);
        if (i < kQueued) {
            waitFor(client.get(), POLLOUT, "waiting for connect()");
        }
        mixture.waiting.push_back(std::move(client));
    }
}

/// SYN_RECV at the server, SYN_SENT at the client: a filter that lets nothing in makes the client deaf to the SYN/ACK.
void addHalfOpen(Mixture& mixture) {
    sock_filter dropAll{BPF_RET | BPF_K, 0, 0, 0};
    const sock_fprog program{1, &dropAll};
    UniqueFd client = tcpSocket();
    require(::setsockopt(client.get(), SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) == 0,
            "setsockopt(SO_ATTACH_FILTER)");
    startConnect(client.get(), kServedPort);
    mixture.waiting.push_back(std::move(client));
}

void addPairs(Mixture& mixture, int listener) {
    for (int i = 1; i <= kPairs; ++i) {
        Pair pair = connectedPair(listener, i);
        if (i <= kPairsWithUnread) {
            sendBytes(pair.client.get(), static_cast<std::size_t>(i) * 100);
        }
        mixture.pairs.push_back(std::move(pair));
    }
}

/// Bytes on both sides: unread at the server, and in the client's send queue once the server's window is shut.
void addStalledPair(Mixture& mixture, int listener, int number) {
    Pair pair = connectedPair(listener, number);
    const std::array<char, 16 * 1024> bytes{};
    ssize_t sent = 0;
    while (sent >= 0) {
        sent = ::send(pair.client.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    require(errno == EAGAIN, "send");
    mixture.pairs.push_back(std::move(pair));
}

/// FIN_WAIT2 at the client, CLOSE_WAIT at the server.
void addHalfClosedPair(Mixture& mixture, int listener, int number) {
    Pair pair = connectedPair(listener, number);
    require(::shutdown(pair.client.get(), SHUT_WR) == 0, "shutdown");
    waitFor(pair.server.get(), POLLIN, "waiting for the FIN");
    mixture.pairs.push_back(std::move(pair));
}

/// The client closes first, so TIME_WAIT is its end.
void addTimeWait(int listener, int number) {
    Pair pair = connectedPair(listener, number);
    pair.client.reset();
    waitFor(pair.server.get(), POLLIN, "waiting for the FIN");
}

UniqueFd listenAtV6(std::uint16_t port, int v6Only, const in6_addr& host, int backlog) {
    UniqueFd socket(::socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    require(socket.isOpen(), "socket(AF_INET6, SOCK_STREAM)");
    require(::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &v6Only, sizeof v6Only) == 0, "IPV6_V6ONLY");
    sockaddr_in6 place{};
    place.sin6_family = AF_INET6;
    place.sin6_port = htons(port);
    place.sin6_addr = host;
    require(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0, "bind(AF_INET6)");
    require(::listen(socket.get(), backlog) == 0, "listen(AF_INET6)");
    return socket;
}

/// One listener for IPv6 alone, one for both families; a connection waits at each.
void addV6(Mixture& mixture) {
    mixture.listeners.push_back(listenAtV6(kV6OnlyPort, 1, in6addr_loopback, 7));
    UniqueFd client(::socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    sockaddr_in6 peer{};
    peer.sin6_family = AF_INET6;
    peer.sin6_port = htons(kV6OnlyPort);
    peer.sin6_addr = in6addr_loopback;
    require(::connect(client.get(), reinterpret_cast<const sockaddr*>(&peer), sizeof peer) == 0 || errno == EINPROGRESS,
            "connect(AF_INET6)");
    waitFor(client.get(), POLLOUT, "waiting for connect(AF_INET6)");
    mixture.waiting.push_back(std::move(client));

    mixture.listeners.push_back(listenAtV6(kBothPort, 0, in6addr_any, 9));
    UniqueFd mapped = tcpSocket();
    startConnect(mapped.get(), kBothPort);
    waitFor(mapped.get(), POLLOUT, "waiting for connect()");
    mixture.waiting.push_back(std::move(mapped));
}

void addUdp(Mixture& mixture) {
    UniqueFd v4(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    bindTo(v4.get(), address(INADDR_LOOPBACK, kUdpPort));
    UniqueFd v6(::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_in6 place{};
    place.sin6_family = AF_INET6;
    place.sin6_port = htons(kUdpPort);
    place.sin6_addr = in6addr_loopback;
    require(::bind(v6.get(), reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0, "bind(AF_INET6)");
    UniqueFd sender(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    startConnect(sender.get(), kUdpPort);
    sendBytes(sender.get(), 3);
    mixture.others.push_back(std::move(v4));
    mixture.others.push_back(std::move(v6));
    mixture.others.push_back(std::move(sender));
}

sockaddr_un abstractName(std::string_view name, socklen_t& length) {
    sockaddr_un result{};
    result.sun_family = AF_UNIX;
    std::memcpy(result.sun_path + 1, name.data(), name.size());
    length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    return result;
}

/// "@listenscope/full": backlog 2, three wait; and a connected pair without names, five bytes unread.
void addUnix(Mixture& mixture) {
    socklen_t length = 0;
    const sockaddr_un name = abstractName("listenscope/full", length);
    const auto* const place = reinterpret_cast<const sockaddr*>(&name);
    UniqueFd listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    require(::bind(listener.get(), place, length) == 0, "bind(AF_UNIX)");
    require(::listen(listener.get(), 2) == 0, "listen(AF_UNIX)");
    mixture.others.push_back(std::move(listener));
    for (int i = 0; i < 3; ++i) {
        UniqueFd client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        require(::connect(client.get(), place, length) == 0, "connect(AF_UNIX)");
        mixture.others.push_back(std::move(client));
    }
    std::array<int, 2> pair{};
    require(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair.data()) == 0, "socketpair");
    mixture.others.emplace_back(pair[0]);
    mixture.others.emplace_back(pair[1]);
    sendBytes(pair[0], 5);
}

Mixture buildMixture() {
    Mixture mixture;
    addFullListener(mixture);
    mixture.listeners.push_back(listenAt(kIdlePort, 100));
    mixture.listeners.push_back(listenAt(kServedPort, 128));
    const int served = mixture.listeners.back().get();
    addPairs(mixture, served);
    addStalledPair(mixture, served, kPairs + 1);
    addHalfClosedPair(mixture, served, kPairs + 2);
    addTimeWait(served, kPairs + 3);
    addHalfOpen(mixture);
    addV6(mixture);
    addUdp(mixture);
    addUnix(mixture);
    return mixture;
}

/// A delayed ACK may still empty a send queue 200 ms later (TCP_DELACK_MAX, include/net/tcp.h), and nothing tells.
void letAcksPass() {
    ::usleep(500'000);
}

// --- recording ---

void save(const std::string& directory, const char* name, std::string_view bytes) {
    const std::string path = directory + "/" + name;
    const UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    require(file.isOpen(), path.c_str());
    require(::write(file.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()), path.c_str());
}

std::string readAll(const char* path) {
    const UniqueFd file(::open(path, O_RDONLY | O_CLOEXEC));
    require(file.isOpen(), path);
    std::string text;
    std::array<char, 4096> part{};
    for (;;) {
        const ssize_t got = ::read(file.get(), part.data(), part.size());
        require(got >= 0, path);
        if (got == 0) {
            return text;
        }
        text.append(part.data(), static_cast<std::size_t>(got));
    }
}

void appendRecord(std::string& records, std::string_view datagram) {
    const auto length = static_cast<std::uint32_t>(datagram.size());
    for (unsigned shift = 0; shift < 32; shift += 8) {
        records.push_back(static_cast<char>(length >> shift));
    }
    records.append(datagram);
}

UniqueFd sockDiagSocket() {
    UniqueFd netlink(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
    require(netlink.isOpen(), "socket(NETLINK_SOCK_DIAG)");
    return netlink;
}

/// The kernel's answers as they come, on their way to the engine.
class Recorder final : public ls::kernel::NetlinkTransport {
public:
    explicit Recorder(std::string& records)
        : m_socket(sockDiagSocket())
        , m_records(records) {}

    ls::Result<> send(std::span<const std::byte> datagram) override { return m_socket.send(datagram); }
    ls::Result<std::size_t> receive(std::span<std::byte> buffer) override {
        auto got = m_socket.receive(buffer);
        if (got) {
            appendRecord(m_records, {reinterpret_cast<const char*>(buffer.data()), *got});
        }
        return got;
    }

private:
    ls::kernel::NetlinkSocket m_socket;
    std::string& m_records;
};

/// What the kernel answers when the engine asks.
template <typename Ask>
std::string recordDump(Ask ask) {
    std::string records;
    ls::kernel::SockDiag diag(std::make_unique<Recorder>(records));
    const auto outcome = ask(diag);
    if (!outcome) {
        die(outcome.error().text.c_str(), outcome.error().sysErrno);
    }
    return records;
}

std::string recordInet(const ls::kernel::InetQuery& query) {
    return recordDump(
        [&](ls::kernel::SockDiag& diag) { return diag.dumpInet(query, [](const ls::kernel::InetRow&) {}); });
}

std::string receive(int netlink) {
    std::string datagram(32 * 1024, '\0');
    const ssize_t got = ::recv(netlink, datagram.data(), datagram.size(), 0);
    require(got >= 0, "recv(NETLINK_SOCK_DIAG)");
    datagram.resize(static_cast<std::size_t>(got));
    return datagram;
}

/// What is told when the first pair, with 100 unread bytes, and the last one of those that are idle end.
std::string recordDestroyed(Mixture& mixture) {
    const UniqueFd netlink = sockDiagSocket();
    sockaddr_nl here{}; // without an address of its own a socket is told nothing
    here.nl_family = AF_NETLINK;
    require(::bind(netlink.get(), reinterpret_cast<const sockaddr*>(&here), sizeof here) == 0, "bind(AF_NETLINK)");
    const int group = SKNLGRP_INET_TCP_DESTROY;
    require(::setsockopt(netlink.get(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) == 0,
            "NETLINK_ADD_MEMBERSHIP");
    mixture.pairs[kPairs - 1] = Pair();
    mixture.pairs[0] = Pair();
    std::string records;
    // An idle pair ends in TIME_WAIT and CLOSE; the unread bytes end the other with a reset.
    for (int ends = 0; ends < 4; ++ends) {
        waitFor(netlink.get(), POLLIN, "waiting for a destroyed socket");
        appendRecord(records, receive(netlink.get()));
    }
    return records;
}

void record(const std::string& directory, Mixture& mixture) {
    utsname name{};
    require(::uname(&name) == 0, "uname");
    using namespace ls::kernel;
    save(directory, "sock_diag.bin", recordDump([](SockDiag& diag) {
             return diag.dumpTcp(ls::IpFamily::V4, kAllTcpStates, [](const inet_diag_msg&) {});
         }));
    save(directory, "tcp_all.bin", recordInet({AF_UNSPEC, IPPROTO_TCP, kAllTcpStates, kShowInfo | kShowMemory, 0}));
    save(directory, "udp4.bin", recordInet({AF_INET, IPPROTO_UDP, kAllTcpStates, kShowMemory, 0}));
    save(directory, "udp6.bin", recordInet({AF_INET6, IPPROTO_UDP, kAllTcpStates, kShowMemory, 0}));
    save(directory, "unix.bin",
         recordDump([](SockDiag& diag) { return diag.dumpUnix(kAllTcpStates, [](UnixRow&&) {}); }));
    for (const std::string table : {"tcp", "tcp6", "udp", "udp6", "unix", "netstat", "snmp"}) {
        save(directory, table.c_str(), readAll(("/proc/thread-self/net/" + table).c_str()));
    }
    save(directory, "destroyed.bin", recordDestroyed(mixture));
    save(directory, "release", std::string(name.release) + "\n");
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: record_kernel_data DIR\n", stderr);
        return 2;
    }
    enterNamespace();
    bringLoopbackUp();
    Mixture mixture = buildMixture();
    letAcksPass();
    record(argv[1], mixture);
}
