// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/event_log.h"
#include "engine/lab/plan_options.h"
#include "engine/lab/prediction.h"
#include "engine/lab/queue_probe.h"
#include "engine/lab/queue_waits.h"
#include "engine/lab/series_recorder.h"
#include "engine/lab/socket_census.h"
#include "engine/lab/summarise.h"
#include "engine/lab/sysctl_setup.h"
#include "engine/lab/words.h"
#include "engine/netns/wire_addresses.h"
#include "tests/support/fake_sysctls.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace ls::lab {
namespace {

using namespace std::chrono_literals;
using kernel::TcpRow;
using kernel::TcpState;

constexpr std::uint16_t kServerPort = 4711;
const IpEndpoint kServerEnd{IpAddress::loopback(IpFamily::V4), kServerPort};
const IpAddress kClient = IpAddress::v4(0x7f000002);

TcpRow clientRow(TcpState state, std::uint16_t port) {
    return {state, {kClient, port}, kServerEnd, 0, 0};
}

TcpRow serverRow(TcpState state, std::uint16_t port) {
    return {state, kServerEnd, {kClient, port}, 0, 0};
}

TEST(Census, FindsHalfOpenAndUnknown) {
    const std::vector<TcpRow> rows{
        {TcpState::Listen, kServerEnd, {}, 1, 5},
        clientRow(TcpState::Established, 1),
        serverRow(TcpState::Established, 1), // both know
        clientRow(TcpState::Established, 2),
        serverRow(TcpState::SynRecv, 2), // half-open
        clientRow(TcpState::FinWait1, 3),
        serverRow(TcpState::SynRecv, 3),     // half-open, wants to close
        clientRow(TcpState::Established, 4), // unknown
        clientRow(TcpState::FinWait1, 5),    // unknown, wants to close
        clientRow(TcpState::SynSent, 6),     // still asking
        clientRow(TcpState::SynSent, 7),
        serverRow(TcpState::SynRecv, 7), // the ordinary half-way
        clientRow(TcpState::TimeWait, 8),
        {TcpState::Established, {IpAddress::v4(0x7f000009), 5}, {kServerEnd.address, 22}, 0, 0}, // somebody else's
    };
    const Census census = takeCensus(rows, kServerEnd);
    EXPECT_EQ(census.halfOpen, 2U);
    EXPECT_EQ(census.unknown, 2U);
    const auto at = [](const kernel::TcpStateCounts& counts, TcpState state) {
        return counts[static_cast<std::size_t>(state)];
    };
    EXPECT_EQ(at(census.server, TcpState::Listen), 1U);
    EXPECT_EQ(at(census.server, TcpState::SynRecv), 3U);
    EXPECT_EQ(at(census.client, TcpState::Established), 3U);
    EXPECT_EQ(at(census.client, TcpState::TimeWait), 1U);
    EXPECT_EQ(at(census.server, TcpState::Established), 1U);
}

TEST(Census, TheSamePortAtAnotherAddressIsAnotherClient) {
    TcpRow other = clientRow(TcpState::Established, 1);
    other.local.address = IpAddress::v4(0x7f000003);
    EXPECT_EQ(takeCensus(std::vector<TcpRow>{other, serverRow(TcpState::Established, 1)}, kServerEnd).unknown, 1U);
}

/// Half-open strangers have numbers of their own in another network: the same last bits are another client.
TEST(Census, TellsIpv6NetworksApart) {
    const IpEndpoint server{netns::serverAddress(IpFamily::V6), kServerPort};
    const IpEndpoint client{netns::clientsNetwork(IpFamily::V6).withNumber(7), 40000};
    const IpEndpoint stranger{netns::strangersNetwork(IpFamily::V6).withNumber(7), 40000};
    const std::vector<TcpRow> rows{{TcpState::Established, client, server, 0, 0},
                                   {TcpState::SynRecv, server, stranger, 0, 0}};
    Estranged estranged;
    EXPECT_EQ(takeCensus(rows, server, &estranged).unknown, 1U);
    EXPECT_EQ(estranged.unknown, std::vector{client});
    EXPECT_TRUE(estranged.halfOpen.empty());
}

TEST(Census, AClientMayHaveTheServersPortAtItsOwnAddress) {
    const std::vector<TcpRow> rows{clientRow(TcpState::Established, kServerPort),
                                   serverRow(TcpState::Established, kServerPort)};
    const Census census = takeCensus(rows, kServerEnd);
    EXPECT_EQ(census.client[static_cast<std::size_t>(TcpState::Established)], 1U);
    EXPECT_EQ(census.server[static_cast<std::size_t>(TcpState::Established)], 1U);
    EXPECT_EQ(census.unknown, 0U);
}

kernel::QueueModel modelOf(std::int64_t backlog) {
    kernel::QueueInputs inputs;
    inputs.backlog = backlog;
    return kernel::modelQueues(inputs);
}

RunPlan planOf(std::initializer_list<std::pair<std::string_view, std::string_view>> options) {
    RunPlan plan = defaultPlan();
    for (const auto& [name, value] : options) {
        EXPECT_TRUE(applyOption(plan, name, value)) << name;
    }
    return plan;
}

TEST(Prediction, KnowsWhatAFullQueueHolds) {
    const auto established = [](std::initializer_list<std::pair<std::string_view, std::string_view>> options) {
        return predict(planOf(options), modelOf(5), 5, 2).established;
    };
    EXPECT_EQ(established({{"accept", "none"}, {"clients", "9"}}), 6U);
    EXPECT_EQ(established({{"accept", "none"}, {"clients", "4"}}), 4U);
    EXPECT_EQ(established({{"clients", "9"}}), std::nullopt);
    EXPECT_EQ(established({{"accept", "none@0s,all@1s"}}), std::nullopt);
    EXPECT_EQ(established({{"accept", "none@1s"}}), std::nullopt);
    EXPECT_EQ(established({{"accept", "none"}, {"rate", "100/s"}}), std::nullopt);
    EXPECT_EQ(established({{"accept", "none"}, {"concurrency", "10"}}), std::nullopt);
    EXPECT_EQ(established({{"accept", "none"}, {"load-loops", "2"}}), std::nullopt);
    EXPECT_EQ(established({{"accept", "none"}, {"listeners", "reuseport"}}), std::nullopt);
    EXPECT_EQ(established({{"accept", "none"}, {"backlog-at", "1s=9"}}), std::nullopt);
}

TEST(Prediction, AlwaysSaysWhy) {
    EXPECT_NE(predict(planOf({{"accept", "none"}, {"listeners", "reuseport"}}), modelOf(5), 5, 2).why.find("hash"),
              std::string::npos);
    EXPECT_NE(predict(planOf({{"accept", "none"}}), modelOf(5), 5, 2).why.find("limit 5 + 1"), std::string::npos);
}

TEST(Prediction, CapacityIsThatOfAllListeners) {
    const RunPlan plan = planOf({{"listeners", "reuseport"}, {"reactors", "3"}});
    EXPECT_EQ(predict(plan, modelOf(5), 5, 2).capacity, 18U);
}

TEST(Prediction, SaysWhereItRestsOnAnAssumption) {
    const auto why = [](std::optional<bool> holdsOneMore, const RunPlan& plan) {
        kernel::QueueInputs inputs;
        inputs.backlog = 5;
        inputs.synQueueHoldsOneMore = holdsOneMore;
        return predict(plan, kernel::modelQueues(inputs), 5, 2).why;
    };
    const std::string assumed = "; how many the SYN queue holds is assumed";
    RunPlan wired = planOf({{"half-open", "20"}});
    wired.load.clients = 0;
    EXPECT_TRUE(why(std::nullopt, wired).ends_with(assumed)) << why(std::nullopt, wired);
    EXPECT_FALSE(why(true, wired).ends_with(assumed));
    EXPECT_FALSE(why(std::nullopt, planOf({{"accept", "none"}})).ends_with(assumed))
        << "one place is enough on loopback";
    EXPECT_FALSE(why(std::nullopt, planOf({{"accept", "all"}})).ends_with(assumed)) << "nothing is foretold";
}

TEST(Prediction, NobodyComesInWhereTheSynQueueHoldsNobody) {
    kernel::QueueInputs inputs;
    inputs.syncookies = 0;
    inputs.synQueueHoldsOneMore = false;
    const auto established = [&] {
        return predict(planOf({{"accept", "none"}, {"backlog", "0"}}), kernel::modelQueues(inputs), 0, 2).established;
    };
    EXPECT_EQ(established(), 0U);
    inputs.synQueueHoldsOneMore = true;
    EXPECT_EQ(established(), 1U);
}

TEST(Prediction, MatchesComparesAndBoundsTheDepth) {
    Prediction p;
    p.capacity = 6;
    p.deepestAllowed = 7; // two CPUs
    p.established = 6;
    EXPECT_EQ(matches(p, {6, 6}), true);
    EXPECT_EQ(matches(p, {7, 7}), false);
    EXPECT_EQ(matches(p, {6, 8}), false);
    p.established.reset();
    EXPECT_EQ(matches(p, {6, 7}), std::nullopt);
    EXPECT_EQ(matches(p, {6, 8}), false);
}

using test::FakeSysctls;

TEST(SysctlSetup, WritesThePlanInOrder) {
    const auto catalogue = kernel::SysctlCatalogue::builtIn().value();
    const FakeSysctls host(FakeSysctls::Values{{"net.core.somaxconn", "64"}});
    FakeSysctls lab(FakeSysctls::Values{{"net.core.somaxconn", "4096"}});
    const RunPlan plan = planOf({{"sysctl", "net.ipv4.tcp_syncookies=0"}, {"sysctl", "net.core.somaxconn=2"}});
    ASSERT_TRUE(applySysctls(plan, catalogue, host, lab));
    EXPECT_EQ(lab.writes, (std::vector<std::string>{"net.ipv4.tcp_syncookies", "net.core.somaxconn"}));
    const SysctlValues effective = readEffective(plan, catalogue, lab).value();
    EXPECT_EQ(effective.at("net.core.somaxconn"), "2");
    EXPECT_EQ(effective.at("net.ipv4.tcp_syncookies"), "0");
    EXPECT_FALSE(effective.contains("net.ipv4.tcp_syn_retries")) << "this kernel has no such key";
}

TEST(SysctlSetup, HostValuesComeFirstAndOnlyWhereTheyDiffer) {
    const auto catalogue = kernel::SysctlCatalogue::builtIn().value();
    const FakeSysctls host(FakeSysctls::Values{{"net.core.somaxconn", "64"},
                                               {"net.ipv4.tcp_fin_timeout", "60"},
                                               {"net.core.netdev_max_backlog", "5000"},
                                               {"net.ipv4.tcp_syncookies", "2"}});
    FakeSysctls lab(
        {{"net.core.somaxconn", "4096"}, {"net.ipv4.tcp_fin_timeout", "60"}, {"net.ipv4.tcp_syncookies", "1"}});
    const RunPlan plan = planOf({{"sysctls", "host"}, {"sysctl", "net.ipv4.tcp_syncookies=0"}});
    ASSERT_TRUE(applySysctls(plan, catalogue, host, lab));
    EXPECT_EQ(lab.values.at("net.core.somaxconn"), "64");
    EXPECT_EQ(lab.values.at("net.ipv4.tcp_syncookies"), "0");
    EXPECT_EQ(std::count(lab.writes.begin(), lab.writes.end(), "net.ipv4.tcp_fin_timeout"), 0);
    EXPECT_FALSE(lab.values.contains("net.core.netdev_max_backlog"));
}

TEST(SysctlSetup, ARefusedKeyIsNamed) {
    const auto catalogue = kernel::SysctlCatalogue::builtIn().value();
    FakeSysctls lab(FakeSysctls::Values{});
    lab.refused = "net.core.somaxconn";
    const auto applied =
        applySysctls(planOf({{"sysctl", "net.core.somaxconn=2"}}), catalogue, FakeSysctls(FakeSysctls::Values{}), lab);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code, ErrorCode::Refused);
    EXPECT_NE(applied.error().text.find("net.core.somaxconn"), std::string::npos);
}

