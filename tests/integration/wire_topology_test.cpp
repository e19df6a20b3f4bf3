// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/net_namespace.h"
#include "engine/netns/opener_location.h"
#include "engine/netns/wire_addresses.h"
#include "tests/support/eventually.h"
#include "tests/support/laboratory.h"
#include "tests/support/process.h"
#include "tests/support/route_listing.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <set>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

namespace ls::netns {
namespace {

using protocol::Link;
using protocol::Side;
using test::LaboratoryTest;
using Names = std::set<std::string>;

sockaddr_in endpoint(std::uint32_t address, std::uint16_t port) {
    sockaddr_in result{};
    result.sin_family = AF_INET;
    result.sin_addr.s_addr = htonl(address);
    result.sin_port = htons(port);
    return result;
}

sockaddr_in6 endpoint(const in6_addr& address, std::uint16_t port) {
    sockaddr_in6 result{};
    result.sin6_family = AF_INET6;
    result.sin6_addr = address;
    result.sin6_port = htons(port);
    return result;
}

in6_addr clientAddress6() {
    in6_addr address = kClientsPrefix6.address;
    address.s6_addr[15] = 77;
    return address;
}

template <typename Address>
int bindTo(const UniqueFd& socket, const Address& address) {
    return ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

template <typename Address>
int connectTo(const UniqueFd& socket, const Address& address) {
    return ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

template <typename Address>
Address nameOf(const UniqueFd& socket) {
    Address address{};
    socklen_t size = sizeof address;
    EXPECT_EQ(::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
    return address;
}

bool isReady(const UniqueFd& socket, short events) {
    pollfd ready{socket.get(), events, 0};
    return ::poll(&ready, 1, 0) == 1;
}

ino_t inodeOf(const UniqueFd& fd) {
    struct stat status {};
    EXPECT_EQ(::fstat(fd.get(), &status), 0);
    return status.st_ino;
}

bool isTcp(const std::byte* frame, std::size_t size) {
    if (size < ETH_HLEN + sizeof(ip6_hdr)) {
        return false;
    }
    // Copies: behind an Ethernet header nothing is aligned.
    ethhdr ethernet{};
    iphdr v4{};
    ip6_hdr v6{};
    std::memcpy(&ethernet, frame, sizeof ethernet);
    std::memcpy(&v4, frame + ETH_HLEN, sizeof v4);
    std::memcpy(&v6, frame + ETH_HLEN, sizeof v6);
    return (ethernet.h_proto == htons(ETH_P_IP) && v4.protocol == IPPROTO_TCP) ||
           (ethernet.h_proto == htons(ETH_P_IPV6) && v6.ip6_nxt == IPPROTO_TCP);
}

/// The plainest wire there is: passes every frame on as it is, and counts what is not TCP.
class PlainWire final {
public:
    PlainWire(WireEnd clients, WireEnd server)
        : m_ends{std::move(clients.link), std::move(server.link)}
        , m_stop(::eventfd(0, EFD_CLOEXEC))
        , m_thread([this] { forward(); }) {}
    ~PlainWire() {
        const std::uint64_t one = 1;
        EXPECT_EQ(::write(m_stop.get(), &one, sizeof one), static_cast<ssize_t>(sizeof one));
        m_thread.join();
    }
    PlainWire(const PlainWire&) = delete;
    PlainWire& operator=(const PlainWire&) = delete;

    [[nodiscard]] unsigned foreign() const { return m_foreign; }
    [[nodiscard]] unsigned passed() const { return m_passed; }

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
        alignas(8) std::array<std::byte, 65536> frame{};
        for (ssize_t got = 0; (got = ::read(from, frame.data(), frame.size())) > 0;) {
            const auto size = static_cast<std::size_t>(got);
            ++(isTcp(frame.data(), size) ? m_passed : m_foreign);
            EXPECT_EQ(::write(to, frame.data(), size), got);
        }
    }

    std::array<UniqueFd, 2> m_ends;
    UniqueFd m_stop;
    std::atomic<unsigned> m_passed{0};
    std::atomic<unsigned> m_foreign{0};
    std::thread m_thread;
};

class WireTopologyTest : public LaboratoryTest, public testing::WithParamInterface<Link> {
protected:
    void SetUp() override {
        LaboratoryTest::SetUp();
        if (m_net) {
            layWire(GetParam());
        }
    }

    [[nodiscard]] NetSide& server() { return net().side(Side::Server); }
    [[nodiscard]] NetSide& clients() { return net().side(Side::Clients); }
    [[nodiscard]] NetSide& wire() { return net().side(Side::Wire); }

    template <typename Address>
    void connectAcross(const UniqueFd& listener, const UniqueFd& client, const Address& serverAddress,
                       const Address& clientAddress) {
        PlainWire forwarder(clients().openWireEnd().value(), server().openWireEnd().value());
        ASSERT_EQ(bindTo(listener, serverAddress), 0) << errno;
        ASSERT_EQ(::listen(listener.get(), 5), 0);
        ASSERT_EQ(bindTo(client, clientAddress), 0) << errno;
        EXPECT_EQ(connectTo(client, nameOf<Address>(listener)), -1);
        ASSERT_EQ(errno, EINPROGRESS);
        ASSERT_TRUE(test::eventually([&] { return isReady(listener, POLLIN); }));

        Address peer{};
        socklen_t size = sizeof peer;
        const UniqueFd accepted(
            ::accept4(listener.get(), reinterpret_cast<sockaddr*>(&peer), &size, SOCK_CLOEXEC | SOCK_NONBLOCK));
        ASSERT_TRUE(accepted.isOpen());
        const auto local = nameOf<Address>(client);
        EXPECT_EQ(std::memcmp(&peer, &local, sizeof peer), 0);

        // More than one segment each way, so that lengths and checksums of large writes are seen to be whole.
        const std::string text(60'000, 'x');
        ASSERT_EQ(::send(client.get(), text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
        std::string received;
        ASSERT_TRUE(test::eventually([&] {
            std::array<char, 65536> buffer{};
            const ssize_t got = ::recv(accepted.get(), buffer.data(), buffer.size(), 0);
            received.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
            return received.size() == text.size();
        }));
        EXPECT_EQ(received, text);
        EXPECT_EQ(forwarder.foreign(), 0U) << "something else than our TCP went over the wire";
        EXPECT_GE(forwarder.passed(), 42U) << "larger frames than a link carries: the offloads are not off";
    }
};

INSTANTIATE_TEST_SUITE_P(Over, WireTopologyTest, testing::Values(Link::Veth, Link::Tun), test::linkName);

TEST_P(WireTopologyTest, AConnectionCrossesTheWireAndNothingElseDoes) {
    connectAcross(server().openTcpSocket().value(), clients().openTcpSocket().value(),
                  endpoint(kServerAddress4.address, 0), endpoint(kClientsPrefix4.address + 0x10203, 4711));
}

TEST_P(WireTopologyTest, AClientThatIsNotBoundHasTheFirstAddress) {
    const UniqueFd client = clients().openTcpSocket().value();
    ASSERT_EQ(connectTo(client, endpoint(kServerAddress4.address, 80)), -1);
    ASSERT_EQ(errno, EINPROGRESS);
    EXPECT_EQ(ntohl(nameOf<sockaddr_in>(client).sin_addr.s_addr), kClientsPrefix4.address + 1);
}

TEST_P(WireTopologyTest, OverIpv6Too) {
    if (!std::filesystem::exists("/proc/net/if_inet6")) {
        GTEST_SKIP() << "this kernel has no IPv6";
    }
    connectAcross(server().openTcp6Socket().value(), clients().openTcp6Socket().value(),
                  endpoint(kServerAddress6.address, 0), endpoint(clientAddress6(), 4711));
}

TEST_P(WireTopologyTest, WithoutAnybodyToPassFramesOnNothingArrives) {
    const WireEnd atWire = clients().openWireEnd().value();
    const UniqueFd listener = server().openTcpSocket().value();
    ASSERT_EQ(bindTo(listener, endpoint(kServerAddress4.address, 0)), 0);
    ASSERT_EQ(::listen(listener.get(), 5), 0);
    const UniqueFd client = clients().openTcpSocket().value();
    ASSERT_EQ(bindTo(client, endpoint(kClientsPrefix4.address + 1, 0)), 0);
    ASSERT_EQ(connectTo(client, nameOf<sockaddr_in>(listener)), -1);
    ASSERT_EQ(errno, EINPROGRESS);
    EXPECT_TRUE(test::eventually([&] { return isReady(atWire.link, POLLIN); })) << "the SYN did not come to the wire";
    EXPECT_FALSE(isReady(listener, POLLIN));
}

TEST_P(WireTopologyTest, TheServersAnswersToStrangersComeToTheWire) {
    const WireEnd atWire = server().openWireEnd().value();
    const UniqueFd socket = server().openTcpSocket().value();
    ASSERT_EQ(connectTo(socket, endpoint(kStrangersPrefix4.address + 9, 80)), -1);
    EXPECT_EQ(errno, EINPROGRESS);
    EXPECT_TRUE(test::eventually([&] { return isReady(atWire.link, POLLIN); }));
}

TEST_P(WireTopologyTest, NoLinkAndNoRouteLeadsOut) {
    EXPECT_EQ(test::linksOf(server().openRoutes().value()), (Names{"lo", "wire"}));
    EXPECT_EQ(test::linksOf(clients().openRoutes().value()), (Names{"lo", "wire"}));
    EXPECT_EQ(test::linksOf(wire().openRoutes().value()),
              GetParam() == Link::Veth ? (Names{"lo", "clients", "server"}) : Names{"lo"});

    Names fromServer{"10.0.0.0/8 via 198.18.0.254", "198.19.0.0/16 via 198.18.0.254"};
    Names fromClients{"198.18.0.1/32 via 198.18.0.254"};
    if (std::filesystem::exists("/proc/net/if_inet6")) {
        fromServer.insert({"fd4c:53:0:2::/64 via fe80::fe", "fd4c:53:0:3::/64 via fe80::fe"});
        fromClients.insert("fd4c:53:0:1::1/128 via fe80::fe");
    }
    EXPECT_EQ(test::waysOutOf(server().openRoutes().value()), fromServer);
    EXPECT_EQ(test::waysOutOf(clients().openRoutes().value()), fromClients);
    EXPECT_EQ(test::waysOutOf(wire().openRoutes().value()), Names{});

    const UniqueFd outward = clients().openTcpSocket().value();
    EXPECT_EQ(connectTo(outward, endpoint(0x08080808, 53)), -1);
    EXPECT_EQ(errno, ENETUNREACH);
}

TEST_P(WireTopologyTest, TheMachinesOwnLinksStayAsTheyWere) {
    const auto own = [] {
        return test::linksOf(UniqueFd(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)));
    };
    const Names before = own();
    auto second = NetNamespace::create(findOpener().value()).value();
    ASSERT_TRUE(second->layWire(GetParam()));
    EXPECT_EQ(own(), before);
}

TEST_P(WireTopologyTest, EachSideIsANamespaceOfItsOwn) {
    const std::set<ino_t> inodes{inodeOf(server().openNamespace().value()), inodeOf(clients().openNamespace().value()),
                                 inodeOf(wire().openNamespace().value())};
    EXPECT_EQ(inodes.size(), 3U);
    ASSERT_TRUE(clients().writeSysctl("net.ipv4.tcp_syn_retries", "3"));
    EXPECT_EQ(clients().readSysctl("net.ipv4.tcp_syn_retries").value(), "3");
    EXPECT_EQ(server().readSysctl("net.ipv4.tcp_syn_retries").value(), "6");
    EXPECT_EQ(net().readSysctl("net.ipv4.tcp_syn_retries").value(), "6");
}

TEST_P(WireTopologyTest, SocketsAskedAheadAreForTheirSideOnly) {
    ASSERT_EQ(clients().takeTcpSockets(IpFamily::V4, 1, 5).value().sockets.size(), 1U);
    const SocketBatch ofServer = server().takeTcpSockets(IpFamily::V4, 3, 4).value();
    ASSERT_EQ(ofServer.sockets.size(), 3U);
    EXPECT_EQ(bindTo(ofServer.sockets[0], endpoint(kServerAddress4.address, 0)), 0);
    const SocketBatch ofClients = clients().takeTcpSockets(IpFamily::V4, 1, 0).value();
    ASSERT_EQ(ofClients.sockets.size(), 5U);
    EXPECT_EQ(bindTo(ofClients.sockets[4], endpoint(kClientsPrefix4.address + 4, 0)), 0);
    EXPECT_EQ(bindTo(ofClients.sockets[0], endpoint(kServerAddress4.address, 0)), -1);
}

TEST_P(WireTopologyTest, FreshenLeavesAllThreeAndTheyCanBeMadeAnew) {
    const ino_t before = inodeOf(clients().openNamespace().value());
    ASSERT_TRUE(net().freshen());
    const auto none = clients().openTcpSocket();
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().sysErrno, ENONET);
    EXPECT_EQ(test::linksOf(server().openRoutes().value()), Names{"lo"});

    ASSERT_TRUE(net().layWire(GetParam()));
    EXPECT_NE(inodeOf(clients().openNamespace().value()), before);
    connectAcross(server().openTcpSocket().value(), clients().openTcpSocket().value(),
                  endpoint(kServerAddress4.address, 0), endpoint(kClientsPrefix4.address + 1, 4711));
}

TEST_P(WireTopologyTest, LayingItTwiceIsLayingItOnce) {
    const ino_t before = inodeOf(wire().openNamespace().value());
    ASSERT_TRUE(net().layWire(GetParam()));
    EXPECT_EQ(inodeOf(wire().openNamespace().value()), before);
}

/// Whether a process that we may look at lives in the namespace.
bool hasProcess(ino_t inode) {
    const std::string wanted = "net:[" + std::to_string(inode) + "]";
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
        if (std::filesystem::read_symlink(entry.path() / "ns/net", error) == wanted) {
            return true;
        }
    }
    return false;
}

TEST_P(WireTopologyTest, NothingIsLeftWhenTheEngineIsKilled) {
    struct Report {
        pid_t opener;
        ino_t server;
    };
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    const UniqueFd reader(ends[0]);
    const pid_t engine = ::fork();
    if (engine == 0) {
        const auto inner = NetNamespace::create(findOpener().value());
        Report report{};
        if (inner && (*inner)->layWire(GetParam())) {
            report = {(*inner)->openerPid(), inodeOf((*inner)->openNamespace().value())};
        }
        [[maybe_unused]] const ssize_t written = ::write(ends[1], &report, sizeof report);
        ::raise(SIGKILL);
    }
    ::close(ends[1]);
    Report report{};
    ASSERT_EQ(::read(reader.get(), &report, sizeof report), static_cast<ssize_t>(sizeof report));
    ASSERT_GT(report.opener, 0);
    ::waitpid(engine, nullptr, 0);
    EXPECT_TRUE(test::eventually([&] { return test::hasEnded(report.opener) && !hasProcess(report.server); }));
}

TEST_P(WireTopologyTest, TheWireOutlivesTheOpener) {
    PlainWire forwarder(clients().openWireEnd().value(), server().openWireEnd().value());
    const UniqueFd listener = server().openTcpSocket().value();
    const UniqueFd client = clients().openTcpSocket().value();
    ::kill(net().openerPid(), SIGKILL);
    ASSERT_TRUE(test::eventually([&] { return net().hasEnded(); }));
    ASSERT_EQ(bindTo(listener, endpoint(kServerAddress4.address, 0)), 0);
    ASSERT_EQ(::listen(listener.get(), 5), 0);
    ASSERT_EQ(bindTo(client, endpoint(kClientsPrefix4.address + 1, 4711)), 0);
    ASSERT_EQ(connectTo(client, nameOf<sockaddr_in>(listener)), -1);
    EXPECT_TRUE(test::eventually([&] { return isReady(listener, POLLIN); }));
    EXPECT_EQ(server().openWireEnd().error().code, ErrorCode::OpenerGone);
}

} // namespace
} // namespace ls::netns
