// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/netlink_messages.h"
#include "engine/kernel/sock_diag.h"
#include "engine/kernel/tcp_counters.h"
#include "tests/support/data_folder.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <limits>
#include <map>
#include <sstream>
#include <string>

#include <linux/netlink.h>
#include <linux/sock_diag.h>

namespace ls::kernel {
namespace {

using Datagram = std::vector<std::byte>;

/// Answers a dump with given datagrams; the sequence number of the request is put into each message.
class ReplayTransport final : public NetlinkTransport {
public:
    explicit ReplayTransport(std::deque<Datagram> datagrams)
        : m_datagrams(std::move(datagrams)) {}

    Result<> send(std::span<const std::byte> datagram) override {
        nlmsghdr header{};
        std::memcpy(&header, datagram.data(), sizeof header);
        m_sequence = header.nlmsg_seq;
        return {};
    }

    Result<std::size_t> receive(std::span<std::byte> buffer) override {
        if (m_datagrams.empty()) {
            return sysFailure("recv(netlink)", ENOBUFS);
        }
        const Datagram datagram = std::move(m_datagrams.front());
        m_datagrams.pop_front();
        std::copy(datagram.begin(), datagram.end(), buffer.begin());
        for (std::size_t at = 0; at + sizeof(nlmsghdr) <= datagram.size();) {
            nlmsghdr header{};
            std::memcpy(&header, buffer.data() + at, sizeof header);
            header.nlmsg_seq = m_sequence;
            std::memcpy(buffer.data() + at, &header, sizeof header);
            at += NLMSG_ALIGN(std::max<std::size_t>(header.nlmsg_len, sizeof header));
        }
        return datagram.size();
    }

private:
    std::deque<Datagram> m_datagrams;
    std::uint32_t m_sequence = 0;
};

Datagram message(std::uint16_t type, std::uint16_t flags, std::span<const std::byte> payload) {
    nlmsghdr header{};
    header.nlmsg_len = static_cast<std::uint32_t>(NLMSG_LENGTH(payload.size()));
    header.nlmsg_type = type;
    header.nlmsg_flags = flags;
    Datagram bytes(NLMSG_SPACE(payload.size()));
    std::memcpy(bytes.data(), &header, sizeof header);
    std::copy(payload.begin(), payload.end(), bytes.begin() + NLMSG_HDRLEN);
    return bytes;
}

Datagram done() {
    const int zero = 0;
    return message(NLMSG_DONE, NLM_F_MULTI, std::as_bytes(std::span(&zero, 1)));
}

Datagram row(std::uint16_t flags = NLM_F_MULTI) {
    inet_diag_msg body{};
    body.idiag_family = AF_INET;
    body.idiag_state = static_cast<std::uint8_t>(TcpState::Listen);
    body.id.idiag_sport = htons(80);
    body.idiag_rqueue = 3;
    body.idiag_wqueue = 2;
    return message(SOCK_DIAG_BY_FAMILY, flags, std::as_bytes(std::span(&body, 1)));
}

Datagram error(int err) {
    nlmsgerr body{};
    body.error = -err;
    return message(NLMSG_ERROR, 0, std::as_bytes(std::span(&body, 1)));
}

SockDiag diagOf(std::deque<Datagram> datagrams) {
    return SockDiag(std::make_unique<ReplayTransport>(std::move(datagrams)));
}

TEST(SockDiag, ReadsRowsUntilDone) {
    Datagram two = row();
    const Datagram second = row();
    two.insert(two.end(), second.begin(), second.end());
    SockDiag diag = diagOf({two, row(), done()});
    std::vector<TcpRow> rows;
    const auto outcome =
        diag.dumpTcp(IpFamily::V4, kAllTcpStates, [&](const inet_diag_msg& m) { rows.push_back(toTcpRow(m)); });
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->rows, 3U);
    EXPECT_FALSE(outcome->interrupted);
    EXPECT_EQ(rows[0].local.port, 80);
    EXPECT_EQ(rows[0].state, TcpState::Listen);
    EXPECT_EQ(rows[0].receiveQueue, 3U);
    EXPECT_EQ(rows[0].sendQueue, 2U);
}

TEST(SockDiag, ReportsAnInterruptedDump) {
    SockDiag diag = diagOf({row(NLM_F_MULTI | NLM_F_DUMP_INTR), done()});
    const auto outcome = diag.dumpTcp(IpFamily::V4, kAllTcpStates, [](const inet_diag_msg&) {});
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(outcome->interrupted);
}

TEST(SockDiag, MissingModuleIsARefusalThatNamesIt) {
    SockDiag diag = diagOf({error(ENOENT)});
    const auto outcome = diag.dumpTcp(IpFamily::V4, kAllTcpStates, [](const inet_diag_msg&) {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::Refused);
    EXPECT_NE(outcome.error().advice.find("tcp_diag"), std::string::npos);
}

TEST(SockDiag, AMissingModuleIsARefusalWhateverWayItIsTold) {
    // The answer to a question for both families without inet_diag; and how a dump without udp_diag ends on Linux 6.1.
    const int code = -ENOENT;
    for (const Datagram& answer :
         {error(EOPNOTSUPP), message(NLMSG_DONE, NLM_F_MULTI, std::as_bytes(std::span(&code, 1)))}) {
        SockDiag diag = diagOf({answer});
        const auto outcome = diag.dumpInet({AF_INET, IPPROTO_UDP, kAllTcpStates, 0, 0}, [](const InetRow&) {});
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().code, ErrorCode::Refused);
        EXPECT_NE(outcome.error().advice.find("udp_diag"), std::string::npos);
    }
}

TEST(SockDiag, LostMessagesAreAnError) {
    SockDiag diag = diagOf({row()}); // then ENOBUFS
    const auto outcome = diag.dumpTcp(IpFamily::V4, kAllTcpStates, [](const inet_diag_msg&) {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().sysErrno, ENOBUFS);
}

TEST(SockDiag, TruncatedAndShortMessagesAreSkippedNotRead) {
    Datagram cut = row();
    cut.resize(cut.size() - 8); // header claims more than there is
    const int tooShort = 0;
    SockDiag diag =
        diagOf({cut, message(SOCK_DIAG_BY_FAMILY, NLM_F_MULTI, std::as_bytes(std::span(&tooShort, 1))), {}, done()});
    const auto outcome = diag.dumpTcp(IpFamily::V4, kAllTcpStates, [](const inet_diag_msg&) {});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->rows, 0U);
}

TEST(SockDiag, AnErrorThatIsNoErrnoIsABadMessage) {
    for (const int err : {0, 5, -4096, std::numeric_limits<int>::min()}) {
        nlmsgerr body{};
        body.error = err; // the kernel's are from -4095 to -1
        SockDiag diag = diagOf({message(NLMSG_ERROR, 0, std::as_bytes(std::span(&body, 1)))});
        const auto outcome = diag.dumpTcp(IpFamily::V4, kAllTcpStates, [](const inet_diag_msg&) {});
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().sysErrno, EBADMSG) << err;
    }
}