TEST(SysctlSetup, QueueInputsComeFromTheEffectiveValues) {
    const auto inputs = queueInputs({{"net.core.somaxconn", "2"},
                                     {"net.ipv4.tcp_max_syn_backlog", "64"},
                                     {"net.ipv4.tcp_syncookies", "0"},
                                     {"net.ipv4.tcp_syn_retries", "3"},
                                     {"net.ipv4.tcp_syn_linear_timeouts", "4"}},
                                    true, 5);
    EXPECT_EQ(inputs.somaxconn, 2);
    EXPECT_EQ(inputs.maxSynBacklog, 64);
    EXPECT_EQ(inputs.syncookies, 0);
    EXPECT_EQ(inputs.synRetries, 3);
    EXPECT_EQ(inputs.synLinearTimeouts, 4);
    EXPECT_EQ(queueInputs({}, true, 5).synLinearTimeouts, std::nullopt);
}

TEST(SysctlSetup, ANamespaceThatHidesSomaxconnHasTheOneItWasBornWith) {
    EXPECT_EQ(somaxconnOf({}), 4096);
    EXPECT_EQ(somaxconnOf({{"net.core.somaxconn", "128"}}), 128);
    EXPECT_EQ(queueInputs({}, true, 5).somaxconn, 4096);
}

