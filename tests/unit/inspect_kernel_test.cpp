// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/text_file.h"
#include "engine/kernel/attributes.h"
#include "engine/kernel/inet_row.h"
#include "engine/kernel/netlink_messages.h"
#include "engine/kernel/proc_sockets.h"
#include "engine/kernel/sock_diag.h"
#include "engine/kernel/unix_row.h"
#include "tests/support/listening.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

#include <linux/netlink.h>
#include <linux/sock_diag.h>

namespace ls::kernel {
namespace {

using test::connectMany;
using test::inodeOf;
using test::listenAt;
using test::Place;

UniqueFd diagSocket() {
    return UniqueFd(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_SOCK_DIAG));
}

SockDiag openDiag() {
    return SockDiag(std::make_unique<NetlinkSocket>(diagSocket()));
}

/// Keeps every datagram that passes.
class Tap final : public NetlinkTransport {
public:
    explicit Tap(std::vector<std::vector<std::byte>>& kept)
        : m_socket(diagSocket())
        , m_kept(kept) {}
    Result<> send(std::span<const std::byte> datagram) override { return m_socket.send(datagram); }
    Result<std::size_t> receive(std::span<std::byte> buffer) override {
        auto size = m_socket.receive(buffer);
        if (size) {
            m_kept.emplace_back(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*size));
        }
        return size;
    }

private:
    NetlinkSocket m_socket;
    std::vector<std::vector<std::byte>>& m_kept;
};

std::optional<InetRow> findByInode(SockDiag& diag, const InetQuery& query, std::uint64_t inode) {
    std::optional<InetRow> found;
    const auto outcome = diag.dumpInet(query, [&](const InetRow& row) { found = row.inode == inode ? row : found; });
    EXPECT_TRUE(outcome) << outcome.error().text;
    return found;
}

TEST(InetRows, ListenersOfBothFamiliesWithTheirDrops) {
    const UniqueFd v4 = listenAt(Place::v4("127.0.0.1"), 2);
    const UniqueFd v6 = listenAt(Place::v6("::1"), 3, {{IPPROTO_IPV6, IPV6_V6ONLY}});
    const auto clients = connectMany(Place::of(v4.get()), 10);
    const auto others = connectMany(Place::of(v6.get()), 2);
    SockDiag diag = openDiag();
    const std::uint32_t listen = stateBit(TcpState::Listen);
    const auto row4 = findByInode(diag, {AF_INET, IPPROTO_TCP, listen, kShowMemory, 0}, inodeOf(v4));
    ASSERT_TRUE(row4);
    EXPECT_EQ(row4->receiveQueue, 3U); // limit 2 holds 3
    EXPECT_EQ(row4->sendQueue, 2U);
    EXPECT_GE(row4->drops.value_or(0), 7U);
    EXPECT_EQ(row4->uid, ::geteuid());
    EXPECT_NE(row4->cookie, 0U);
    EXPECT_EQ(row4->local.address.text(), "127.0.0.1");
    const auto row6 = findByInode(diag, {AF_INET6, IPPROTO_TCP, listen, kShowMemory, 0}, inodeOf(v6));
    ASSERT_TRUE(row6);
    EXPECT_EQ(row6->receiveQueue, 2U);
    EXPECT_EQ(row6->drops, 0U);
    EXPECT_TRUE(row6->isV6Only);
    EXPECT_EQ(row6->local.address.text(), "::1");
    // The exact question finds the same, and nothing under another cookie.
    const auto exact = diag.findListener(*row4);
    ASSERT_TRUE(exact && *exact);
    EXPECT_EQ((*exact)->inode, row4->inode);
    EXPECT_EQ((*exact)->drops, row4->drops);
    InetRow other = *row4;
    ++other.cookie;
    const auto gone = diag.findListener(other);
    ASSERT_TRUE(gone) << gone.error().text;
    EXPECT_FALSE(*gone);
}

TEST(InetRows, OnlyThePortThatWasAskedFor) {
    const UniqueFd listener = listenAt(Place::v4("127.0.0.1"), 2);
    const UniqueFd other = listenAt(Place::v4("127.0.0.1"), 2);
    SockDiag diag = openDiag();
    std::size_t rows = 0;
    const InetQuery query{AF_INET, IPPROTO_TCP, stateBit(TcpState::Listen), 0, Place::of(listener.get()).port()};
    ASSERT_TRUE(diag.dumpInet(query, [&](const InetRow& row) {
        ++rows;
        EXPECT_EQ(row.inode, inodeOf(listener));
    }));
    EXPECT_EQ(rows, 1U);
}

