// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/connection_tracker.h"
#include "engine/wire/delay_queue.h"
#include "engine/wire/half_open_clients.h"
#include "engine/wire/packet_rules.h"
#include "engine/wire/tap.h"
#include "tests/support/tcp_packets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <set>

#include <netinet/ip.h>
#include <netinet/tcp.h>

namespace ls::wire {

namespace {

using namespace std::chrono_literals;
using test::TestConnection;

TimePoint at(Nanoseconds time) {
    return TimePoint(time);
}

// Parser. ------------------------------------------------------------------------------------------------------------

IpAddress v6(std::uint8_t last) {
    IpAddress address;
    address.isV6 = true;
    address.bytes = {0xfd, 0x4c, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, last};
    return address;
}

SynFields synFields(bool isV6) {
    const IpAddress client = isV6 ? v6(1) : IpAddress::v4(0x0a00'0001);
    const IpAddress server = isV6 ? v6(2) : IpAddress::v4(0xc612'0001);
    return {.client = {client, 40'001}, .server = {server, 80}, .isn = 0xfffffff0, .timestamp = 7};
}

TEST(TcpPacket, readsWhatTheSynOfAHalfOpenClientSays) {
    for (const bool isV6 : {false, true}) {
        const SynFields fields = synFields(isV6);
        const std::vector<std::byte> frame = makeSyn(fields);
        const auto packet = parseTcp(frame);
        ASSERT_TRUE(packet);
        EXPECT_EQ(packet->source, fields.client);
        EXPECT_EQ(packet->destination, fields.server);
        EXPECT_EQ(packet->seq, fields.isn);
        EXPECT_EQ(packet->ack, 0U);
        EXPECT_EQ(packet->length, 0U);
        EXPECT_EQ(packet->headers, frame.size());
        EXPECT_EQ(packet->flags, tcp_flag::kSyn);
        EXPECT_EQ(packet->window, 64240);
        EXPECT_EQ(packet->span(), 1U);
    }
}

TEST(TcpPacket, payloadIsWhatTheLengthOfThePacketSaysNotTheFrames) {
    std::vector<std::byte> frame = makeSyn(synFields(false));
    frame.resize(frame.size() + 6); // padding of a short frame
    ASSERT_TRUE(parseTcp(frame));
    EXPECT_EQ(parseTcp(frame)->length, 0U);

    iphdr header{};
    std::memcpy(&header, frame.data() + 14, sizeof header);
    header.tot_len = htons(static_cast<std::uint16_t>(ntohs(header.tot_len) + 6));
    std::memcpy(frame.data() + 14, &header, sizeof header);
    EXPECT_EQ(parseTcp(frame)->length, 6U);
}

TEST(TcpPacket, everyShorterFrameIsNoPacket) {
    for (const bool isV6 : {false, true}) {
        const std::vector<std::byte> frame = makeSyn(synFields(isV6));
        for (std::size_t size = 0; size < frame.size(); ++size) {
            EXPECT_FALSE(parseTcp(std::span(frame).first(size))) << size;
        }
    }
}

template <typename Change>
std::vector<std::byte> changedHeader(Change change) {
    std::vector<std::byte> frame = makeSyn(synFields(false));
    iphdr header{};
    std::memcpy(&header, frame.data() + 14, sizeof header);
    change(header);
    std::memcpy(frame.data() + 14, &header, sizeof header);
    return frame;
}

TEST(TcpPacket, anotherProtocolAFragmentAndImpossibleLengthsAreNoPacket) {
    EXPECT_TRUE(parseTcp(changedHeader([](iphdr&) {})));
    EXPECT_FALSE(parseTcp(changedHeader([](iphdr& header) { header.protocol = IPPROTO_UDP; })));
    EXPECT_FALSE(parseTcp(changedHeader([](iphdr& header) { header.frag_off = htons(IP_MF); })));
    EXPECT_FALSE(parseTcp(changedHeader([](iphdr& header) { header.frag_off = htons(100); })));
    EXPECT_FALSE(parseTcp(changedHeader([](iphdr& header) { header.version = 6; })));
    EXPECT_FALSE(parseTcp(changedHeader([](iphdr& header) { header.ihl = 4; })));
    EXPECT_FALSE(parseTcp(changedHeader([](iphdr& header) { header.tot_len = htons(2000); })));
    EXPECT_FALSE(parseTcp(changedHeader([](iphdr& header) { header.tot_len = htons(10); })));
}

// Half-open clients. -------------------------------------------------------------------------------------------------

std::uint16_t foldedSum(std::span<const std::byte> bytes, std::uint64_t sum) {
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        sum += std::to_integer<std::uint64_t>(bytes[i]) << 8 | std::to_integer<std::uint64_t>(bytes[i + 1]);
    }
    while (sum >> 16 != 0) {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return static_cast<std::uint16_t>(sum);
}

TEST(SynFrame, checksumsAreRight) { // RFC 1071: a right one makes the sum of all words 0xffff
    for (const bool isV6 : {false, true}) {
        const std::vector<std::byte> frame = makeSyn(synFields(isV6));
        const std::span<const std::byte> packet = std::span(frame).subspan(14);
        const std::size_t headerSize = isV6 ? 40 : 20;
        if (!isV6) {
            EXPECT_EQ(foldedSum(packet.first(headerSize), 0), 0xffff);
        }
        const std::size_t addressSize = isV6 ? 32 : 8;
        const auto segment = packet.subspan(headerSize);
        const std::uint64_t pseudo = foldedSum(packet.subspan(headerSize - addressSize, addressSize), 0);
        EXPECT_EQ(foldedSum(segment, pseudo + segment.size() + IPPROTO_TCP), 0xffff);
    }
}

HalfOpenClients clients(bool isV6 = false) {
    return {1, synFields(isV6).server};
}

TEST(HalfOpenClients, eachIsDueAtItsTimeAndHasAnEndpointOfItsOwn) {
    for (const bool isV6 : {false, true}) {
        HalfOpenClients halfOpen = clients(isV6);
        EXPECT_FALSE(halfOpen.nextDue()) << "not begun";
        halfOpen.begin({.count = kMaxHalfOpen, .perSecond = 1000}, at(5s));
        std::set<IpEndpoint> endpoints;
        for (std::uint32_t i = 0; i < kMaxHalfOpen; ++i) {
            ASSERT_EQ(halfOpen.nextDue(), at(5s) + i * 1ms);
            const auto syn = parseTcp(halfOpen.makeNext(at(5s)));
            endpoints.insert(syn->source);
            halfOpen.sent();
            ASSERT_TRUE(halfOpen.owns(syn->source));
        }
        EXPECT_FALSE(halfOpen.nextDue()) << "all sent";
        EXPECT_EQ(endpoints.size(), kMaxHalfOpen);
        EXPECT_EQ(halfOpen.view().sent, kMaxHalfOpen);
    }
}

TEST(HalfOpenClients, ownOnlyWhatTheySent) {
    HalfOpenClients halfOpen = clients();
    halfOpen.begin({.count = 2, .perSecond = 1}, at(0s));
    const IpEndpoint first = parseTcp(halfOpen.makeNext(at(0s)))->source;
    EXPECT_FALSE(halfOpen.owns(first)) << "not sent yet";
    halfOpen.sent();
    EXPECT_TRUE(halfOpen.owns(first));
    EXPECT_FALSE(halfOpen.owns({first.address, static_cast<std::uint16_t>(first.port + 1)}));
    EXPECT_FALSE(halfOpen.owns(TestConnection{}.client));
}

TEST(HalfOpenClients, anotherPlanGoesOnWithOtherClients) {
    HalfOpenClients halfOpen = clients();
    halfOpen.begin({.count = 3, .perSecond = 1}, at(0s));
    const IpEndpoint first = parseTcp(halfOpen.makeNext(at(0s)))->source;
    halfOpen.sent();
    halfOpen.begin({.count = 2, .perSecond = 10}, at(7s));
    EXPECT_EQ(halfOpen.nextDue(), at(7s));
    EXPECT_NE(parseTcp(halfOpen.makeNext(at(7s)))->source, first);
    EXPECT_TRUE(halfOpen.owns(first));
    halfOpen.sent();
    EXPECT_EQ(halfOpen.nextDue(), at(7s + 100ms));
    halfOpen.sent();
    EXPECT_FALSE(halfOpen.nextDue());
    EXPECT_EQ(halfOpen.view().sent, 3U);
}

TEST(HalfOpenClients, countsWhoGotWhichAnswer) {
    HalfOpenClients halfOpen = clients();
    halfOpen.begin({.count = 2, .perSecond = 1}, at(0s));
    TestConnection first;
    first.client = parseTcp(halfOpen.makeNext(at(0s)))->source;
    halfOpen.sent();
    TestConnection second;
    second.client = parseTcp(halfOpen.makeNext(at(0s)))->source;
    halfOpen.sent();

    EXPECT_FALSE(halfOpen.swallow(first.synAck()));
    EXPECT_TRUE(halfOpen.swallow(first.synAck()));
    EXPECT_FALSE(halfOpen.swallow(second.rst()));
    EXPECT_EQ(halfOpen.view().answered, 1U);
    EXPECT_EQ(halfOpen.view().reset, 1U);
    EXPECT_EQ(halfOpen.view().swallowed, 3U);
    EXPECT_EQ(halfOpen.view().delivered, 0U);
    halfOpen.delivered();
    EXPECT_EQ(halfOpen.view().delivered, 1U);
}

// Tracker. -----------------------------------------------------------------------------------------------------------

/// A tracker, and what came out at the server's side of it.
struct Tracked {
    ConnectionTracker tracker{4};
    Nanoseconds now = 1s;

    PacketPlace up(const TcpPacket& packet) { return tracker.arrived(packet, Direction::Up, at(now += 1ms)); }
    PacketPlace down(const TcpPacket& packet) { return tracker.arrived(packet, Direction::Down, at(now += 1ms)); }
    PacketPlace upThrough(const TcpPacket& packet) {
        const PacketPlace place = up(packet);
        deliver(packet, place);
        return place;
    }
    void deliver(const TcpPacket& packet, const PacketPlace& place) {
        CapturedPacket captured;
        captured.connection = place.connection->number;
        captured.client = packet.source;
        captured.server = packet.destination;
        captured.part = place.part;
        captured.left = at(now += 1ms);
        tracker.deliveredToServer(captured);
    }
};

TEST(ConnectionTracker, namesThePartsOfAHandshakeOnce) {
    Tracked tracked;
    const TestConnection c;
    EXPECT_EQ(tracked.up(c.syn()).part, HandshakePart::Syn);
    EXPECT_EQ(tracked.up(c.ack()).part, HandshakePart::None) << "no SYN/ACK was seen";
    EXPECT_EQ(tracked.down(c.synAck()).part, HandshakePart::SynAck);
    const PacketPlace ack = tracked.up(c.ack());
    EXPECT_EQ(ack.part, HandshakePart::ThirdAck);
    EXPECT_EQ(ack.connection->number, 1U);
    EXPECT_EQ(tracked.up(c.ack()).part, HandshakePart::None) << "only one is the third";
    EXPECT_EQ(tracked.up(c.data()).part, HandshakePart::None);
}

TEST(ConnectionTracker, dataCanBeTheThirdAckWhereTheBareAckWasLostBeforeTheWire) {
    Tracked tracked;
    const TestConnection c;
    tracked.up(c.syn());
    tracked.down(c.synAck());
    EXPECT_EQ(tracked.up(c.data()).part, HandshakePart::ThirdAck);
}

TEST(ConnectionTracker, countsConnectionsByTheirFirstSyn) {
    Tracked tracked;
    TestConnection first;
    TestConnection second;
    second.client.port = 40'002;
    EXPECT_EQ(tracked.up(first.syn()).connection->number, 1U);
    EXPECT_EQ(tracked.up(second.syn()).connection->number, 2U);
    EXPECT_EQ(tracked.up(first.syn()).connection->number, 1U) << "retransmitted";
    first.clientIsn = 777;
    const PacketPlace again = tracked.up(first.syn());
    EXPECT_EQ(again.connection->number, 3U) << "the ports are used again";
    EXPECT_FALSE(again.retransmit);
    EXPECT_FALSE(again.connection->synAckSeen);
    EXPECT_EQ(tracked.tracker.view().connections, 3U);
}

TEST(ConnectionTracker, marksWhatWasSeenBefore) {
    Tracked tracked;
    const TestConnection c;
    EXPECT_FALSE(tracked.up(c.syn()).retransmit);
    EXPECT_TRUE(tracked.up(c.syn()).retransmit);
    EXPECT_FALSE(tracked.down(c.synAck()).retransmit);
    EXPECT_TRUE(tracked.down(c.synAck()).retransmit);
    EXPECT_FALSE(tracked.up(c.ack()).retransmit);
    EXPECT_FALSE(tracked.up(c.ack()).retransmit) << "a bare ACK has nothing to repeat";
    EXPECT_FALSE(tracked.up(c.data(1, 100)).retransmit);
    EXPECT_FALSE(tracked.up(c.data(101, 100)).retransmit);
    EXPECT_TRUE(tracked.up(c.data(101, 100)).retransmit);
    EXPECT_TRUE(tracked.up(c.data(1, 300)).retransmit) << "with more behind it";
    EXPECT_FALSE(tracked.up(c.data(301, 1)).retransmit);
    EXPECT_FALSE(tracked.up(c.up(tcp_flag::kAck, 300)).retransmit) << "a keep-alive probe carries nothing";
    EXPECT_EQ(tracked.tracker.view().synAckRetransmits, 1U);
}

TEST(ConnectionTracker, sequenceNumbersMayWrap) {
    Tracked tracked;
    TestConnection c;
    c.clientIsn = 0xffff'fff0;
    tracked.up(c.syn());
    tracked.down(c.synAck());
    tracked.up(c.ack());
    EXPECT_FALSE(tracked.up(c.data(1, 100)).retransmit);
    EXPECT_FALSE(tracked.up(c.data(101, 100)).retransmit);
    EXPECT_TRUE(tracked.up(c.data(1, 100)).retransmit);
}

TEST(ConnectionTracker, forgetsTheOneSilentLongest) {
    Tracked tracked; // for four
    std::vector<TestConnection> connections(5);
    for (std::uint16_t i = 0; i < 5; ++i) {
        connections[i].client.port = static_cast<std::uint16_t>(40'000 + i);
        tracked.up(connections[i].syn());
        tracked.down(connections[0].synAck()); // the first one is never silent
    }
    EXPECT_EQ(tracked.tracker.size(), 4U);
    EXPECT_EQ(tracked.up(connections[0].ack()).part, HandshakePart::ThirdAck);
    EXPECT_EQ(tracked.down(connections[1].synAck()).connection->number, 0U) << "forgotten";
}

TEST(HandshakeView, aSynIsAnsweredBySynAckOrRst) {
    Tracked tracked;
    TestConnection answered;
    TestConnection refused;
    refused.client.port = 40'002;
    TestConnection dropped;
    dropped.client.port = 40'003;
    tracked.upThrough(answered.syn());
    tracked.upThrough(refused.syn());
    tracked.upThrough(dropped.syn());
    tracked.down(answered.synAck());
    tracked.down(refused.rst());
    EXPECT_EQ(tracked.tracker.view().synsDelivered, 3U);
    EXPECT_EQ(tracked.tracker.view().synsUnanswered, 1U);

    tracked.upThrough(dropped.syn()); // this one is answered; the one before never will be
    tracked.down(dropped.synAck());
    EXPECT_EQ(tracked.tracker.view().synsDelivered, 4U);
    EXPECT_EQ(tracked.tracker.view().synsUnanswered, 1U);
    EXPECT_EQ(tracked.tracker.view().synsUnansweredAgain, 0U);
}

TEST(HandshakeView, aRepeatedSynWithoutAnswerIsToldApart) {
    Tracked tracked;
    const TestConnection c;
    tracked.upThrough(c.syn());
    tracked.down(c.synAck());
    tracked.upThrough(c.syn());
    EXPECT_EQ(tracked.tracker.view().synsUnanswered, 1U);
    EXPECT_EQ(tracked.tracker.view().synsUnansweredAgain, 1U);
}

TEST(HandshakeView, aSynThatNeverCameOutIsNotCounted) {
    Tracked tracked;
    tracked.up(TestConnection{}.syn());
    EXPECT_EQ(tracked.tracker.view().connections, 1U);
    EXPECT_EQ(tracked.tracker.view().synsDelivered, 0U);
    EXPECT_EQ(tracked.tracker.view().synsUnanswered, 0U);
}

HandshakeView viewAfterThirdAck(const TcpPacket& answer) {
    Tracked tracked;
    const TestConnection c;
    tracked.upThrough(c.syn());
    tracked.down(c.synAck());
    tracked.upThrough(c.ack());
    EXPECT_EQ(tracked.tracker.view().thirdAcksDelivered, 1U);
    EXPECT_EQ(tracked.tracker.view().thirdAcksUnanswered, 1U);
    tracked.down(answer);
    tracked.down(c.rst()); // what comes later says nothing about the third ACK
    return tracked.tracker.view();
}

TEST(HandshakeView, theThirdAckIsJudgedByTheServersFirstPacketAfterIt) {
    const TestConnection c;
    EXPECT_EQ(viewAfterThirdAck(c.synAck()).thirdAcksAnsweredBySynAck, 1U);
    EXPECT_EQ(viewAfterThirdAck(c.rst()).thirdAcksAnsweredByRst, 1U);
    EXPECT_EQ(viewAfterThirdAck(c.down(tcp_flag::kAck, 1, 10)).thirdAcksAnsweredByOther, 1U);
    EXPECT_EQ(viewAfterThirdAck(c.synAck()).thirdAcksUnanswered, 0U);
}

TEST(HandshakeView, aSynAckThatWasUnderWayIsNoAnswerToTheThirdAck) {
    Tracked tracked;
    const TestConnection c;
    tracked.upThrough(c.syn());
    tracked.down(c.synAck());
    tracked.upThrough(c.ack());
    (void)tracked.tracker.arrived(c.synAck(), Direction::Down, at(tracked.now - 1us));
    EXPECT_EQ(tracked.tracker.view().thirdAcksAnsweredBySynAck, 0U);
    EXPECT_EQ(tracked.tracker.view().thirdAcksUnanswered, 1U);
}

// Rules. -------------------------------------------------------------------------------------------------------------

TEST(PacketRules, delaysByDirection) {
    PacketRules rules({.delayUp = 3ms, .delayDown = 7ms});
    EXPECT_EQ(rules.judge(Direction::Up, nullptr).delay, 3ms);
    EXPECT_EQ(rules.judge(Direction::Down, nullptr).delay, 7ms);
    EXPECT_EQ(rules.judge(Direction::Up, nullptr).fate, Fate::Held);
}

TEST(PacketRules, jitterLengthensByAtMostItself) {
    PacketRules rules({.delayUp = 3ms, .jitter = 1ms});
    std::set<Nanoseconds> delays;
    for (int i = 0; i < 1000; ++i) {
        delays.insert(rules.judge(Direction::Up, nullptr).delay);
    }
    EXPECT_GT(delays.size(), 900U);
    EXPECT_GE(*delays.begin(), 3ms);
    EXPECT_LT(*delays.begin(), 3ms + 100us);
    EXPECT_LT(*delays.rbegin(), 4ms);
    EXPECT_GT(*delays.rbegin(), 4ms - 100us);
}

std::vector<bool> lossesOf(std::uint64_t seed, Direction direction, int count) {
    PacketRules rules({.loss = 0.1, .duplicate = 0.5, .seed = seed});
    std::vector<bool> losses;
    for (int i = 0; i < count; ++i) {
        losses.push_back(rules.judge(direction, nullptr).fate == Fate::Lost);
    }
    return losses;
}

TEST(PacketRules, lossIsThatOfItsSeedAndWithinBinomialBounds) {
    const auto losses = lossesOf(1, Direction::Up, 10'000);
    const auto lost = std::count(losses.begin(), losses.end(), true);
    EXPECT_NEAR(static_cast<double>(lost), 1000, 4 * 30); // the standard deviation is sqrt(10,000 × 0.1 × 0.9) = 30
    EXPECT_EQ(losses, lossesOf(1, Direction::Up, 10'000));
    EXPECT_NE(losses, lossesOf(2, Direction::Up, 10'000));
    EXPECT_NE(losses, lossesOf(1, Direction::Down, 10'000));
}

TEST(PacketRules, certainAndImpossibleLossAndDuplicates) {
    PacketRules none({.loss = 0, .duplicate = 1});
    PacketRules all({.loss = 1});
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(none.judge(Direction::Up, nullptr).fate, Fate::Held);
        EXPECT_TRUE(none.judge(Direction::Up, nullptr).isDuplicated);
        EXPECT_EQ(all.judge(Direction::Up, nullptr).fate, Fate::Lost);
    }
}

/// Rules that see the packets of connections a tracker follows.
struct Judged {
    ConnectionTracker tracker;
    PacketRules rules;

    explicit Judged(const WirePlan& plan)
        : rules(plan) {}

    Verdict up(const TcpPacket& packet) { return judge(packet, Direction::Up); }
    Verdict down(const TcpPacket& packet) { return judge(packet, Direction::Down); }
    Verdict judge(const TcpPacket& packet, Direction direction) {
        const PacketPlace place = tracker.arrived(packet, direction, at(0s));
        return rules.judge(direction, &place);
    }
};

TEST(PacketRules, lateAckHoldsTheThirdAckAndWhatTheClientSendsAfterIt) {
    Judged judged({.delayUp = 5ms, .delayDown = 6ms, .lateAck = {.delay = 1s}});
    const TestConnection c;
    EXPECT_EQ(judged.up(c.syn()).delay, 5ms);
    EXPECT_EQ(judged.down(c.synAck()).delay, 6ms);
    const Verdict ack = judged.up(c.ack());
    EXPECT_EQ(ack.delay, 1s + 5ms);
    EXPECT_TRUE(ack.heldByRule);
    EXPECT_EQ(judged.up(c.data()).delay, 1s + 5ms);
    const Verdict fromServer = judged.down(c.down(tcp_flag::kAck, 1, 10));
    EXPECT_EQ(fromServer.delay, 6ms);
    EXPECT_FALSE(fromServer.heldByRule);
}

TEST(PacketRules, lateAckForTheFirstConnectionsOnly) {
    Judged judged({.lateAck = {.delay = 1s, .first = 1}});
    for (std::uint16_t i = 0; i < 3; ++i) {
        TestConnection c;
        c.client.port = static_cast<std::uint16_t>(40'000 + i);
        judged.up(c.syn());
        judged.down(c.synAck());
        EXPECT_EQ(judged.up(c.ack()).heldByRule, i == 0) << i;
    }
}

TEST(PacketRules, dropsEveryNthSynAck) {
    Judged judged({.dropSynAck = {.every = 3}});
    const TestConnection c;
    judged.up(c.syn());
    for (int i = 1; i <= 9; ++i) {
        EXPECT_EQ(judged.down(c.synAck()).fate, i % 3 == 0 ? Fate::DroppedByRule : Fate::Held) << i;
    }
    EXPECT_EQ(judged.down(c.down(tcp_flag::kAck, 1)).fate, Fate::Held);
}

TEST(PacketRules, dropsSynAcksOfTheFirstConnectionsOnly) {
    Judged judged({.dropSynAck = {.every = 1, .first = 2}});
    for (std::uint16_t i = 0; i < 4; ++i) {
        TestConnection c;
        c.client.port = static_cast<std::uint16_t>(40'000 + i);
        judged.up(c.syn());
        EXPECT_EQ(judged.down(c.synAck()).fate, i < 2 ? Fate::DroppedByRule : Fate::Held) << i;
    }
}

// Delay queue. -------------------------------------------------------------------------------------------------------

Parcel parcel(std::uint64_t number, Nanoseconds due, std::size_t size = 60) {
    Parcel made;
    made.packet.number = number;
    made.due = at(due);
    made.frame.resize(size);
    return made;
}

TEST(DelayQueue, givesWhatIsDueInTheOrderOfTimeThenOfArrival) {
    DelayQueue queue(1 << 20);
    EXPECT_FALSE(queue.nextDue());
    for (const auto& [number, due] : {std::pair{1, 30ms}, {2, 10ms}, {3, 20ms}, {4, 10ms}, {5, 10ms}}) {
        ASSERT_TRUE(queue.push(parcel(static_cast<std::uint64_t>(number), due)));
    }
    EXPECT_EQ(queue.nextDue(), at(10ms));
    EXPECT_EQ(queue.popDue(at(9ms)), nullptr);
    std::vector<std::uint64_t> order;
    while (auto due = queue.popDue(at(20ms))) {
        order.push_back(due->packet.number);
    }
    EXPECT_EQ(order, (std::vector<std::uint64_t>{2, 4, 5, 3}));
    EXPECT_EQ(queue.nextDue(), at(30ms));
    EXPECT_EQ(queue.size(), 1U);
}

TEST(DelayQueue, refusesWhatDoesNotFitItsBudgetAndGivesBackWhatLeaves) {
    DelayQueue queue(3000);
    ASSERT_TRUE(queue.push(parcel(1, 1ms, 2000)));
    const std::size_t bytes = queue.bytes();
    EXPECT_GE(bytes, 2000U);
    EXPECT_FALSE(queue.push(parcel(2, 1ms, 2000)));
    EXPECT_EQ(queue.bytes(), bytes);
    EXPECT_EQ(queue.popDue(at(1ms))->packet.number, 1U);
    EXPECT_EQ(queue.bytes(), 0U);
    EXPECT_TRUE(queue.push(parcel(3, 1ms, 2000)));
}

// Tap. ---------------------------------------------------------------------------------------------------------------

CapturedPacket numbered(std::uint64_t number) {
    CapturedPacket packet;
    packet.number = number;
    return packet;
}

TEST(Tap, keepsTheNewestInOrder) {
    Tap tap(1000);
    EXPECT_TRUE(tap.packets().empty());
    for (std::uint64_t number = 1; number <= 2500; ++number) {
        tap.note(numbered(number), {});
    }
    const auto packets = tap.packets();
    ASSERT_EQ(packets.size(), 1000U);
    for (std::size_t i = 0; i < packets.size(); ++i) {
        ASSERT_EQ(packets[i].number, 1501 + i);
    }
}

TEST(Tap, keepsTheBeginningOfAFrame) {
    Tap tap(2);
    const std::vector<std::byte> small(60, std::byte{1});
    const std::vector<std::byte> large(1514, std::byte{2});
    tap.note(numbered(1), small);
    tap.note(numbered(2), large);
    const auto frames = tap.frames();
    ASSERT_EQ(frames.size(), 2U);
    EXPECT_EQ(frames[0].size, 60U);
    EXPECT_TRUE(std::ranges::equal(frames[0].kept(), small));
    EXPECT_EQ(frames[1].size, 1514U);
    EXPECT_TRUE(std::ranges::equal(frames[1].kept(), std::span(large).first(CapturedFrame::kKept)));
}

TEST(Tap, notesWhatBecameOfAPacketUnlessItIsForgotten) {
    Tap tap(2);
    for (std::uint64_t number = 1; number <= 3; ++number) {
        tap.note(numbered(number), {});
    }
    CapturedPacket forgotten = numbered(1);
    forgotten.fate = Fate::Lost;
    tap.settle(forgotten);
    CapturedPacket kept = numbered(2);
    kept.fate = Fate::Delivered;
    tap.settle(kept);
    const auto packets = tap.packets();
    ASSERT_EQ(packets.size(), 2U);
    EXPECT_EQ(packets[0].fate, Fate::Delivered);
    EXPECT_EQ(packets[1].number, 3U);
    EXPECT_EQ(packets[1].fate, Fate::Held);
}

} // namespace

} // namespace ls::wire