TEST(QueueWaits, FindsTheClientByItsAddress) {
    const load::SourceAddresses addresses(1000, 1009);
    QueueWaits waits(addresses, 12);
    const TimePoint when = Clock::now();
    waits.onEstablished(11, when);
    waits.onAccepted(*addresses.addressOf(11), when + 5ms);
    waits.onAccepted(IpEndpoint{}, when + 5ms); // nobody's address
    EXPECT_EQ(waits.histogram().count(), 1U);
    EXPECT_EQ(waits.histogram().max(), 5ms);
}

TEST(QueueWaits, AcceptedBeforeTheClientLookedIsNoWait) {
    const load::SourceAddresses addresses(1000, 1009);
    QueueWaits waits(addresses, 12);
    waits.onAccepted(*addresses.addressOf(3), Clock::now());
    EXPECT_EQ(waits.histogram().max(), 0ms);
}

TEST(QueueWaits, RemembersTheNewestClients) {
    const load::SourceAddresses addresses(1000, 60999);
    QueueWaits waits(addresses, 16);
    const TimePoint when = Clock::now();
    waits.onEstablished(3, when);
    waits.onEstablished(3 + 16, when + 1ms);
    waits.onAccepted(*addresses.addressOf(3), when + 5ms); // forgotten
    EXPECT_EQ(waits.histogram().count(), 0U);
    waits.onAccepted(*addresses.addressOf(3 + 16), when + 5ms);
    EXPECT_EQ(waits.histogram().max(), 4ms);
}

