// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/link_end.h"
#include "engine/wire/syn_frame.h"
#include "engine/wire/tcp_packet.h"
#include "tests/support/process.h"
#include "tests/support/route_listing.h"
#include "tests/support/temp_dir.h"
#include "tests/support/wire_lab.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <sstream>

namespace ls::wire {

namespace {

using namespace std::chrono_literals;
using kernel::TcpState;
using netns::protocol::Link;

class WireTest : public test::WireLab, public testing::WithParamInterface<Link> {
protected:
    [[nodiscard]] Link link() const override { return GetParam(); }

    /// Connects through a wire with 20 ms up and 30 ms down, and says something both ways.
    void connectAndTalk() {
        startWire({.delayUp = 20ms, .delayDown = 30ms});
        const TimePoint asked = Clock::now();
        const UniqueFd client = connectClient();
        ASSERT_TRUE(test::eventually([&] { return isEstablished(client); }));
        EXPECT_GE(Clock::now() - asked, 50ms);
        const UniqueFd accepted = accept();
        EXPECT_GE(Clock::now() - asked, 70ms);

        send(client, "question");
        EXPECT_EQ(receive(accepted, 8), "question");
        EXPECT_GE(Clock::now() - asked, 70ms);
        const TimePoint answered = Clock::now();
        send(accepted, "answer");
        EXPECT_EQ(receive(client, 6), "answer");
        EXPECT_GE(Clock::now() - answered, 30ms);
        for (const CapturedPacket& packet : wire().packets()) {
            if (packet.left) {
                EXPECT_GE(*packet.left - packet.arrived, packet.direction == Direction::Up ? 20ms : 30ms);
            }
            EXPECT_EQ(packet.connection, 1U);
        }
    }

    [[nodiscard]] std::vector<CapturedPacket> packetsOf(HandshakePart part) {
        std::vector<CapturedPacket> packets = wire().packets();
        std::erase_if(packets, [&](const CapturedPacket& packet) { return packet.part != part; });
        return packets;
    }