TEST(InetRows, ProcNetTcpTellsTheSameOfListeners) {
    const UniqueFd v4 = listenAt(Place::v4("127.0.0.1"), 5);
    const UniqueFd v6 = listenAt(Place::v6("::1"), 5);
    const auto clients = connectMany(Place::of(v6.get()), 2);
    SockDiag diag = openDiag();
    for (const auto& [family, path, socket] : {std::tuple(AF_INET, "/proc/thread-self/net/tcp", &v4),
                                               std::tuple(AF_INET6, "/proc/thread-self/net/tcp6", &v6)}) {
        const auto expected =
            findByInode(diag, {static_cast<std::uint8_t>(family), IPPROTO_TCP, kAllTcpStates, 0, 0}, inodeOf(*socket));
        ASSERT_TRUE(expected);
        const auto rows = parseProcInet(readTextFile(path).value());
        ASSERT_TRUE(rows) << rows.error().text;
        std::size_t found = 0;
        for (const InetRow& row : *rows) {
            if (row.inode == inodeOf(*socket)) {
                ++found;
                EXPECT_EQ(row.local, expected->local);
                EXPECT_EQ(row.state, TcpState::Listen);
                EXPECT_EQ(row.receiveQueue, expected->receiveQueue);
                EXPECT_EQ(row.uid, expected->uid);
            }
        }
        EXPECT_EQ(found, 1U);
    }
}

TEST(UnixRows, ListenerWithItsNameAndQueue) {
    const std::string name = "@listenscope-unix-" + std::to_string(::getpid());
    const UniqueFd listener = listenAt(Place::unixName(name), 6);
    const auto clients = connectMany(Place::unixName(name), 2);
    SockDiag diag = openDiag();
    std::optional<UnixRow> found;
    ASSERT_TRUE(diag.dumpUnix(stateBit(TcpState::Listen), [&](UnixRow&& row) {
        if (row.inode == inodeOf(listener)) {
            found = std::move(row);
        }
    }));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->path, name);
    EXPECT_EQ(found->receiveQueue, 2U);
    EXPECT_EQ(found->sendQueue, 6U);
    const auto exact = diag.findUnix(*found);
    ASSERT_TRUE(exact && *exact);
    EXPECT_EQ((*exact)->receiveQueue, 2U);
    const auto rows = parseProcUnix(readTextFile("/proc/thread-self/net/unix").value());
    ASSERT_TRUE(rows) << rows.error().text;
    EXPECT_TRUE(std::any_of(rows->begin(), rows->end(), [&](const UnixRow& row) {
        return row.inode == inodeOf(listener) && row.path == name && row.state == TcpState::Listen;
    }));
}

TEST(ProcSockets, ALineThatIsCutIsAnError) {
    const std::string header = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";
    const std::string line =
        "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000003 00:00000000 00000000 1000 0 12345 1";
    const auto whole = parseProcInet(header + line + "\n");
    ASSERT_TRUE(whole) << whole.error().text;
    ASSERT_EQ(whole->size(), 1U);
    EXPECT_EQ((*whole)[0].local.address.text(), "127.0.0.1");
    EXPECT_EQ((*whole)[0].local.port, 8080);
    EXPECT_EQ((*whole)[0].receiveQueue, 3U);
    EXPECT_EQ((*whole)[0].inode, 12345U);
    for (std::size_t size = 1; size < line.find("12345"); ++size) {
        EXPECT_FALSE(parseProcInet(header + line.substr(0, size))) << size;
    }
}

TEST(Rows, AnyBytesAreTaken) {
    const UniqueFd listener = listenAt(Place::v4("127.0.0.1"), 2);
    const auto clients = connectMany(Place::of(listener.get()), 3);
    const UniqueFd unixListener = listenAt(Place::unixName("@listenscope-any-" + std::to_string(::getpid())), 6);
    std::vector<std::vector<std::byte>> datagrams;
    SockDiag diag(std::make_unique<Tap>(datagrams));
    ASSERT_TRUE(
        diag.dumpInet({AF_INET, IPPROTO_TCP, kAllTcpStates, kShowInfo | kShowMemory, 0}, [](const InetRow&) {}));
    ASSERT_TRUE(diag.dumpUnix(kAllTcpStates, [](UnixRow&&) {}));
    std::mt19937 random(1); // NOLINT: the same bytes every time
    std::size_t rows = 0;
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::byte> bytes = datagrams[random() % datagrams.size()];
        for (unsigned change = random() % 8; change > 0 && !bytes.empty(); --change) {
            bytes[random() % std::min<std::size_t>(bytes.size(), 2048)] = static_cast<std::byte>(random());
        }
        bytes.resize(random() % (bytes.size() + 1));
        bytes.shrink_to_fit(); // so that a sanitizer sees one byte too many
        forEachMessage(bytes, [&](const nlmsghdr&, std::span<const std::byte> payload) {
            rows += parseInetRow(payload).has_value() ? 1 : 0;
            rows += parseUnixRow(payload).has_value() ? 1 : 0;
            return true;
        });
    }
    EXPECT_GT(rows, 0U);
}

} // namespace
} // namespace ls::kernel