TEST(QueueProbe, AClosedListenerIsAnError) {
    QueueProbe probe({-1});
    Sample sample;
    const auto looked = probe.look(sample);
    ASSERT_FALSE(looked);
    EXPECT_EQ(looked.error().sysErrno, EBADF);
}

TEST(SeriesRecorder, PutsEventsBesideTheFirstSampleAfterThem) {
    const test::TempDir dir;
    auto recorder = SeriesRecorder::create(
                        record::OutputFile::create(dir / "s.csv", record::OutputFile::Staging::Hidden).value(), {})
                        .value();
    Sample sample;
    sample.limit = 5;
    const auto at = [&](Nanoseconds time, std::uint32_t events) {
        sample.time = time;
        sample.eventCount = events;
        return sample;
    };
    recorder->onSamples({at(0ms, 1), at(1ms, 1)}, {{0ms, "accept none"}}, 0);
    recorder->onSamples({at(2ms, 3)}, {{1500us, "backlog 50"}, {1600us, "a,b"}}, 1);
    recorder->onSamples({at(3ms, 3)}, {}, 3);
    ASSERT_TRUE(recorder->finish());
    ASSERT_TRUE(recorder->commit());
    EXPECT_EQ(test::readFile(dir / "s.csv"), "t_s,depth,limit,drops,accepted,attempted,established,late_us,event\n"
                                             "0.000000,0,5,0,0,0,0,0,accept none\n"
                                             "0.001000,0,5,0,0,0,0,0,\n"
                                             "0.002000,0,5,0,0,0,0,0,\"backlog 50; a,b\"\n"
                                             "0.003000,0,5,0,0,0,0,0,\n");
}

TEST(SeriesRecorder, AWriteErrorComesOutAtTheEnd) {
    auto recorder =
        SeriesRecorder::create(record::OutputFile::create("/dev/full", record::OutputFile::Staging::Hidden).value(), {})
            .value();
    recorder->onSamples({Sample{}}, {}, 0);
    const auto finished = recorder->finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().code, ErrorCode::Output);
}

TEST(EventLog, CountsAndKeepsOrder) {
    EventLog log;
    log.startClock(Clock::now());
    log.add(EventKind::Marker, "one");
    log.add(EventKind::Trouble, "two");
    EXPECT_EQ(log.count(), 2U);
    const auto events = log.range(1, 2);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].text, "two");
    EXPECT_EQ(events[0].kind, EventKind::Trouble);
}

std::string wordsOf(const RunPlan& plan, const RunResult& result) {
    std::string text;
    for (const std::string& sentence : describeRun(plan, result)) {
        text += sentence + "\n";
    }
    return text;
}

RunResult resultOf(std::uint64_t planned, std::uint64_t established) {
    RunResult result;
    result.listeners.push_back({5, 6, 0, 0});
    result.backlogRequested = 5;
    result.somaxconn = 4096;
    result.clients.planned = planned;
    result.clients.established = established;
    result.clients.pending = planned - established;
    return result;
}