    /// Clients whose SYNs come to the wire one after the other.
    [[nodiscard]] std::vector<UniqueFd> connectClients(std::uint32_t count) {
        std::vector<UniqueFd> clients;
        for (std::uint32_t i = 1; i <= count; ++i) {
            clients.push_back(connectClient(i));
        }
        return clients;
    }
};

INSTANTIATE_TEST_SUITE_P(Over, WireTest, testing::Values(Link::Veth, Link::Tun), test::linkName);

TEST_P(WireTest, PacketsArriveLaterByTheDelayOfTheirDirection) {
    listen(5);
    connectAndTalk();
}

TEST_P(WireTest, PacketsArriveLaterOverIpv6Too) {
    if (!std::filesystem::exists("/proc/net/if_inet6")) {
        GTEST_SKIP() << "this kernel has no IPv6";
    }
    useIpv6();
    listen(5);
    connectAndTalk();
}

TEST_P(WireTest, TheTapTellsAHandshake) {
    listen(5);
    startWire({.delayUp = 1ms});
    const UniqueFd client = connectClient(7);
    const UniqueFd accepted = accept();
    auto packets = wire().packets();
    std::erase_if(packets, [](const CapturedPacket& packet) { return packet.retransmit; }); // of a very busy machine
    ASSERT_EQ(packets.size(), 3U);
    const std::array parts{HandshakePart::Syn, HandshakePart::SynAck, HandshakePart::ThirdAck};
    for (std::size_t i = 0; i < packets.size(); ++i) {
        EXPECT_EQ(packets[i].part, parts[i]);
        EXPECT_EQ(packets[i].direction, i == 1 ? Direction::Down : Direction::Up);
        EXPECT_EQ(packets[i].client.address.text(), "10.0.0.7");
        EXPECT_EQ(packets[i].server.address.text(), "198.18.0.1");
    }
    EXPECT_EQ(packets[1].ack, packets[0].seq + 1);
    EXPECT_EQ(packets[2].ack, packets[1].seq + 1);
}

TEST_P(WireTest, JitterNeverReordersAConnection) {
    listen(5);
    startWire({.jitter = 3ms});
    const UniqueFd client = connectClient();
    const UniqueFd accepted = accept();
    std::string sent;
    for (int i = 0; i < 200; ++i) {
        send(client, std::to_string(i));
        sent += std::to_string(i);
    }
    EXPECT_EQ(receive(accepted, sent.size()), sent);
    std::map<Direction, TimePoint> last;
    for (const CapturedPacket& packet : wire().packets()) {
        if (packet.left) {
            EXPECT_GE(*packet.left, last[packet.direction]);
            last[packet.direction] = *packet.left;
        }
    }
}

TEST_P(WireTest, LossIsWithinBinomialBounds) {
    listen(400);
    startWire({.loss = 0.2, .seed = 42});
    const std::vector<UniqueFd> sockets = connectClients(300);
    ASSERT_TRUE(test::eventually([&] { return std::all_of(sockets.begin(), sockets.end(), isEstablished); }));
    wire().stop();
    const WireStats stats = wire().stats();
    const auto packets = static_cast<double>(stats.packets());
    EXPECT_NEAR(static_cast<double>(stats.lost), 0.2 * packets, 5 * std::sqrt(packets * 0.2 * 0.8));
    EXPECT_GT(stats.retransmits, 0U);
    EXPECT_EQ(stats.handshakes.connections, 300U);
}

bool isKernelsSyn(const CapturedPacket& packet) {
    return packet.part == HandshakePart::Syn && packet.origin == Origin::Kernel;
}

TEST_P(WireTest, DuplicatesArriveTwiceAndAreNoRetransmits) {
    listen(5);
    startWire({.duplicate = 1});
    const UniqueFd client = connectClient();
    const UniqueFd accepted = accept();
    send(client, "once");
    EXPECT_EQ(receive(accepted, 4), "once");
    ASSERT_TRUE(test::eventually([&] { return wire().stats().inFlight == 0; }));
    const WireStats stats = wire().stats();
    EXPECT_EQ(stats.duplicated, stats.packets());
    const auto packets = wire().packets();
    EXPECT_EQ(std::count_if(packets.begin(), packets.end(), isKernelsSyn),
              static_cast<std::ptrdiff_t>(stats.handshakes.synsDelivered));
    EXPECT_EQ(packets[0].origin, Origin::Kernel);
    EXPECT_EQ(packets[1].origin, Origin::Duplicate);
    EXPECT_EQ(packets[0].seq, packets[1].seq);
}

TEST_P(WireTest, ALateAckLeavesTheClientEstablishedAndTheServerHalfOpen) {
    listen(5);
    startWire({.lateAck = {.delay = 700ms}});
    const UniqueFd client = connectClient();
    ASSERT_TRUE(test::eventually([&] { return isEstablished(client); }));
    send(client, "early");
    const TimePoint established = Clock::now();
    const std::size_t halfOpen = countAtServer(TcpState::SynRecv);
    const std::size_t full = countAtServer(TcpState::Established);
    if (Clock::now() - established < 600ms) { // looked in time
        EXPECT_EQ(halfOpen, 1U);
        EXPECT_EQ(full, 0U);
    }
    const UniqueFd accepted = accept();
    EXPECT_EQ(receive(accepted, 5), "early");
    const auto acks = packetsOf(HandshakePart::ThirdAck);
    ASSERT_EQ(acks.size(), 1U);
    EXPECT_TRUE(acks[0].heldByRule);
    EXPECT_GE(*acks[0].left - acks[0].arrived, 700ms);
    EXPECT_GE(wire().stats().held, 2U) << "the data behind it too";
}

TEST_P(WireTest, DroppedSynAcksAreSentAgain) {
    listen(5);
    startWire({.dropSynAck = {.every = 1, .first = 1}});
    const UniqueFd first = connectClient(1);
    ASSERT_TRUE(test::eventually([&] { return wire().stats().droppedByRule >= 2; })) << "the kernel retransmits it";
    const UniqueFd second = connectClient(2);
    ASSERT_TRUE(test::eventually([&] { return isEstablished(second); }));
    EXPECT_EQ(stateOf(first), TcpState::SynSent);
    EXPECT_GE(wire().stats().handshakes.synAckRetransmits, 1U);
    for (const CapturedPacket& packet : packetsOf(HandshakePart::SynAck)) {
        EXPECT_EQ(packet.fate, packet.connection == 1 ? Fate::DroppedByRule : Fate::Delivered);
    }
}

TEST_P(WireTest, HalfOpenClientsFillTheSynQueue) {
    ASSERT_TRUE(server().writeSysctl("net.ipv4.tcp_syncookies", "0"));
    listen(16);
    startWire({.halfOpen = {.count = 200, .perSecond = 10'000}});
    EXPECT_EQ(wire().stats().halfOpen.sent, 0U) << "the clock has not started";
    wire().startClock(Clock::now());
    ASSERT_TRUE(test::eventually([&] { return wire().stats().halfOpen.delivered == 200; }));
    EXPECT_EQ(countAtServer(TcpState::SynRecv), 17U);
    EXPECT_EQ(serverCounter("TCPReqQFullDrop"), 183);
    ASSERT_TRUE(test::eventually([&] { return wire().stats().halfOpen.answered == 17; }));
    EXPECT_EQ(wire().stats().packetsUp, 0U);
    EXPECT_EQ(wire().stats().handshakes.connections, 0U);
}

TEST_P(WireTest, CookiesAnswerEveryHalfOpenClientOverIpv6Too) {
    if (!std::filesystem::exists("/proc/net/if_inet6")) {
        GTEST_SKIP() << "this kernel has no IPv6";
    }
    useIpv6();
    listen(16);
    startWire({.halfOpen = {.count = 200, .perSecond = 10'000}});
    wire().startClock(Clock::now());
    EXPECT_TRUE(test::eventually([&] { return wire().stats().halfOpen.answered == 200; }));
    EXPECT_EQ(countAtServer(TcpState::SynRecv), 17U);
    EXPECT_EQ(serverCounter("SyncookiesSent"), 183);
    const auto packets = wire().packets();
    EXPECT_EQ(std::count_if(packets.begin(), packets.end(),
                            [](const CapturedPacket& packet) { return packet.origin == Origin::HalfOpen; }),
              200);
}

TEST_P(WireTest, TheWireDoesToHalfOpenClientsWhatItDoesToAll) {
    listen(512);
    startWire({.delayUp = 20ms, .jitter = 1ms, .loss = 0.5, .duplicate = 0.2, .halfOpen = {.count = 200}});
    const TimePoint zero = Clock::now();
    wire().startClock(zero);
    ASSERT_TRUE(test::eventually([&] {
        const WireStats stats = wire().stats();
        return stats.halfOpen.sent == 200 && stats.inFlight == 0;
    }));
    const WireStats stats = wire().stats();
    EXPECT_EQ(stats.halfOpen.delivered + stats.lost, 200U);
    EXPECT_NEAR(static_cast<double>(stats.lost), 100, 5 * std::sqrt(50.0));
    EXPECT_GT(stats.duplicated, 0U);
    EXPECT_TRUE(test::eventually([&] { return countAtServer(TcpState::SynRecv) == stats.halfOpen.delivered; }));
    for (const CapturedPacket& packet : wire().packets()) {
        if (packet.left) {
            EXPECT_GE(*packet.left - packet.arrived, 20ms) << "never before its delay is over";
        }
    }
}

TEST_P(WireTest, NothingComesOutOnceTheWireIsCut) {
    listen(5);
    startWire({.delayUp = 1ms, .cutAt = 0s});
    const UniqueFd client = connectClient();
    const UniqueFd accepted = accept();
    wire().startClock(Clock::now());
    ASSERT_TRUE(test::eventually([&] {
        send(client, "x");
        return wire().stats().cutOff > 0;
    }));
    const std::uint64_t delivered = wire().stats().delivered;
    ASSERT_TRUE(test::eventually([&] { return wire().stats().cutOff > 3; })) << "retransmits";
    EXPECT_EQ(wire().stats().delivered, delivered);
    const auto packets = wire().packets();
    EXPECT_EQ(packets.back().fate, Fate::CutOff);
    EXPECT_FALSE(packets.back().left);
}

TEST_P(WireTest, ASynThatMetAFullAcceptQueueHasNoAnswer) {
    listen(0); // holds one
    startWire({.delayUp = 1ms});
    const UniqueFd first = connectClient(1);
    ASSERT_TRUE(test::eventually([&] { return countAtServer(TcpState::Established) == 1; }));
    const UniqueFd second = connectClient(2);
    ASSERT_TRUE(test::eventually([&] { return wire().stats().handshakes.synsDelivered >= 3; }))
        << "it is retransmitted";
    ASSERT_TRUE(test::eventually([&] {
        return static_cast<std::int64_t>(wire().stats().handshakes.synsUnanswered) == serverCounter("ListenOverflows");
    }));
    EXPECT_GE(wire().stats().handshakes.synsUnanswered, 2U);
    EXPECT_EQ(wire().stats().handshakes.thirdAcksUnanswered, 1U);
    EXPECT_EQ(stateOf(second), TcpState::SynSent);
}

TEST_P(WireTest, AnotherPlanHoldsForPacketsThatComeAfterIt) {
    listen(5);
    startWire({.cutAt = 0s});
    wire().startClock(Clock::now());
    const UniqueFd client = connectClient(1);
    ASSERT_TRUE(test::eventually([&] { return wire().stats().cutOff > 0; }));
    EXPECT_FALSE(wire().change({.delayUp = 11s})) << "out of range";
    ASSERT_TRUE(wire().change({.delayUp = 30ms, .halfOpen = {.count = 2}}));
    ASSERT_TRUE(test::eventually([&] { return isEstablished(client); })) << "the wire is whole again";
    ASSERT_TRUE(test::eventually([&] { return wire().stats().halfOpen.answered == 2; }));
    for (const CapturedPacket& packet : wire().packets()) {
        if (packet.left && packet.direction == Direction::Up && packet.origin == Origin::Kernel) {
            EXPECT_GE(*packet.left - packet.arrived, 30ms);
        }
    }
}

/// A queue for two; the ACK of the first of three clients comes when the others have filled it.
class LateAckAtFullQueueTest : public WireTest {
protected:
    void overflow() {
        listen(1);
        startWire({.lateAck = {.delay = 900ms, .first = 1}});
        m_late = connectClient(1);
        ASSERT_TRUE(test::eventually([&] { return isEstablished(m_late); }));
        m_second = connectClient(2);
        m_third = connectClient(3);
        ASSERT_TRUE(test::eventually([&] { return countAtServer(TcpState::Established) == 2; }));
        ASSERT_TRUE(test::eventually([&] { return wire().stats().handshakes.thirdAcksDelivered == 3; }));
    }

    UniqueFd m_late;
    UniqueFd m_second;
    UniqueFd m_third;
};

INSTANTIATE_TEST_SUITE_P(Over, LateAckAtFullQueueTest, testing::Values(Link::Veth, Link::Tun), test::linkName);

TEST_P(LateAckAtFullQueueTest, IsAnsweredByAnotherSynAck) {
    overflow();
    ASSERT_TRUE(test::eventually([&] { return wire().stats().handshakes.thirdAcksAnsweredBySynAck == 1; }));
    const HandshakeView view = wire().stats().handshakes;
    EXPECT_EQ(view.thirdAcksAnsweredByRst, 0U);
    EXPECT_EQ(view.thirdAcksUnanswered, 2U);
    EXPECT_EQ(view.synsUnanswered, 0U);
    EXPECT_TRUE(isEstablished(m_late));
    EXPECT_EQ(countAtServer(TcpState::SynRecv), 1U);
    EXPECT_GE(serverCounter("ListenOverflows"), 1);
}

TEST_P(LateAckAtFullQueueTest, IsAnsweredByAnRstWhereThePolicyIsToAbort) {
    ASSERT_TRUE(server().writeSysctl("net.ipv4.tcp_abort_on_overflow", "1"));
    overflow();
    ASSERT_TRUE(test::eventually([&] { return wire().stats().handshakes.thirdAcksAnsweredByRst == 1; }));
    EXPECT_EQ(wire().stats().handshakes.thirdAcksAnsweredBySynAck, 0U);
    EXPECT_TRUE(test::eventually([&] { return stateOf(m_late) == TcpState::Close; }));
    EXPECT_EQ(serverCounter("EmbryonicRsts"), 1);
}

// Faults and limits. -------------------------------------------------------------------------------------------------

TEST_P(WireTest, WhatDoesNotFitTheBudgetIsDroppedAndSaid) {
    m_expectsFaults = true;
    listen(5);
    startWire({.delayUp = 5s}, {.bytesInFlight = 400});
    const std::vector<UniqueFd> sockets = connectClients(3);
    ASSERT_TRUE(test::eventually([&] { return wire().stats().packets() >= 3; }));
    const WireStats stats = wire().stats();
    EXPECT_EQ(stats.inFlight, 1U);
    EXPECT_GE(stats.overBudget, 2U);
    EXPECT_EQ(stats.droppedByItself(), stats.overBudget);
    const auto packets = wire().packets();
    EXPECT_EQ(packets[0].fate, Fate::Held);
    EXPECT_EQ(packets[1].fate, Fate::DroppedByWire);
}

using VethWireTest = test::WireLab;

TEST_F(VethWireTest, AFullRingIsCounted) {
    const auto unread = LinkEnd::open(clients().openWireEnd().value(), "a second reader").value();
    listen(5);
    startWire({.delayUp = 1us});
    const UniqueFd client = connectClient();
    const UniqueFd accepted = accept();
    // Larger than the ring, which has a slot for each packet.
    const std::string piece(1 << 20, 'x');
    const std::size_t wanted = std::size_t{64} << 20;
    std::size_t sent = 0;
    std::size_t received = 0;
    std::vector<char> buffer(1 << 20);
    ASSERT_TRUE(test::eventually([&] {
        const ssize_t out = sent < wanted ? ::send(client.get(), piece.data(), piece.size(), MSG_NOSIGNAL) : 0;
        sent += static_cast<std::size_t>(std::max<ssize_t>(out, 0));
        const ssize_t in = ::recv(accepted.get(), buffer.data(), buffer.size(), 0);
        received += static_cast<std::size_t>(std::max<ssize_t>(in, 0));
        return received >= wanted;
    }));
    EXPECT_GT(unread->takeOverruns(), 0U);
    EXPECT_EQ(unread->takeOverruns(), 0U) << "counted once";
}

TEST_F(VethWireTest, LinksThatHaveGoneAreAProblemThatIsTold) {
    startWire({.delayUp = 1ms});
    EXPECT_FALSE(wire().problem());
    ASSERT_TRUE(net().freshen()); // nobody holds the namespaces of the two ends any more
    ASSERT_TRUE(test::eventually([&] { return wire().problem().has_value(); }));
    EXPECT_EQ(wire().problem()->sysErrno, ENETDOWN);
}

class TunWireTest : public test::WireLab {
protected:
    [[nodiscard]] Link link() const override { return Link::Tun; }
};

TEST_F(TunWireTest, AFullQueueIsCounted) {
    const auto end = LinkEnd::open(server().openWireEnd().value(), "the server's end").value();
    ASSERT_EQ(end->kind(), LinkKind::Tun);
    // Nobody listens, so every SYN is answered by an RST, and nobody reads these yet.
    constexpr std::uint64_t kSyns = netns::protocol::kTunQueue + 500;
    const IpAddress client = netns::clientsNetwork(IpFamily::V4);
    for (std::uint64_t i = 0; i < kSyns; ++i) {
        const IpEndpoint from{client.withNumber(client.number() + 2), static_cast<std::uint16_t>(1024 + i)};
        ASSERT_TRUE(end->send(makeSyn({.client = from, .server = {netns::serverAddress(IpFamily::V4), 80}})));
    }
    EXPECT_EQ(end->takeOverruns(), 0U) << "nothing was read, so the queue is not known to be full";
    std::uint64_t read = 0;
    for (auto frame = end->front(); frame; frame = end->front()) {
        EXPECT_TRUE(parseTcp(frame->bytes)->has(tcp_flag::kRst));
        end->release();
        ++read;
    }
    EXPECT_EQ(read, netns::protocol::kTunQueue);
    EXPECT_EQ(end->takeOverruns(), kSyns - read);
    EXPECT_EQ(end->takeOverruns(), 0U) << "counted once";
}

TEST_F(TunWireTest, ADeviceThatHasGoneIsAProblemThatIsTold) {
    startWire({.delayUp = 1ms});
    EXPECT_FALSE(wire().problem());
    test::deleteLink(clients().openRoutes().value(), "wire");
    ASSERT_TRUE(test::eventually([&] { return wire().problem().has_value(); }));
    EXPECT_EQ(wire().problem()->sysErrno, ENETDOWN);
}

TEST_P(WireTest, SaysWhatJoinsItToTheNamespaces) {
    startWire({.delayUp = 1ms});
    EXPECT_EQ(wire().stats().link, GetParam() == Link::Tun ? LinkKind::Tun : LinkKind::Veth);
}

TEST_P(WireTest, ASocketThatIsNoWireEndIsRefused) {
    WireEnds ends{{clients().openTcpSocket().value(), {}}, server().openWireEnd().value(), {}};
    const auto started = Wire::start({.delayUp = 1ms}, std::move(ends));
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::BadInput);
}

TEST_P(WireTest, APlanOutOfRangeIsRefused) {
    const auto started = Wire::start({.delayUp = 11s}, {});
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().text, "delay-up: 11s");
}

// Capture files. -----------------------------------------------------------------------------------------------------

TEST(CaptureFile, ThatCannotBeWrittenIsNamed) {
    const test::TempDir dir;
    const auto file = PcapFile::create(dir / "none/wire.pcap");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::Output);
    EXPECT_NE(file.error().text.find("wire.pcap"), std::string::npos) << file.error().text;
}

std::string flagsText(std::uint8_t flags) {
    std::string text;
    for (const auto& [flag, letter] :
         {std::pair{tcp_flag::kSyn, 'S'}, {tcp_flag::kFin, 'F'}, {tcp_flag::kPsh, 'P'}, {tcp_flag::kRst, 'R'}}) {
        if ((flags & flag) != 0) {
            text += letter;
        }
    }
    return (flags & tcp_flag::kAck) != 0 ? text + "." : text;
}

/// What tcpdump prints of a packet that can be compared.
std::string lineOf(const CapturedPacket& packet) {
    const bool isUp = packet.direction == Direction::Up;
    const IpEndpoint& from = isUp ? packet.client : packet.server;
    const IpEndpoint& to = isUp ? packet.server : packet.client;
    const bool hasSeq = packet.length > 0 || (packet.flags & (tcp_flag::kSyn | tcp_flag::kFin | tcp_flag::kRst)) != 0;
    return fmt::format("{}.{} > {}.{} [{}] seq {} win {} length {}", from.address.text(), from.port, to.address.text(),
                       to.port, flagsText(packet.flags), hasSeq ? std::to_string(packet.seq) : "-", packet.window,
                       packet.length);
}

/// A packet as it was at the server's side. Times count from the first one.
struct Seen {
    Nanoseconds when{};
    std::string line;

    friend bool operator==(const Seen&, const Seen&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Seen& seen) {
        return out << seen.when.count() << ' ' << seen.line;
    }
};

std::vector<Seen> fromTheFirst(std::vector<Seen> seen) {
    for (std::size_t i = seen.size(); i-- > 0;) {
        seen[i].when -= seen[0].when;
    }
    return seen;
}

std::vector<Seen> tappedAtServer(const std::vector<CapturedPacket>& packets) {
    std::vector<Seen> seen;
    for (const CapturedPacket& packet : packets) {
        if (const auto when = packet.atServer()) {
            seen.push_back({when->time_since_epoch(), lineOf(packet)});
        }
    }
    return fromTheFirst(std::move(seen));
}

std::vector<Seen> readByTcpdump(const std::filesystem::path& file) {
    const test::Outcome outcome =
        test::Process({"/usr/bin/env", "tcpdump", "-nn", "-tt", "--nano", "-S", "-r", file.string()}).wait();
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    static const std::regex pattern(R"((\d+)\.(\d{9}) IP6? (\S+) > (\S+): Flags \[(\S*)\],(?: seq (\d+)(?::\d+)?,)?.*)"
                                    R"( win (\d+),.* length (\d+).*)");
    std::vector<Seen> seen;
    std::istringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);) {
        std::smatch part;
        if (!std::regex_match(line, part, pattern)) {
            ADD_FAILURE() << line;
            continue;
        }
        seen.push_back({std::chrono::seconds(std::stoll(part[1])) + Nanoseconds(std::stoll(part[2])),
                        fmt::format("{} > {} [{}] seq {} win {} length {}", part[3].str(), part[4].str(), part[5].str(),
                                    part[6].matched ? part[6].str() : "-", part[7].str(), part[8].str())});
    }
    return fromTheFirst(std::move(seen));
}

/// The tap keeps packets in the order they came to the wire.
void sortByTime(std::vector<Seen>& seen) {
    std::stable_sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) { return a.when < b.when; });
    seen = fromTheFirst(std::move(seen));
}

class CaptureFileTest : public WireTest {
protected:
    void compareAfterTraffic() {
        const test::TempDir dir;
        const std::filesystem::path file = dir / "wire.pcap";
        test::writeFile(file, "an older file");
        listen(2);
        const auto recorder = std::make_shared<PcapRecorder>(PcapFile::create(file).value());
        startWire({.delayUp = 2ms, .delayDown = 1ms, .loss = 0.1, .duplicate = 0.1, .halfOpen = {.count = 10}},
                  {.pcap = recorder});
        wire().startClock(Clock::now());
        const std::vector<UniqueFd> sockets = connectClients(20);
        const UniqueFd accepted = accept();
        send(accepted, std::string(20'000, 'x'));
        ASSERT_TRUE(test::eventually([&] { return wire().stats().packets() > 100; }));
        EXPECT_EQ(test::readFile(file), "an older file") << "replaced only when it is whole";
        wire().stop();
        ASSERT_TRUE(recorder->finish());

        std::vector<Seen> tapped = tappedAtServer(wire().packets());
        const std::vector<Seen> read = readByTcpdump(file);
        sortByTime(tapped);
        EXPECT_GT(read.size(), 50U);
        EXPECT_EQ(read, tapped);
        const auto share = wire().stats().pcap;
        ASSERT_TRUE(share);
        EXPECT_EQ(share->before, 0U);
        EXPECT_EQ(share->frames, read.size());
        EXPECT_EQ(share->missing, 0U);

        const std::filesystem::path saved = dir / "saved.pcap";
        ASSERT_TRUE(savePcap(saved, wire().frames()));
        EXPECT_EQ(readByTcpdump(saved), tapped) << "what the tap keeps of the frames says the same";
        EXPECT_EQ(dir.fileCount(), 2U);
    }
};

INSTANTIATE_TEST_SUITE_P(Over, CaptureFileTest, testing::Values(Link::Veth, Link::Tun), test::linkName);

TEST_P(CaptureFileTest, SaysTheSameToTcpdumpAsTheTap) {
    compareAfterTraffic();
}

TEST_P(CaptureFileTest, SaysTheSameToTcpdumpAsTheTapOverIpv6) {
    if (!std::filesystem::exists("/proc/net/if_inet6")) {
        GTEST_SKIP() << "this kernel has no IPv6";
    }
    useIpv6();
    compareAfterTraffic();
}

} // namespace

} // namespace ls::wire