TEST(SockDiag, ALengthBeyondTwoGigabytesIsNotFollowed) {
    Datagram absurd = row();
    const std::uint32_t length = 0x80000000; // libmnl reads it as negative
    std::memcpy(absurd.data(), &length, sizeof length);
    SockDiag diag = diagOf({absurd, done()});
    const auto outcome = diag.dumpTcp(IpFamily::V4, kAllTcpStates, [](const inet_diag_msg&) {});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->rows, 0U);
}

// Recorded on real kernels by tests/support/record_kernel_data; /proc/net/tcp, recorded at the same moment, is the
// independent witness.
class Recorded : public testing::TestWithParam<std::string> {
protected:
    [[nodiscard]] std::filesystem::path file(const std::string& name) const {
        return test::dataFolder() / GetParam() / name;
    }

    [[nodiscard]] std::deque<Datagram> datagrams(const std::string& name) const {
        const std::string bytes = test::readFile(file(name));
        std::deque<Datagram> result;
        for (std::size_t at = 0; at + 4 <= bytes.size();) {
            std::uint32_t size = 0;
            std::memcpy(&size, bytes.data() + at, 4);
            const auto* begin = reinterpret_cast<const std::byte*>(bytes.data() + at + 4);
            result.emplace_back(begin, begin + size);
            at += 4 + size;
        }
        return result;
    }
};

using Identity = std::tuple<std::uint32_t, std::uint16_t, std::uint32_t, std::uint16_t>;

struct Witness {
    unsigned state = 0;
    std::uint32_t tx = 0;
    std::uint32_t rx = 0;
};

