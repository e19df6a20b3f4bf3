// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/wire_addresses.h"
#include "engine/wire/wire.h"
#include "tests/bench/bench.h"
#include "tests/bench/connections.h"
#include "tests/bench/measure.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

namespace ls::bench {

namespace {

using namespace std::chrono_literals;
using netns::protocol::Side;

constexpr unsigned kPairs = 5;
constexpr Nanoseconds kWindow = 1s;
constexpr unsigned kConnections = 20;
constexpr Nanoseconds kTick = 200us; ///< two questions each; with their answers 20,000 packets a second

sockaddr_in endpoint(std::uint32_t address) {
    sockaddr_in result{};
    result.sin_family = AF_INET;
    result.sin_addr.s_addr = htonl(address);
    return result;
}

/// The least that passes frames on: a read() and a write() each.
class BareWire final {
public:
    BareWire(netns::WireEnd clients, netns::WireEnd server)
        : m_ends{std::move(clients.link), std::move(server.link)}
        , m_stop(::eventfd(0, EFD_CLOEXEC))
        , m_thread([this] {
            forward();
            m_cpu = threadCpu();
        }) {}
    BareWire(const BareWire&) = delete;
    BareWire& operator=(const BareWire&) = delete;
    ~BareWire() { stop(); }

    /// CPU time for each packet.
    Nanoseconds stop() {
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = ::write(m_stop.get(), &one, sizeof one);
        if (m_thread.joinable()) {
            m_thread.join();
        }
        return m_cpu / std::max<std::int64_t>(m_passed, 1);
    }

private:
    void forward() {
        std::array<pollfd, 3> ready{
            {{m_ends[0].get(), POLLIN, 0}, {m_ends[1].get(), POLLIN, 0}, {m_stop.get(), POLLIN, 0}}};
        while (::poll(ready.data(), ready.size(), -1) > 0 && ready[2].revents == 0) {
            for (std::size_t from = 0; from < 2; ++from) {
                pass(m_ends[from].get(), m_ends[1 - from].get());
            }
        }
    }

    void pass(int from, int to) {
        alignas(8) std::array<std::byte, 2048> frame{};
        for (ssize_t got = 0; (got = ::read(from, frame.data(), frame.size())) > 0; ++m_passed) {
            [[maybe_unused]] const ssize_t sent = ::write(to, frame.data(), static_cast<std::size_t>(got));
        }
    }

