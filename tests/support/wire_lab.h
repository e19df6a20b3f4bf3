// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/sock_diag.h"
#include "engine/kernel/tcp_counters.h"
#include "engine/netns/wire_addresses.h"
#include "engine/wire/wire.h"
#include "tests/support/eventually.h"
#include "tests/support/laboratory.h"

#include <cstring>
#include <string>

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace ls::test {

/// Two kernels' ends, IPv4 or IPv6, with a wire between them. Every test ends with the wire's books balanced and
/// nothing dropped by the wire itself, unless it says so.
class WireLab : public LaboratoryTest {
protected:
    void SetUp() override {
        LaboratoryTest::SetUp();
        if (m_net) {
            layWire(link());
        }
    }

    [[nodiscard]] virtual netns::protocol::Link link() const { return netns::protocol::Link::Veth; }

    void TearDown() override {
        if (!m_wire) {
            return;
        }
        m_wire->stop();
        const wire::WireStats stats = m_wire->stats();
        EXPECT_EQ(stats.packets() + stats.halfOpen.sent + stats.duplicated, stats.fates() + stats.inFlight);
        EXPECT_EQ(stats.notTcp, 0U);
        EXPECT_EQ(stats.timingError.count(), stats.delivered);
        if (!m_expectsFaults) {
            EXPECT_EQ(stats.droppedByItself(), 0U);
        }
    }

    [[nodiscard]] netns::NetSide& server() { return net().side(netns::protocol::Side::Server); }
    [[nodiscard]] netns::NetSide& clients() { return net().side(netns::protocol::Side::Clients); }
    [[nodiscard]] wire::Wire& wire() { return *m_wire; }

    void useIpv6() { m_isV6 = true; }

    /// A listener in the server's namespace, which the wire's half-open clients will ask too.
    void listen(int backlog) {
        m_listener = openTcp(server());
        sockaddr_storage address = addressOf(true, 0, 0);
        ASSERT_EQ(::bind(m_listener.get(), reinterpret_cast<sockaddr*>(&address), sizeOf()), 0) << errno;
        ASSERT_EQ(::listen(m_listener.get(), backlog), 0) << errno;
        socklen_t size = sizeof address;
        ASSERT_EQ(::getsockname(m_listener.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
        m_port = ntohs(reinterpret_cast<sockaddr_in*>(&address)->sin_port); // at the same place in sockaddr_in6
    }

    void startWire(const wire::WirePlan& plan, const wire::WireOptions& options = {}) {
        wire::WireEnds ends{clients().openWireEnd().value(), server().openWireEnd().value(), {serverAddress(), m_port}};
        auto started = wire::Wire::start(plan, std::move(ends), options);
        ASSERT_TRUE(started) << started.error().text;
        m_wire = std::move(*started);
    }

    /// A client socket whose connect() is under way; its address ends in `host`.
    [[nodiscard]] UniqueFd connectClient(std::uint32_t host = 1) {
        UniqueFd client = openTcp(clients());
        const int yes = 1;
        ::setsockopt(client.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        const sockaddr_storage from = addressOf(false, host, 0);
        EXPECT_EQ(::bind(client.get(), reinterpret_cast<const sockaddr*>(&from), sizeOf()), 0) << errno;
        const sockaddr_storage to = addressOf(true, 0, m_port);
        EXPECT_EQ(::connect(client.get(), reinterpret_cast<const sockaddr*>(&to), sizeOf()), -1);
        EXPECT_EQ(errno, EINPROGRESS);
        return client;
    }

    [[nodiscard]] UniqueFd accept() {
        UniqueFd accepted;
        EXPECT_TRUE(eventually([&] {
            accepted.reset(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
            return accepted.isOpen();
        }));
        return accepted;
    }

    [[nodiscard]] static kernel::TcpState stateOf(const UniqueFd& socket) {
        tcp_info info{};
        socklen_t size = sizeof info;
        EXPECT_EQ(::getsockopt(socket.get(), IPPROTO_TCP, TCP_INFO, &info, &size), 0);
        return static_cast<kernel::TcpState>(info.tcpi_state);
    }
    [[nodiscard]] static bool isEstablished(const UniqueFd& socket) {
        return stateOf(socket) == kernel::TcpState::Established;
    }

    /// What arrives until so many bytes have.
    [[nodiscard]] static std::string receive(const UniqueFd& socket, std::size_t size) {
        std::string received;
        EXPECT_TRUE(eventually([&] {
            std::array<char, 65536> buffer{};
            const ssize_t got = ::recv(socket.get(), buffer.data(), buffer.size(), 0);
            received.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
            return received.size() >= size;
        }));
        return received;
    }
    static void send(const UniqueFd& socket, const std::string& text) {
        EXPECT_EQ(::send(socket.get(), text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
    }

    /// Sockets of the server's namespace in this state.
    [[nodiscard]] std::size_t countAtServer(kernel::TcpState state) {
        kernel::SockDiag diag(std::make_unique<kernel::NetlinkSocket>(server().openSockDiag().value()));
        const std::uint8_t family = m_isV6 ? AF_INET6 : AF_INET;
        return diag.dumpInet({.family = family, .states = kernel::stateBit(state)}, [](const kernel::InetRow&) {})
            .value()
            .rows;
    }

    [[nodiscard]] std::int64_t serverCounter(std::string_view name) {
        using netns::protocol::ProcFile;
        const kernel::TcpCounters counters(server().openProcFile(ProcFile::Netstat).value(),
                                           server().openProcFile(ProcFile::Snmp).value());
        return kernel::counterValue(counters.read().value(), name);
    }

    std::unique_ptr<wire::Wire> m_wire;
    bool m_expectsFaults = false;

private:
    [[nodiscard]] UniqueFd openTcp(netns::NetSide& side) const {
        return (m_isV6 ? side.openTcp6Socket() : side.openTcpSocket()).value();
    }
    [[nodiscard]] socklen_t sizeOf() const { return m_isV6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in); }

    [[nodiscard]] IpAddress serverAddress() const { return netns::serverAddress(m_isV6 ? IpFamily::V6 : IpFamily::V4); }

    [[nodiscard]] sockaddr_storage addressOf(bool isServer, std::uint32_t host, std::uint16_t port) const {
        sockaddr_storage storage{};
        if (m_isV6) {
            sockaddr_in6 address{AF_INET6, htons(port), 0, netns::kServerAddress6.address, 0};
            if (!isServer) {
                address.sin6_addr = netns::kClientsPrefix6.address;
                address.sin6_addr.s6_addr[15] = static_cast<std::uint8_t>(host);
            }
            std::memcpy(&storage, &address, sizeof address);
        } else {
            const std::uint32_t ip = isServer ? netns::kServerAddress4.address : netns::kClientsPrefix4.address + host;
            const sockaddr_in address{AF_INET, htons(port), {htonl(ip)}, {}};
            std::memcpy(&storage, &address, sizeof address);
        }
        return storage;
    }

    bool m_isV6 = false;
    std::uint16_t m_port = 0;
    UniqueFd m_listener;
};

} // namespace ls::test