/// The rows of /proc/net/tcp: "sl local_address rem_address st tx_queue:rx_queue …", addresses in network order as hex.
std::map<Identity, Witness> parseProcTcp(const std::string& text) {
    std::map<Identity, Witness> rows;
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line); // the header
    while (std::getline(lines, line)) {
        unsigned localIp = 0, localPort = 0, remoteIp = 0, remotePort = 0, state = 0, tx = 0, rx = 0;
        if (std::sscanf(line.c_str(), " %*d: %x:%x %x:%x %x %x:%x", &localIp, &localPort, &remoteIp, &remotePort,
                        &state, &tx, &rx) == 7) {
            rows[{ntohl(localIp), static_cast<std::uint16_t>(localPort), ntohl(remoteIp),
                  static_cast<std::uint16_t>(remotePort)}] = {state, tx, rx};
        }
    }
    return rows;
}

TEST_P(Recorded, DumpAgreesWithProcNetTcp) {
    SockDiag diag = diagOf(datagrams("sock_diag.bin"));
    std::map<Identity, TcpRow> rows;
    const auto outcome = diag.dumpTcp(IpFamily::V4, kAllTcpStates, [&](const inet_diag_msg& m) {
        const TcpRow r = toTcpRow(m);
        rows[{r.local.address.number(), r.local.port, r.remote.address.number(), r.remote.port}] = r;
    });
    ASSERT_TRUE(outcome) << outcome.error().text;
    const auto witnesses = parseProcTcp(test::readFile(file("tcp")));
    ASSERT_GT(witnesses.size(), 50U);
    ASSERT_EQ(rows.size(), witnesses.size());
    bool sawFullQueue = false;
    for (const auto& [identity, witness] : witnesses) {
        ASSERT_TRUE(rows.contains(identity));
        const TcpRow& r = rows[identity];
        EXPECT_EQ(static_cast<unsigned>(r.state), witness.state);
        if (r.state == TcpState::Listen) {
            // /proc has the depth as rx_queue, and no limit.
            EXPECT_EQ(r.receiveQueue, witness.rx);
            sawFullQueue = sawFullQueue || (r.receiveQueue == 3 && r.sendQueue == 2);
        } else if (r.state == TcpState::Established) {
            EXPECT_EQ(r.receiveQueue, witness.rx);
            EXPECT_EQ(r.sendQueue, witness.tx);
        }
    }
    EXPECT_TRUE(sawFullQueue) << "the recording holds a listener with limit 2 and 3 waiting";
}

/// Rows of a table of /proc/net; they begin behind a header.
std::size_t rowsIn(const std::string& text) {
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(std::count(text.begin(), text.end(), '\n') - 1, 0));
}

const InetRow* listenerAt(const std::vector<InetRow>& rows, std::uint16_t port) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const InetRow& row) {
        return row.state == TcpState::Listen && row.local.port == port;
    });
    return found == rows.end() ? nullptr : &*found;
}

TEST_P(Recorded, BothFamiliesInOneDumpWithWhatTheInspectorAsksFor) {
    std::vector<InetRow> rows;
    SockDiag diag = diagOf(datagrams("tcp_all.bin"));
    const auto outcome = diag.dumpInet({AF_UNSPEC, IPPROTO_TCP, kAllTcpStates, kShowInfo | kShowMemory, 0},
                                       [&](const InetRow& row) { rows.push_back(row); });
    ASSERT_TRUE(outcome) << outcome.error().text;
    EXPECT_EQ(rows.size(), rowsIn(test::readFile(file("tcp"))) + rowsIn(test::readFile(file("tcp6"))));

    const InetRow* const full = listenerAt(rows, 5001);
    ASSERT_NE(full, nullptr);
    EXPECT_EQ(std::pair(full->receiveQueue, full->sendQueue), std::pair(3U, 2U));
    ASSERT_TRUE(full->drops);
    EXPECT_GE(*full->drops, 2U) << "the SYNs of the two clients that are not let in";
    const InetRow* const v6Only = listenerAt(rows, 5004);
    ASSERT_NE(v6Only, nullptr);
    EXPECT_EQ(std::pair(v6Only->receiveQueue, v6Only->sendQueue), std::pair(1U, 7U));
    EXPECT_TRUE(v6Only->isV6Only);
    EXPECT_EQ(v6Only->local.address.text(), "::1");
    const InetRow* const both = listenerAt(rows, 5005);
    ASSERT_NE(both, nullptr);
    EXPECT_EQ(std::pair(both->receiveQueue, both->sendQueue), std::pair(1U, 9U));
    EXPECT_FALSE(both->isV6Only);
    EXPECT_TRUE(both->local.address.isAny());

    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [](const InetRow& row) {
        return row.state == TcpState::Established && row.local.port == 5005 && row.local.address.isV4Mapped();
    })) << "an IPv4 client of the listener for both families";
    for (const InetRow& row : rows) {
        if (row.state == TcpState::Established) {
            ASSERT_TRUE(row.figures);
            EXPECT_GT(row.figures->rtt.count(), 0);
        }
    }
}