    std::array<UniqueFd, 2> m_ends;
    UniqueFd m_stop;
    std::int64_t m_passed = 0;
    Nanoseconds m_cpu{};
    std::thread m_thread;
};

/// CPU time of the wire's thread so far (/proc/PID/task/TID/schedstat, proc(5)).
Nanoseconds wireCpu() {
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::string name;
        std::ifstream(task.path() / "comm") >> name;
        if (name == "ls-wire") {
            std::int64_t cpu = 0;
            std::ifstream(task.path() / "schedstat") >> cpu;
            return Nanoseconds(cpu);
        }
    }
    return {};
}

/// Connections across whatever passes frames on between the two namespaces.
class Talk final {
public:
    static Result<Talk> connect(netns::NetNamespace& net) {
        Talk talk;
        LS_TRY_ASSIGN(const UniqueFd listener, net.openTcpSocket());
        sockaddr_in address = endpoint(netns::kServerAddress4.address);
        socklen_t size = sizeof address;
        ::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), size);
        ::listen(listener.get(), kConnections);
        ::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size);
        LS_TRY_ASSIGN(netns::SocketBatch batch, net.side(Side::Clients).takeTcpSockets(IpFamily::V4, kConnections, 0));
        for (UniqueFd& client : batch.sockets) {
            const sockaddr_in from = endpoint(netns::kClientsPrefix4.address + 1);
            const int yes = 1;
            ::setsockopt(client.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            ::bind(client.get(), reinterpret_cast<const sockaddr*>(&from), sizeof from);
            ::connect(client.get(), reinterpret_cast<const sockaddr*>(&address), size);
            pollfd ready{listener.get(), POLLIN, 0};
            if (::poll(&ready, 1, 5000) != 1) {
                return failure(ErrorCode::Timeout, "no connection came across the wire");
            }
            talk.m_server.emplace_back(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
            ::setsockopt(talk.m_server.back().get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            talk.m_clients.push_back(std::move(client));
        }
        return talk;
    }

    /// Questions of a byte at fixed times, each answered by a byte, for kWindow.
    void askAndAnswer() {
        std::atomic<bool> done{false};
        std::thread answering([&] { serve(done, true); });
        const UniqueFd timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
        itimerspec spec{};
        spec.it_value = spec.it_interval = toTimespec(kTick);
        ::timerfd_settime(timer.get(), 0, &spec, nullptr);
        std::size_t next = 0;
        for (std::uint64_t ticks = 0; ticks < static_cast<std::uint64_t>(kWindow / kTick);) {
            std::uint64_t expired = 0;
            [[maybe_unused]] const ssize_t got = ::read(timer.get(), &expired, sizeof expired);
            ticks += expired;
            for (std::uint64_t i = 0; i < 2 * expired; ++i, next = (next + 1) % kConnections) {
                std::array<char, 4096> heard{};
                [[maybe_unused]] const ssize_t in =
                    ::recv(m_clients[next].get(), heard.data(), heard.size(), MSG_DONTWAIT);
                [[maybe_unused]] const ssize_t out = ::send(m_clients[next].get(), "?", 1, MSG_DONTWAIT | MSG_NOSIGNAL);
            }
        }
        done = true;
        answering.join();
    }

    /// As much as goes through, for kWindow.
    void pour() {
        std::atomic<bool> done{false};
        std::thread draining([&] { serve(done, false); });
        const std::vector<char> piece(64 * 1024, 'x');
        for (const TimePoint end = Clock::now() + kWindow; Clock::now() < end;) {
            pollfd ready{m_clients[0].get(), POLLOUT, 0};
            ::poll(&ready, 1, 1);
            for (unsigned i = 0; i < 4; ++i) {
                [[maybe_unused]] const ssize_t out =
                    ::send(m_clients[i].get(), piece.data(), piece.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
            }
        }
        done = true;
        draining.join();
    }

private:
    /// Reads what comes, and answers it byte by byte if asked to.
    void serve(const std::atomic<bool>& done, bool answers) {
        std::vector<pollfd> ready;
        for (const UniqueFd& socket : m_server) {
            ready.push_back({socket.get(), POLLIN, 0});
        }
        std::vector<char> bytes(1 << 18);
        while (!done) {
            ::poll(ready.data(), ready.size(), 10);
            for (const pollfd& socket : ready) {
                const ssize_t got =
                    (socket.revents & POLLIN) != 0 ? ::recv(socket.fd, bytes.data(), bytes.size(), 0) : 0;
                if (got > 0 && answers) {
                    [[maybe_unused]] const ssize_t out =
                        ::send(socket.fd, bytes.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL);
                }
            }
        }
    }

    std::vector<UniqueFd> m_clients;
    std::vector<UniqueFd> m_server;
};

Result<std::unique_ptr<wire::Wire>> startWire(netns::NetNamespace& net, const wire::WirePlan& plan) {
    LS_TRY_ASSIGN(netns::WireEnd clients, net.side(Side::Clients).openWireEnd());
    LS_TRY_ASSIGN(netns::WireEnd server, net.side(Side::Server).openWireEnd());
    return wire::Wire::start(plan, {std::move(clients), std::move(server), {}});
}

std::string microseconds(std::optional<Nanoseconds> time) {
    return time ? fmt::format("{:.1f} us", toSeconds(*time) * 1e6) : "-";
}

Result<std::vector<Row>> measureTiming(netns::NetNamespace& net, Nanoseconds delay) {
    LS_TRY_ASSIGN(const auto wire, startWire(net, {.delayUp = delay, .delayDown = delay}));
    LS_TRY_ASSIGN(Talk talk, Talk::connect(net));
    talk.askAndAnswer(); // until the congestion windows let the whole rate through
    const wire::WireStats before = wire->stats();
    talk.askAndAnswer();
    const wire::WireStats after = wire->stats();
    const HistogramSnapshot error = after.timingError.since(before.timingError);
    const auto p99 = error.percentile(0.99);
    const double rate = static_cast<double>(after.packets() - before.packets()) / toSeconds(kWindow);
    return std::vector<Row>{{fmt::format("wire {} ms, lateness p99", delay / 1ms), microseconds(p99), "-",
                             fmt::format("{:.0f} packets/s", rate), "<= 1 ms", p99 && *p99 <= 1ms},
                            {"  p50", microseconds(error.percentile(0.5)), "-", microseconds(error.max()) + " max"}};
}

/// What the pouring did to the wire.
struct Pouring {
    double packetsPerSecond = 0;
    std::uint64_t droppedByItself = 0;
};

Result<double> pourThroughWire(netns::NetNamespace& net, std::vector<Pouring>& pourings) {
    LS_TRY_ASSIGN(const auto wire, startWire(net, {.delayUp = 1ms, .delayDown = 1ms}));
    LS_TRY_ASSIGN(Talk talk, Talk::connect(net));
    talk.pour();
    const Nanoseconds cpu = wireCpu();
    wire->stop();
    const wire::WireStats stats = wire->stats();
    pourings.push_back({static_cast<double>(stats.packets()) / toSeconds(kWindow), stats.droppedByItself()});
    return static_cast<double>(cpu.count()) / static_cast<double>(stats.packets()) / 1e3;
}

Result<double> pourThroughBareWire(netns::NetNamespace& net) {
    LS_TRY_ASSIGN(netns::WireEnd clients, net.side(Side::Clients).openWireEnd());
    LS_TRY_ASSIGN(netns::WireEnd server, net.side(Side::Server).openWireEnd());
    BareWire wire(std::move(clients), std::move(server));
    LS_TRY_ASSIGN(Talk talk, Talk::connect(net));
    talk.pour();
    return static_cast<double>(wire.stop().count()) / 1e3;
}

Result<std::vector<Row>> measureThroughput(netns::NetNamespace& net) {
    std::vector<Pouring> pourings;
    LS_TRY_ASSIGN(const Comparison cpu, compare(
                                            kPairs, [&] { return pourThroughWire(net, pourings); },
                                            [&] { return pourThroughBareWire(net); }));
    std::vector<double> rates;
    std::uint64_t dropped = 0;
    for (const Pouring& pouring : pourings) {
        rates.push_back(pouring.packetsPerSecond);
        dropped += pouring.droppedByItself;
    }
    return std::vector<Row>{{"wire, CPU a packet", fmt::format("{:.2f} us", cpu.ours),
                             fmt::format("{:.2f} us", cpu.floor), fmt::format("{:.0f}/s a core", 1e6 / cpu.ours),
                             ">= 100000/s", 1e6 / cpu.ours >= 100'000},
                            {"  as fast as TCP sends", fmt::format("{:.0f}/s", median(std::move(rates))), "-",
                             fmt::format("{} dropped by it", dropped), "0", dropped == 0}};
}

Result<std::vector<Row>> benchOver(netns::protocol::Link link) {
    LS_TRY_ASSIGN(const auto net, enterNamespace());
    LS_TRY(net->layWire(link));
    std::vector<Row> rows;
    for (const Nanoseconds delay : {0ms, 1ms, 50ms}) {
        LS_TRY_ASSIGN(const std::vector<Row> timing, measureTiming(*net, delay));
        rows.insert(rows.end(), timing.begin(), timing.end());
    }
    LS_TRY_ASSIGN(const std::vector<Row> throughput, measureThroughput(*net));
    rows.insert(rows.end(), throughput.begin(), throughput.end());
    return rows;
}

} // namespace

Result<std::vector<Row>> benchWire() {
    return benchOver(netns::protocol::Link::Veth);
}

Result<std::vector<Row>> benchTunWire() {
    return benchOver(netns::protocol::Link::Tun);
}

} // namespace ls::bench
