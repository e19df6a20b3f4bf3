// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the laboratory makes of a wire, without one: options, queue model, prediction, overflow_at, the books.
#include "engine/base/parse.h"
#include "engine/kernel/queue_model.h"
#include "engine/lab/books.h"
#include "engine/lab/plan_options.h"
#include "engine/lab/prediction.h"
#include "engine/lab/wire_options.h"
#include "engine/lab/wire_view.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>
#include <utility>

namespace ls::lab {
namespace {

using namespace std::chrono_literals;
using kernel::LateAckFate;
using kernel::QueueInputs;
using kernel::SynFate;

using Options = std::initializer_list<std::pair<std::string_view, std::string_view>>;

RunPlan planOf(Options options) {
    RunPlan plan = defaultPlan();
    for (const auto& [name, value] : options) {
        const auto applied = applyOption(plan, name, value);
        EXPECT_TRUE(applied) << name << "=" << value << ": " << (applied ? "" : applied.error().text);
    }
    return plan;
}

TEST(Percent, NeedsItsSignAndItsRange) {
    EXPECT_DOUBLE_EQ(parsePercent("5%").value(), 0.05);
    EXPECT_DOUBLE_EQ(parsePercent("0.1%").value(), 0.001);
    EXPECT_DOUBLE_EQ(parsePercent("100%").value(), 1);
    for (const char* text : {"5", "101%", "-1%", "%", "x%"}) {
        const auto parsed = parsePercent(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().advice, "give 0% to 100%");
    }
}

TEST(WireOptions, EachSetsItsOwnMember) {
    EXPECT_FALSE(defaultPlan().isWired());
    EXPECT_EQ(planOf({{"rtt", "100ms"}}).wire.delayUp, 50ms);
    EXPECT_EQ(planOf({{"rtt", "100ms"}}).wire.delayDown, 50ms);
    EXPECT_EQ(planOf({{"rtt", "3ns"}}).wire.delayUp + planOf({{"rtt", "3ns"}}).wire.delayDown, 3ns);
    EXPECT_EQ(planOf({{"delay-up", "1ms"}}).wire.delayUp, 1ms);
    EXPECT_EQ(planOf({{"delay-down", "2ms"}}).wire.delayDown, 2ms);
    EXPECT_EQ(planOf({{"jitter", "3ms"}}).wire.jitter, 3ms);
    EXPECT_DOUBLE_EQ(planOf({{"loss", "5%"}}).wire.loss, 0.05);
    EXPECT_DOUBLE_EQ(planOf({{"duplicate", "1%"}}).wire.duplicate, 0.01);
    EXPECT_EQ(planOf({{"wire-seed", "7"}}).wire.seed, 7U);
    EXPECT_EQ(planOf({{"late-ack", "300ms"}}).wire.lateAck.delay, 300ms);
    EXPECT_EQ(planOf({{"late-ack-first", "2"}}).wire.lateAck.first, 2U);
    EXPECT_EQ(planOf({{"drop-synack", "3"}}).wire.dropSynAck.every, 3U);
    EXPECT_EQ(planOf({{"drop-synack-first", "4"}}).wire.dropSynAck.first, 4U);
    EXPECT_EQ(planOf({{"wire-cut-at", "1s"}}).wire.cutAt, 1s);
    EXPECT_EQ(planOf({{"half-open", "200"}}).wire.halfOpen, (wire::HalfOpen{200, 1000}));
    EXPECT_EQ(planOf({{"half-open", "200@50/s"}}).wire.halfOpen, (wire::HalfOpen{200, 50}));
}

TEST(WireOptions, EachPutsAWireInWhateverItsValue) {
    for (const PlanOption& option : wireOptions()) {
        for (const char* value : {"0s", "0%", "0"}) {
            RunPlan plan = defaultPlan();
            if (applyOption(plan, option.name, value)) {
                EXPECT_TRUE(plan.isWired()) << option.name;
            } else {
                EXPECT_EQ(plan, defaultPlan()) << option.name;
            }
        }
    }
}

TEST(WireOptions, WhatIsOutOfRangeIsRefusedAndChangesNothing) {
    for (const auto& [name, value] : Options{{"rtt", "21s"},
                                             {"rtt", "100"},
                                             {"delay-up", "11s"},
                                             {"loss", "101%"},
                                             {"loss", "0.5"},
                                             {"late-ack", "61s"},
                                             {"half-open", "100001"},
                                             {"half-open", "10@0/s"},
                                             {"half-open", "x@10/s"},
                                             {"drop-synack", "-1"}}) {
        RunPlan plan = defaultPlan();
        EXPECT_FALSE(applyOption(plan, name, value)) << name << "=" << value;
        EXPECT_EQ(plan, defaultPlan()) << name << "=" << value;
    }
}

TEST(WireOptions, ARoundTripIsKeptWhereOneWayIsGiven) {
    const auto delays = [](Options options) {
        const wire::WirePlan wire = planOf(options).wire;
        return std::pair(wire.delayUp, wire.delayDown);
    };
    const std::pair<Nanoseconds, Nanoseconds> shared(3ms, 7ms);
    EXPECT_EQ(delays({{"rtt", "10ms"}, {"delay-up", "3ms"}}), shared);
    EXPECT_EQ(delays({{"delay-up", "3ms"}, {"rtt", "10ms"}}), shared);
    EXPECT_EQ(delays({{"rtt", "10ms"}, {"delay-down", "7ms"}}), shared);
    EXPECT_EQ(delays({{"delay-up", "3ms"}, {"rtt", "10ms"}, {"delay-down", "7ms"}}), shared);
    EXPECT_EQ(delays({{"delay-down", "7ms"}, {"delay-up", "3ms"}}), shared);
    EXPECT_EQ(delays({{"delay-up", "3ms"}}), (std::pair<Nanoseconds, Nanoseconds>(3ms, 0ms)));
    EXPECT_EQ(delays({{"rtt", "10ms"}, {"delay-up", "3ms"}, {"rtt", "20ms"}}),
              (std::pair<Nanoseconds, Nanoseconds>(3ms, 17ms)))
        << "as a sweep of it goes";
    for (const Options& options :
         {Options{{"rtt", "10ms"}, {"delay-up", "11ms"}}, Options{{"delay-down", "11ms"}, {"rtt", "10ms"}},
          Options{{"rtt", "10ms"}, {"delay-up", "3ms"}, {"delay-down", "3ms"}}}) {
        RunPlan plan = defaultPlan();
        Result<> applied;
        RunPlan before;
        for (const auto& [name, value] : options) {
            before = plan;
            applied = applyOption(plan, name, value);
        }
        ASSERT_FALSE(applied);
        EXPECT_EQ(applied.error().text, "the delays do not add up to the rtt of 10ms");
        EXPECT_EQ(plan, before);
    }
}

TEST(WireOptions, FirstOfARuleThatIsNotThereIsRefused) {
    const auto catalogue = kernel::SysctlCatalogue::builtIn().value();
    EXPECT_EQ(checkPlan(planOf({{"late-ack-first", "2"}}), catalogue).error().text,
              "late-ack-first: no late-ack is given");
    EXPECT_EQ(checkPlan(planOf({{"drop-synack-first", "2"}}), catalogue).error().text,
              "drop-synack-first: no drop-synack is given");
    EXPECT_TRUE(checkPlan(planOf({{"late-ack-first", "2"}, {"late-ack", "0s"}}), catalogue)) << "a sweep from 0 on";
    EXPECT_TRUE(checkPlan(planOf({{"drop-synack", "0"}, {"drop-synack-first", "2"}}), catalogue));
    EXPECT_TRUE(checkPlan(planOf({{"late-ack", "1s"}, {"late-ack-first", "2"}}), catalogue));
}

TEST(WireOptions, NoHalfOpenClientsAndNoOthersIsSaidOfHalfOpen) {
    const auto catalogue = kernel::SysctlCatalogue::builtIn().value();
    const auto checked = checkPlan(planOf({{"half-open", "0"}}), catalogue);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().text, "half-open: 0, and no other clients are asked for");
    EXPECT_EQ(checked.error().advice, "give 1 to 100000, or clients too");
    EXPECT_TRUE(checkPlan(planOf({{"half-open", "0"}, {"clients", "5"}}), catalogue));
}

TEST(WireOptions, HalfOpenClientsComeAloneUnlessOthersAreAskedFor) {
    EXPECT_EQ(planOf({{"half-open", "200"}}).load.clients, 0U);
    EXPECT_EQ(planOf({{"half-open", "200"}, {"clients", "50"}}).load.clients, 50U);
    EXPECT_EQ(planOf({{"clients", "1000"}, {"half-open", "200"}}).load.clients, 1000U);
    EXPECT_EQ(planOf({{"half-open", "200"}, {"rate", "100/s"}}).load.clients, 1000U);
    EXPECT_EQ(planOf({{"rate", "100/s"}, {"half-open", "200"}}).load.clients, 1000U);
    const auto catalogue = kernel::SysctlCatalogue::builtIn().value();
    EXPECT_TRUE(checkPlan(planOf({{"half-open", "200"}}), catalogue));
    EXPECT_FALSE(checkPlan(planOf({{"half-open", "0"}}), catalogue)) << "nobody would come at all";
}

TEST(WireOptions, ACutAfterTheEndIsAMistake) {
    const auto catalogue = kernel::SysctlCatalogue::builtIn().value();
    const auto checked = checkPlan(planOf({{"wire-cut-at", "2s"}}), catalogue);
    ASSERT_FALSE(checked);
    EXPECT_NE(checked.error().text.find("wire-cut-at"), std::string::npos);
    EXPECT_TRUE(checkPlan(planOf({{"wire-cut-at", "2s"}, {"duration", "3s"}}), catalogue));
}

QueueInputs inputs(std::int64_t backlog, int syncookies, std::int64_t maxSynBacklog = 1024) {
    QueueInputs in;
    in.backlog = backlog;
    in.syncookies = syncookies;
    in.maxSynBacklog = maxSynBacklog;
    return in;
}

TEST(QueueModel, KnowsWhoIsRememberedAndWhatBecomesOfTheRest) {
    const auto with = [](std::int64_t backlog, int cookies, std::int64_t maxSynBacklog = 1024) {
        return kernel::modelQueues(inputs(backlog, cookies, maxSynBacklog));
    };
    EXPECT_EQ(with(16, 0).halfOpenCapacity, 17U);
    EXPECT_EQ(with(16, 0).synBeyond, SynFate::DroppedQueueFull);
    EXPECT_EQ(with(512, 0, 64).halfOpenCapacity, 49U);
    EXPECT_EQ(with(512, 0, 64).synBeyond, SynFate::DroppedThreeQuarters);
    EXPECT_EQ(with(16, 1).halfOpenCapacity, 17U);
    EXPECT_EQ(with(16, 1).synBeyond, SynFate::Cookie);
    EXPECT_EQ(with(16, 2).halfOpenCapacity, 0U);
    EXPECT_EQ(with(16, 2).synBeyond, SynFate::Cookie);
}

TEST(QueueModel, KnowsTheLateAckAndHowLongRequestsLive) {
    QueueInputs in = inputs(5, 1);
    EXPECT_EQ(kernel::modelQueues(in).lateAck, LateAckFate::Silence);
    EXPECT_EQ(kernel::modelQueues(in).requestLifetime, 63s);
    in.abortOnOverflow = true;
    in.synAckRetries = 1;
    EXPECT_EQ(kernel::modelQueues(in).lateAck, LateAckFate::Reset);
    EXPECT_EQ(kernel::modelQueues(in).requestLifetime, 3s);
}

Prediction foretold(Options options, const QueueInputs& in) {
    const kernel::QueueModel model = kernel::modelQueues(in);
    return predict(planOf(options), model, model.limit, 2);
}

TEST(WiredPrediction, OfHalfOpenClientsAlone) {
    EXPECT_EQ(foretold({{"half-open", "200"}}, inputs(16, 0)).synRecv, 17U);
    EXPECT_EQ(foretold({{"half-open", "200"}}, inputs(16, 1)).synRecv, 17U);
    EXPECT_EQ(foretold({{"half-open", "200"}}, inputs(16, 2)).synRecv, 0U);
    EXPECT_EQ(foretold({{"half-open", "200"}}, inputs(512, 0, 64)).synRecv, 49U);
    EXPECT_EQ(foretold({{"half-open", "9"}}, inputs(16, 0)).synRecv, 9U);
    EXPECT_EQ(foretold({{"half-open", "200"}, {"clients", "5"}, {"accept", "none"}}, inputs(16, 0)).synRecv,
              std::nullopt);
    EXPECT_EQ(foretold({{"half-open", "200"}, {"loss", "1%"}}, inputs(16, 0)).synRecv, std::nullopt);
    EXPECT_EQ(foretold({{"half-open", "200@10/s"}}, inputs(16, 0)).synRecv, std::nullopt);
    EXPECT_EQ(foretold({{"half-open", "200"}, {"duration", "70s"}}, inputs(16, 0)).synRecv, std::nullopt);
}

TEST(WiredPrediction, OfABurstThatNobodyAccepts) {
    const auto burst = [](int cookies, std::int64_t maxSynBacklog = 1024) {
        return foretold({{"accept", "none"}, {"clients", "9"}, {"rtt", "100ms"}}, inputs(5, cookies, maxSynBacklog));
    };
    for (const int cookies : {1, 2}) {
        EXPECT_EQ(burst(cookies).established, 9U) << "everybody is answered";
        EXPECT_EQ(burst(cookies).unknown, 3U) << "ghosts";
    }
    EXPECT_EQ(burst(0).established, 6U);
    EXPECT_EQ(burst(0).unknown, 0U);
    EXPECT_EQ(burst(0, 4).established, std::nullopt) << "the dropped ones find room a second later";
    EXPECT_EQ(foretold({{"accept", "none"}, {"clients", "9"}, {"rtt", "100ms"}, {"duration", "900ms"}}, inputs(5, 0, 4))
                  .established,
              4U);
}

TEST(WiredPrediction, SaysWhyThereIsNone) {
    const auto why = [](Options options) { return foretold(options, inputs(5, 1)).why; };
    EXPECT_NE(why({{"accept", "none"}, {"rtt", "1ms"}}).find("round trip"), std::string::npos);
    EXPECT_NE(why({{"accept", "none"}, {"clients", "9"}, {"rtt", "1s"}}).find("ends before"), std::string::npos);
    EXPECT_NE(why({{"accept", "none"}, {"rtt", "100ms"}, {"loss", "1%"}}).find("more than delay"), std::string::npos);
    EXPECT_NE(why({{"rtt", "100ms"}}).find("accepts while"), std::string::npos);
}

TEST(WiredPrediction, EveryFigureForetoldIsHeldAgainstTheRun) {
    Prediction p;
    p.deepestAllowed = 7;
    p.established = 9;
    p.unknown = 3;
    EXPECT_EQ(matches(p, {.established = 9, .deepest = 6, .unknown = 3}), true);
    EXPECT_EQ(matches(p, {.established = 9, .deepest = 6, .unknown = 2}), false);
    EXPECT_EQ(matches(p, {.established = 8, .deepest = 6, .unknown = 3}), false);
    Prediction flood;
    flood.synRecv = 17;
    EXPECT_EQ(matches(flood, {.synRecv = 17}), true);
    EXPECT_EQ(matches(flood, {.synRecv = 16}), false);
}

/// As measured: listen(1), four clients 67 ms apart, 100 ms round trip, nobody accepts, cookies off: six SYNs and nine
/// ACKs or data segments met the full queue.
wire::WireTotals measuredTotals() {
    wire::WireTotals totals;
    totals.handshakes.synsDelivered = 10;
    totals.handshakes.synsUnanswered = 6;
    return totals;
}

TEST(OverflowAt, SeparatesSynsFromAcks) {
    const auto at = overflowAt(measuredTotals(), {{"ListenDrops", 15}, {"ListenOverflows", 15}});
    ASSERT_TRUE(at);
    EXPECT_EQ(at->syn, 6);
    EXPECT_EQ(at->ack, 9);
}

TEST(OverflowAt, SynsDroppedForAnotherReasonAreNoOverflows) {
    wire::WireTotals totals = measuredTotals();
    totals.handshakes.synsUnanswered = 12;
    EXPECT_EQ(overflowAt(totals, {{"ListenDrops", 12}, {"ListenOverflows", 10}})->syn, 10);
    totals.halfOpen.sent = 210; // ten of them were lost before the server
    totals.halfOpen.delivered = 200;
    totals.halfOpen.answered = 17;
    const auto at = overflowAt(totals, {{"ListenDrops", 195}, {"ListenOverflows", 10}, {"TCPReqQFullDrop", 185}});
    ASSERT_TRUE(at);
    EXPECT_EQ(at->syn, 10);
    EXPECT_EQ(at->ack, 0);
}

TEST(OverflowAt, ARepeatedSynOfAHalfOpenConnectionSaysNothing) {
    wire::WireTotals totals = measuredTotals();
    totals.handshakes.synsUnanswered += 4;
    totals.handshakes.synsUnansweredAgain = 4;
    EXPECT_EQ(overflowAt(totals, {{"ListenDrops", 15}, {"ListenOverflows", 15}})->syn, 6);
}

TEST(OverflowAt, NothingIsSaidWhereTheWireAndTheKernelDisagree) {
    EXPECT_FALSE(overflowAt(measuredTotals(), {{"ListenDrops", 5}, {"ListenOverflows", 5}}));
    EXPECT_FALSE(overflowAt(measuredTotals(), {{"ListenDrops", 15}, {"ListenOverflows", 5}}));
    wire::WireTotals doubled = measuredTotals();
    doubled.duplicated = 1;
    EXPECT_FALSE(overflowAt(doubled, {{"ListenDrops", 15}, {"ListenOverflows", 15}}));
}

TEST(WireLimits, NameWhatTheWireDidOtherThanItsPlan) {
    using Names = std::vector<std::string>;
    wire::WireStats stats;
    EXPECT_EQ(limitsOf(stats), Names{}) << "no packet came";
    stats.timingError.record(1ms / 2, 98);
    stats.timingError.record(20ms, 1);
    EXPECT_EQ(limitsOf(stats), Names{"wire_late"}) << "99 packets: the 99th percentile is the slowest";
    stats.timingError.record(1ms / 2, 901);
    EXPECT_EQ(limitsOf(stats), Names{}) << "one in a thousand is not one in a hundred";
    stats.pcap = {.missing = 1};
    EXPECT_EQ(limitsOf(stats), Names{"capture"});
    stats.ringOverruns = 1;
    EXPECT_EQ(limitsOf(stats), (Names{"wire", "capture"}));
    stats.link = wire::LinkKind::Tun;
    EXPECT_EQ(limitsOf(stats), (Names{"wire", "wire_tun", "capture"}));
}

wire::CapturedPacket reset(std::uint64_t connection, wire::Direction direction, wire::Fate fate) {
    wire::CapturedPacket packet;
    packet.number = connection;
    packet.connection = connection;
    packet.direction = direction;
    packet.flags = wire::tcp_flag::kRst;
    packet.fate = fate;
    return packet;
}

TEST(WireSummary, CountsConnectionsWhoseResetsDidNotArrive) {
    using wire::Direction;
    using wire::Fate;
    const std::vector<wire::CapturedPacket> packets{
        reset(1, Direction::Down, Fate::Lost),      reset(1, Direction::Down, Fate::Lost),
        reset(2, Direction::Down, Fate::Delivered), reset(3, Direction::Down, Fate::Lost),
        reset(3, Direction::Down, Fate::Delivered), reset(4, Direction::Down, Fate::Held),
        reset(5, Direction::Up, Fate::CutOff),      reset(0, Direction::Down, Fate::Lost)};
    const WireSummary summary = summariseWire({}, packets, {});
    EXPECT_EQ(summary.resetsUndelivered, 2U);
    EXPECT_EQ(summary.closesUndelivered, 1U);
    EXPECT_TRUE(summary.sawAll);
    EXPECT_FALSE(summariseWire({}, std::span(packets).subspan(2), {}).sawAll);
}

TEST(WireSummary, CountsClientsThatWereAnsweredTwice) {
    const auto synAck = [](std::uint64_t connection, std::uint32_t seq) {
        wire::CapturedPacket packet;
        packet.connection = connection;
        packet.direction = wire::Direction::Down;
        packet.flags = wire::tcp_flag::kSyn | wire::tcp_flag::kAck;
        packet.seq = seq;
        return packet;
    };
    const std::vector<wire::CapturedPacket> packets{synAck(1, 10), synAck(1, 10), synAck(2, 20), synAck(2, 21),
                                                    synAck(2, 20), synAck(3, 30), synAck(0, 40), synAck(0, 41)};
    EXPECT_EQ(summariseWire({}, packets, {}).answeredTwice, 1U);
}

/// One client of three was reset by the server, and another reset is lost: that client counts as unknown.
BookTerms wired() {
    BookTerms t;
    t.planned = t.attempted = t.activeOpens = 3;
    t.established = 2;
    t.reset = 1;
    t.passiveOpens = t.queued = 1;
    t.unknown = 1;
    t.embryonicRsts = 2;
    t.resetsUndelivered = 1;
    return t;
}

TEST(WiredBooks, AResetThatDidNotArriveIsATermOfItsOwn) {
    EXPECT_TRUE(checkBooks(wired()).holds) << checkBooks(wired()).detail;
    EXPECT_NE(checkBooks(wired()).detail.find("resets undelivered 1"), std::string::npos);
    for (const std::int64_t by : {+1, -1}) {
        BookTerms t = wired();
        t.resetsUndelivered += by;
        EXPECT_FALSE(checkBooks(t).holds);
    }
}

TEST(WiredBooks, AChildThatWasThrownAwayIsBoundedByThoseAnsweredTwice) {
    BookTerms t = wired();
    t.resetsUndelivered = 0;
    t.embryonicRsts = t.syncookiesSent = 1;
    ASSERT_TRUE(checkBooks(t).holds) << checkBooks(t).detail;
    t.passiveOpens += 2;
    t.handshakesMayRepeat = true;
    EXPECT_FALSE(checkBooks(t).holds);
    t.answeredTwice = 2;
    EXPECT_TRUE(checkBooks(t).holds) << checkBooks(t).detail;
    t.passiveOpens += 1;
    EXPECT_FALSE(checkBooks(t).holds);
    t.passiveOpens -= 4;
    EXPECT_FALSE(checkBooks(t).holds) << "fewer children than were accepted";
}

TEST(WiredBooks, HandshakesThatRepeatLeaveABound) {
    BookTerms t = wired();
    t.embryonicRsts += 5;
    EXPECT_FALSE(checkBooks(t).holds);
    t.handshakesMayRepeat = true;
    EXPECT_TRUE(checkBooks(t).holds) << checkBooks(t).detail;
    t.embryonicRsts -= 6;
    EXPECT_FALSE(checkBooks(t).holds);
}

TEST(WiredBooks, ClosesUnderWayWidenTheBoundOfClientsThatAreGone) {
    BookTerms t = wired();
    t.resetsUndelivered = t.unknown = 0;
    t.embryonicRsts = 1;
    t.clientRowsGone = true;
    EXPECT_FALSE(checkBooks(t).holds) << "one is connected, and nobody knows of it";
    t.closesUndelivered = 1;
    EXPECT_TRUE(checkBooks(t).holds) << checkBooks(t).detail;
    t.closesUndelivered = 0;
    t.packetsUnseen = true;
    EXPECT_TRUE(checkBooks(t).holds) << "there may be one that nobody knows of any more";
}

TEST(WiredBooks, AForgottenClientsResetIsCountedByNobody) {
    BookTerms t = wired();
    t.reset += 1;
    t.attempted += 1;
    t.planned += 1;
    t.activeOpens += 1;
    EXPECT_FALSE(checkBooks(t).holds);
    t.requestsMayExpire = true;
    EXPECT_TRUE(checkBooks(t).holds) << checkBooks(t).detail;
    t.established -= 2;
    t.pending += 2;
    EXPECT_FALSE(checkBooks(t).holds) << "more children than completed handshakes";
}

} // namespace
} // namespace ls::lab