TEST_P(Recorded, UdpOfEachFamily) {
    const auto rowsOf = [&](const char* name, std::uint8_t family) {
        std::vector<InetRow> rows;
        SockDiag diag = diagOf(datagrams(name));
        EXPECT_TRUE(diag.dumpInet({family, IPPROTO_UDP, kAllTcpStates, kShowMemory, 0},
                                  [&](const InetRow& row) { rows.push_back(row); }));
        return rows;
    };
    const auto v4 = rowsOf("udp4.bin", AF_INET);
    ASSERT_EQ(v4.size(), rowsIn(test::readFile(file("udp"))));
    EXPECT_TRUE(std::any_of(v4.begin(), v4.end(), [](const InetRow& row) {
        return row.local.port == 5006 && row.remote.port == 0 && row.receiveQueue > 0;
    })) << "a datagram waits";
    const auto v6 = rowsOf("udp6.bin", AF_INET6);
    ASSERT_EQ(v6.size(), rowsIn(test::readFile(file("udp6"))));
    EXPECT_EQ(v6.front().local.address.text(), "::1");
}

TEST_P(Recorded, UnixSocketsWithNamesPeersAndQueues) {
    std::vector<UnixRow> rows;
    SockDiag diag = diagOf(datagrams("unix.bin"));
    ASSERT_TRUE(diag.dumpUnix(kAllTcpStates, [&](UnixRow&& row) { rows.push_back(std::move(row)); }));
    const auto listener =
        std::find_if(rows.begin(), rows.end(), [](const UnixRow& row) { return row.state == TcpState::Listen; });
    ASSERT_NE(listener, rows.end());
    EXPECT_EQ(listener->path, "@listenscope/full");
    EXPECT_EQ(std::pair(listener->receiveQueue, listener->sendQueue), std::pair(3U, 2U));
    EXPECT_TRUE(listener->uid);
    const auto unread = std::find_if(rows.begin(), rows.end(), [](const UnixRow& row) {
        return row.type == SOCK_SEQPACKET && row.receiveQueue == 5;
    });
    ASSERT_NE(unread, rows.end());
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const UnixRow& row) {
        return row.inode == unread->peerInode && row.peerInode == unread->inode;
    }));
}

TEST_P(Recorded, EndedConnectionsAreTold) {
    std::vector<InetRow> ended;
    for (const Datagram& datagram : datagrams("destroyed.bin")) {
        forEachMessage(datagram, [&](const nlmsghdr&, std::span<const std::byte> payload) {
            if (const auto row = parseInetRow(payload)) {
                ended.push_back(*row);
            }
            return true;
        });
    }
    ASSERT_EQ(ended.size(), 4U) << "both ends of two connections";
    EXPECT_EQ(std::count_if(ended.begin(), ended.end(), [](const InetRow& row) { return row.local.port == 5003; }), 2);
    EXPECT_TRUE(std::all_of(ended.begin(), ended.end(), [](const InetRow& row) { return row.figures.has_value(); }));
    EXPECT_TRUE(std::any_of(ended.begin(), ended.end(), [](const InetRow& row) {
        return row.figures && row.figures->bytesReceived == 101; // a FIN counts as one
    }));
}

TEST_P(Recorded, CountersAreAllRead) {
    CounterValues values;
    ASSERT_TRUE(parseCounters(test::readFile(file("netstat")), "TcpExt", values));
    ASSERT_TRUE(parseCounters(test::readFile(file("snmp")), "Tcp", values));
    for (const std::string_view name :
         {"ListenOverflows", "ListenDrops", "TCPReqQFullDrop", "TCPReqQFullDoCookies", "SyncookiesSent",
          "EmbryonicRsts", "TCPSynRetrans", "ActiveOpens", "PassiveOpens", "RetransSegs", "OutRsts"}) {
        EXPECT_TRUE(values.contains(name)) << name;
    }
    EXPECT_GT(counterValue(values, "ActiveOpens"), 0);
    EXPECT_GT(counterValue(values, "ListenOverflows"), 0);
}

INSTANTIATE_TEST_SUITE_P(Kernels, Recorded, testing::Values("linux-6.1", "linux-6.18"),
                         [](const auto& test) { return test.param == "linux-6.1" ? "Debian12" : "Linux618"; });

} // namespace
} // namespace ls::kernel
