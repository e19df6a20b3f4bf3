// SPDX-License-Identifier: GPL-3.0-or-later
//
// Records what this kernel says about a known mixture of TCP sockets, for the tests of the parsers:
//
//   record_kernel_data DIR
//
// DIR receives sock_diag.bin (the raw datagrams of one dump of all IPv4 TCP sockets, each after its length as a
// little-endian uint32), verbatim copies of /proc/thread-self/net/{tcp,netstat,snmp}, and release (uname -r).
// It works in a user and network namespace of its own, so nothing but the mixture is recorded; no root is needed.

#include "engine/base/unique_fd.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
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
#include <sys/utsname.h>
#include <unistd.h>

namespace {

using ls::UniqueFd;

// Nothing else can hold a port in a fresh namespace, and fixed ones let a test name the rows it expects.
constexpr std::uint16_t kFullPort = 5001;   // backlog 2, its accept queue of 3 is full, two more clients in SYN_SENT
constexpr std::uint16_t kIdlePort = 5002;   // backlog 100, nobody comes
constexpr std::uint16_t kServedPort = 5003; // backlog 128, all others
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

void requestDump(int netlink) {
    struct {
        nlmsghdr header;
        inet_diag_req_v2 request;
    } message{};
    message.header.nlmsg_len = sizeof message;
    message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    message.header.nlmsg_seq = 1;
    message.request.sdiag_family = AF_INET;
    message.request.sdiag_protocol = IPPROTO_TCP;
    message.request.idiag_states = ~0U;
    require(::send(netlink, &message, sizeof message, 0) == sizeof message, "send(NETLINK_SOCK_DIAG)");
}

/// True when the datagram ends the dump; an error message ends the program.
bool endsDump(std::string& datagram) {
    auto left = static_cast<unsigned>(datagram.size());
    for (auto* header = reinterpret_cast<nlmsghdr*>(datagram.data()); NLMSG_OK(header, left);
         header = NLMSG_NEXT(header, left)) {
        if (header->nlmsg_type == NLMSG_ERROR) {
            die("sock_diag dump", -reinterpret_cast<const nlmsgerr*>(header + 1)->error);
        }
        if (header->nlmsg_type == NLMSG_DONE) {
            return true;
        }
    }
    return false;
}

void appendRecord(std::string& records, std::string_view datagram) {
    const auto length = static_cast<std::uint32_t>(datagram.size());
    for (unsigned shift = 0; shift < 32; shift += 8) {
        records.push_back(static_cast<char>(length >> shift));
    }
    records.append(datagram);
}

std::string recordDump() {
    const UniqueFd netlink(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
    require(netlink.isOpen(), "socket(NETLINK_SOCK_DIAG)");
    requestDump(netlink.get());

    std::string records;
    for (bool more = true; more;) {
        std::string datagram(32 * 1024, '\0');
        const ssize_t got = ::recv(netlink.get(), datagram.data(), datagram.size(), 0);
        require(got >= 0, "recv(NETLINK_SOCK_DIAG)");
        datagram.resize(static_cast<std::size_t>(got));
        appendRecord(records, datagram);
        more = !endsDump(datagram);
    }
    return records;
}

void record(const std::string& directory) {
    utsname name{};
    require(::uname(&name) == 0, "uname");
    save(directory, "sock_diag.bin", recordDump());
    save(directory, "tcp", readAll("/proc/thread-self/net/tcp"));
    save(directory, "netstat", readAll("/proc/thread-self/net/netstat"));
    save(directory, "snmp", readAll("/proc/thread-self/net/snmp"));
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
    const Mixture mixture = buildMixture();
    letAcksPass();
    record(argv[1]);
}