TEST(Words, SayFirstWhatMustNotBeMissed) {
    RunResult result = resultOf(100, 100);
    result.server.queued = 51;
    result.server.halfOpen = 6;
    result.server.unknown = 43;
    const std::string text = wordsOf(defaultPlan(), result);
    EXPECT_TRUE(text.starts_with("43 clients think they are connected; the server does not know them")) << text;
    EXPECT_NE(text.find("6 clients are connected to a server that has not finished the handshake"), std::string::npos);
    EXPECT_NE(text.find("100 of 100 clients connected."), std::string::npos);
    EXPECT_NE(text.find("51 are waiting for accept()"), std::string::npos);
}

TEST(Words, SingularIsSingular) {
    RunResult result = resultOf(1, 1);
    result.server.unknown = 1;
    result.server.halfOpen = 1;
    result.server.queued = 1;
    const std::string text = wordsOf(defaultPlan(), result);
    EXPECT_NE(text.find("1 client thinks they are connected"), std::string::npos) << text;
    EXPECT_NE(text.find("1 client is connected to a server"), std::string::npos);
    EXPECT_NE(text.find("1 of 1 client connected"), std::string::npos);
    EXPECT_NE(text.find("1 is waiting"), std::string::npos);
}

TEST(Words, CapAndLimitsAndInterruption) {
    RunResult result = resultOf(10, 3);
    result.backlogRequested = 511;
    result.somaxconn = 128;
    result.limits = {"descriptors", "late"};
    result.clients.notStarted[EMFILE] = 2;
    result.end = EndReason::Interrupted;
    result.duration = 1234ms;
    const std::string text = wordsOf(defaultPlan(), result);
    EXPECT_NE(text.find("The backlog of 511 was capped to 128 by net.core.somaxconn."), std::string::npos) << text;
    EXPECT_NE(text.find("ran out of descriptors"), std::string::npos);
    EXPECT_NE(text.find("2 clients never sent a SYN."), std::string::npos);
    EXPECT_NE(text.find("Interrupted after 1.234s."), std::string::npos);
}

TEST(Words, AWireThatWasLateOrLeftFramesOutSaysSoWithTheFigure) {
    RunResult result = resultOf(10, 10);
    result.wire.emplace();
    result.wire->stats.timingError.record(30ms, 100); // told as the middle of its bucket
    result.wire->stats.pcap = {.missing = 12};
    result.limits = limitsOf(defaultPlan(), result);
    EXPECT_EQ(result.limits, (std::vector<std::string>{"wire_late", "capture"}));
    const std::string text = wordsOf(defaultPlan(), result);
    EXPECT_NE(text.find("one packet in a hundred came out 29.9 ms or more after its time"), std::string::npos) << text;
    EXPECT_NE(text.find("12 packets are missing in the capture file"), std::string::npos) << text;
    EXPECT_EQ(wordsOf(defaultPlan(), resultOf(10, 10)).find("wire"), std::string::npos);
}

TEST(Limits, ASynQueueThatWasNotMeasuredIsNamed) {
    RunResult result = resultOf(10, 10);
    result.model.synCapacity = 6;
    EXPECT_TRUE(limitsOf(defaultPlan(), result).empty());
    result.model.synCapacityAssumed = true;
    result.limits = limitsOf(defaultPlan(), result);
    EXPECT_EQ(result.limits, std::vector<std::string>{"syn_queue_assumed"});
    const std::string text = wordsOf(defaultPlan(), result);
    EXPECT_NE(text.find("how many its SYN queue holds; 6 is assumed"), std::string::npos) << text;
}

TEST(Limits, ABurstThatTheWindowCutOffWasLate) {
    RunPlan plan = defaultPlan();
    RunResult result;
    result.clients.notReached = 3;
    EXPECT_EQ(limitsOf(plan, result), std::vector<std::string>{"late"});
    result.end = EndReason::Interrupted;
    EXPECT_TRUE(limitsOf(plan, result).empty()) << "whoever interrupts it knows";
    result.end = EndReason::WindowOver;
    plan.load.arrival = load::Arrival::Rate;
    EXPECT_TRUE(limitsOf(plan, result).empty()) << "the plan itself goes beyond the window";
}

TEST(Words, ABurstBetweenSamplesIsSaid) {
    RunResult result = resultOf(10, 10);
    result.sampling.samples = 100;
    result.deepest = 2;
    result.causes.acceptQueueFull = 3;
    EXPECT_NE(wordsOf(defaultPlan(), result).find("a burst between samples"), std::string::npos);
    result.deepest = 6;
    EXPECT_EQ(wordsOf(defaultPlan(), result).find("a burst between samples"), std::string::npos);
}

} // namespace
} // namespace ls::lab
