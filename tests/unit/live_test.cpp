// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/experiment_feed.h"
#include "engine/control/live_feed.h"
#include "engine/lab/live_books.h"
#include "engine/lab/load_forecast.h"
#include "engine/lab/plan_options.h"
#include "engine/lab/rate_meter.h"
#include "engine/lab/sysctl_desk.h"
#include "engine/reactor/loop_scope.h"
#include "tests/support/fake_sysctls.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace ls::lab {
namespace {

using namespace std::chrono_literals;
using control::LiveFeed;
using lab::RunSeries;
using test::FakeSysctls;

TEST(HistogramSnapshot, SinceGivesWhatCameLater) {
    HistogramSnapshot earlier;
    earlier.record(1ms, 3);
    HistogramSnapshot later = earlier;
    later.record(2ms, 2);
    later.record(1s);
    const HistogramSnapshot delta = later.since(earlier);
    EXPECT_EQ(delta.count(), 3U);
    EXPECT_EQ(delta.max(), 1s);
    later.record(2ms);
    EXPECT_EQ(later.since(earlier).since(delta).count(), 1U);
    EXPECT_EQ(later.since(later).max(), std::nullopt);
}

TEST(LatencyHistogram, ManyMayRecordAtOnce) {
    LatencyHistogram histogram;
    std::vector<std::thread> threads;
    for (int t = 1; t <= 4; ++t) {
        threads.emplace_back([&histogram, t] {
            for (int i = 0; i < 1000; ++i) {
                histogram.recordShared(t * 1ms);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(histogram.snapshot().count(), 4000U);
    EXPECT_EQ(histogram.snapshot().max(), 4ms);
}

TEST(ExperimentFeed, TheNewestWinsAndNothingOfTheRunBeforeIsLeft) {
    control::ExperimentFeed feed;
    feed.begin(7);
    feed.put(0, std::make_shared<const wire::PacketLog>());
    feed.put(0, std::make_shared<const RunSeries>(RunSeries{{}, {}, 1}));
    feed.put(0, std::make_shared<const RunSeries>(RunSeries{{}, {}, 2}));
    control::ExperimentUpdate update = feed.take();
    EXPECT_EQ(update.id, 7U);
    ASSERT_TRUE(update.series && update.packets);
    EXPECT_EQ(update.series->samples, 2U);
    EXPECT_FALSE(feed.take().series);

    feed.put(0, std::make_shared<const wire::PacketLog>());
    feed.put(1, std::make_shared<const RunSeries>(RunSeries{{}, {}, 3}));
    update = feed.take();
    EXPECT_EQ(update.run, 1U);
    EXPECT_EQ(update.series->samples, 3U);
    EXPECT_FALSE(update.packets);
    feed.begin(8);
    EXPECT_EQ(feed.take().id, 8U);
}

TEST(LiveFeed, KeepsTheNewestSnapshotAndCountsSkippedSamples) {
    LiveFeed feed;
    EXPECT_EQ(feed.take().id, 0U);
    feed.begin(7);
    const auto one = std::make_shared<const LiveSnapshot>();
    const auto two = std::make_shared<const LiveSnapshot>();
    std::vector<Sample> samples(1000);
    std::uint64_t put = 0;
    for (; put < LiveFeed::kMaxSamples + 1000; put += samples.size()) {
        samples.back().drops = put;
        feed.put(one, samples);
    }
    feed.put(two, {});
    const control::LiveUpdate update = feed.take();
    EXPECT_EQ(update.id, 7U);
    EXPECT_EQ(update.snapshot, two);
    EXPECT_GT(update.samplesSkipped, 0U);
    EXPECT_EQ(update.samples.size() + update.samplesSkipped, put);
    EXPECT_LE(update.samples.size(), LiveFeed::kMaxSamples);
    EXPECT_EQ(update.samples.back().drops, put - samples.size());
    const control::LiveUpdate nothing = feed.take();
    EXPECT_EQ(nothing.id, 7U);
    EXPECT_EQ(nothing.snapshot, nullptr);
    EXPECT_EQ(nothing.samplesSkipped, 0U);
}

TEST(LiveFeed, KeepsTheNewestPackets) {
    LiveFeed feed;
    feed.begin(7);
    const auto one = std::make_shared<const wire::PacketLog>();
    const auto two = std::make_shared<const wire::PacketLog>();
    feed.put(one);
    feed.put(two);
    EXPECT_EQ(feed.take().packets, two);
    EXPECT_EQ(feed.take().packets, nullptr);
    feed.put(one);
    feed.begin(8);
    EXPECT_EQ(feed.take().packets, nullptr) << "another laboratory's";
}

TEST(RateMeter, LooksASecondBack) {
    RateMeter meter;
    EXPECT_EQ(meter.update(0ms, {}).accepted, 0);
    EXPECT_EQ(meter.update(100ms, {50, 100, 0}).accepted, 500);
    for (Nanoseconds time = 200ms; time <= 2s; time += 100ms) {
        (void)meter.update(time, {50, 100, static_cast<std::uint64_t>(time / 100ms)});
    }
    const RateMeter::Rates rates = meter.update(2100ms, {50, 300, 21});
    EXPECT_EQ(rates.accepted, 0) << "long ago";
    EXPECT_EQ(rates.attempted, 200);
    EXPECT_EQ(rates.drops, 10);
}

RunPlan burstAtBacklogFive() {
    RunPlan plan;
    plan.server.backlog = 5;
    plan.server.accept = {{0ns, {server::AcceptPolicy::Kind::None, 0}}};
    plan.load.clients = 200;
    return plan;
}

kernel::QueueModel modelOf(std::int64_t backlog) {
    kernel::QueueInputs inputs;
    inputs.backlog = backlog;
    return kernel::modelQueues(inputs);
}

load::OutcomeCounts countsOf(std::uint64_t established, std::uint64_t notReached) {
    load::OutcomeCounts counts;
    counts.planned = 200;
    counts.established = established;
    counts.notReached = notReached;
    counts.pending = 200 - established - notReached;
    return counts;
}

TEST(LoadForecast, JudgesWhenEveryClientHasBegun) {
    LoadForecast forecast;
    EXPECT_EQ(forecast.matched({}), std::nullopt);
    forecast.launched(burstAtBacklogFive(), modelOf(5), 0, 2);
    EXPECT_EQ(forecast.prediction().established, 6U);
    EXPECT_EQ(forecast.matched(countsOf(3, 100)), std::nullopt);
    EXPECT_EQ(forecast.matched(countsOf(6, 0)), true);
    EXPECT_EQ(forecast.matched(countsOf(5, 0)), false);
    forecast.sawDepth(9);
    EXPECT_EQ(forecast.matched(countsOf(6, 0)), false);
}

TEST(LoadForecast, IsWithdrawnWhenSomethingIsChanged) {
    LoadForecast forecast;
    forecast.launched(burstAtBacklogFive(), modelOf(5), 0, 2);
    forecast.disturbed("the backlog", modelOf(512), 1);
    EXPECT_EQ(forecast.prediction().established, std::nullopt);
    EXPECT_EQ(forecast.prediction().capacity, 513U);
    EXPECT_NE(forecast.prediction().why.find("the backlog was changed"), std::string::npos);
    EXPECT_EQ(forecast.matched(countsOf(200, 0)), std::nullopt);
}

TEST(LoadForecast, SaysWhenTheQueueWasNotEmpty) {
    LoadForecast forecast;
    forecast.launched(burstAtBacklogFive(), modelOf(5), 6, 2);
    EXPECT_EQ(forecast.prediction().established, std::nullopt);
    EXPECT_NE(forecast.prediction().why.find("already held 6"), std::string::npos);
}

class SysctlDeskTest : public testing::Test {
protected:
    const kernel::SysctlCatalogue m_catalogue = kernel::SysctlCatalogue::builtIn().value();
    FakeSysctls m_host{FakeSysctls::Values{{"net.core.somaxconn", "128"}, {"net.ipv4.tcp_syncookies", "1"}}};
    FakeSysctls m_lab{FakeSysctls::Values{
        {"net.core.somaxconn", "4096"}, {"net.ipv4.tcp_syncookies", "1"}, {"net.ipv4.tcp_ecn", "2"}}};
    SysctlDesk m_desk = SysctlDesk::create(m_catalogue, m_lab, m_host).value();
};

TEST_F(SysctlDeskTest, SaysWhatNeedsListen) {
    const auto cap = m_desk.set({"net.core.somaxconn", "64"}).value();
    ASSERT_EQ(cap.size(), 1U);
    EXPECT_EQ(cap[0].from, "4096");
    EXPECT_EQ(cap[0].to, "64");
    EXPECT_TRUE(cap[0].needsListen);
    EXPECT_FALSE(m_desk.set({"net.ipv4.tcp_syncookies", "0"}).value()[0].needsListen);
    EXPECT_TRUE(m_desk.set({"net.ipv4.tcp_syncookies", "0"}).value().empty()) << "nothing changed";
    EXPECT_EQ(m_desk.requested().size(), 2U);
}

TEST_F(SysctlDeskTest, RevertsToTheFreshNamespacesValue) {
    LabSetup setup;
    setup.sysctls = {{"net.core.somaxconn", "32"}};
    m_lab.values["net.core.somaxconn"] = "32"; // as Apparatus::assemble() wrote it
    ASSERT_TRUE(m_desk.adopt(setup));
    EXPECT_EQ(m_desk.table()->at("net.core.somaxconn").requested, "32");
    ASSERT_TRUE(m_desk.set({"net.ipv4.tcp_ecn", "1"})); // not in the catalogue
    const auto one = m_desk.revert("net.core.somaxconn").value();
    ASSERT_EQ(one.size(), 1U);
    EXPECT_EQ(one[0].to, "4096");
    ASSERT_TRUE(m_desk.revertAll());
    EXPECT_EQ(m_lab.values.at("net.ipv4.tcp_ecn"), "2");
    EXPECT_TRUE(m_desk.requested().empty());
    EXPECT_EQ(m_desk.revert("net.ipv4.tcp_sack").error().code, ErrorCode::BadInput);
}

TEST_F(SysctlDeskTest, ARefusedValueChangesNothing) {
    m_lab.refused = "net.ipv4.tcp_syncookies";
    EXPECT_FALSE(m_desk.set({"net.ipv4.tcp_syncookies", "0"}));
    EXPECT_FALSE(m_desk.set({"net.core.somaxconn", "many"}));
    EXPECT_TRUE(m_desk.requested().empty());
    EXPECT_EQ(m_desk.values().at("net.ipv4.tcp_syncookies"), "1");
}

TEST_F(SysctlDeskTest, TakesTheHostsValues) {
    const auto changes = m_desk.useHost().value();
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].key, "net.core.somaxconn");
    EXPECT_EQ(m_desk.table()->at("net.core.somaxconn").value, "128");
    EXPECT_EQ(m_desk.table()->at("net.core.somaxconn").initial, "4096");
}

/// Six of nine clients in the queue, three waiting; every law holds.
Cut quietCut() {
    Cut cut;
    cut.load.attempted = 9;
    cut.load.counts.planned = 9;
    cut.load.counts.established = 6;
    cut.load.counts.pending = 3;
    cut.listeners = {{6, 5, 3}};
    cut.movement = {{"ActiveOpens", 9}, {"PassiveOpens", 6}, {"ListenDrops", 3}, {"ListenOverflows", 3}};
    return cut;
}

CensusReading countAt(TimePoint begin) {
    CensusReading reading;
    reading.begin = begin;
    reading.end = begin + 1ms;
    return reading;
}

TEST(LiveBookkeeper, ChecksACountAroundWhichNothingMoved) {
    const TimePoint start{1s};
    LiveBookkeeper keeper;
    keeper.check(quietCut(), countAt(start), {}, start + 10ms, start);
    EXPECT_FALSE(keeper.books().verdict) << "the count is older than the figures";
    keeper.check(quietCut(), countAt(start + 20ms), {}, start + 40ms, start);
    ASSERT_TRUE(keeper.books().verdict);
    EXPECT_TRUE(keeper.books().verdict->holds) << keeper.books().verdict->detail;
    EXPECT_TRUE(keeper.books().isCurrent);
    EXPECT_EQ(keeper.books().time, 20ms);
    Cut moved = quietCut();
    moved.accepted = 1;
    keeper.check(moved, countAt(start + 50ms), {}, start + 60ms, start);
    EXPECT_FALSE(keeper.books().isCurrent);
    EXPECT_TRUE(keeper.books().verdict->holds) << "the last verdict stands";
}

TEST(LiveBookkeeper, BelievesABreachOnlyTheSecondTime) {
    const TimePoint start{1s};
    Cut cut = quietCut();
    cut.load.counts.established = 5; // a client that has not heard of it yet
    cut.load.counts.pending = 4;
    LiveBookkeeper keeper;
    keeper.check(cut, countAt(start), {}, start + 10ms, start);
    keeper.check(cut, countAt(start + 20ms), {}, start + 40ms, start);
    EXPECT_FALSE(keeper.books().verdict);
    keeper.check(cut, countAt(start + 20ms), {}, start + 70ms, start);
    EXPECT_FALSE(keeper.books().verdict) << "the same count";
    keeper.check(cut, countAt(start + 80ms), {}, start + 100ms, start);
    ASSERT_TRUE(keeper.books().verdict);
    EXPECT_FALSE(keeper.books().verdict->holds);
}

TEST(LiveChecks, EveryRangeIsSaid) {
    const auto catalogue = kernel::SysctlCatalogue::builtIn().value();
    EXPECT_TRUE(checkLiveSetup({}, catalogue));
    const auto refused = [&](auto change) {
        LabSetup setup;
        change(setup);
        const auto checked = checkLiveSetup(setup, catalogue);
        return !checked && checked.error().code == ErrorCode::BadInput && !checked.error().advice.empty();
    };
    EXPECT_TRUE(refused([](LabSetup& s) { s.server.backlog = -1; }));
    EXPECT_TRUE(refused([](LabSetup& s) { s.server.reactors = 0; }));
    EXPECT_TRUE(refused([](LabSetup& s) { s.sampleRateHz = 20'000; }));
    EXPECT_TRUE(refused([](LabSetup& s) { s.server.backlogs = {{1s, 5}}; }));
    EXPECT_TRUE(refused([](LabSetup& s) { s.server.accept = {{1s, {}}}; }));
    EXPECT_TRUE(refused([](LabSetup& s) { s.server.accept = {{0s, {server::AcceptPolicy::Kind::Paced, 0}}}; }));
    EXPECT_TRUE(refused([](LabSetup& s) { s.sysctls = {{"net.core.somaxconn", "x"}}; }));
    load::LoadPlan load;
    EXPECT_TRUE(checkLoad(load));
    load.arrival = load::Arrival::Rate;
    EXPECT_FALSE(checkLoad(load)) << "no rate";
    load.arrival = load::Arrival::ClosedLoop;
    EXPECT_FALSE(checkLoad(load)) << "none in flight";
}

TEST(LoopScope, WorkForAnOwnerThatIsGoneIsDropped) {
    const auto loop = reactor::EventLoop::create().value();
    int ran = 0;
    std::optional<reactor::LoopScope> scope(*loop);
    scope->post([&] {
        ++ran;
        scope.reset();
    });
    scope->post([&] { ++ran; });
    scope->runAfter(0ns, [&] { ++ran; });
    loop->runAt(Clock::now() + 1ms, [&] { loop->stop(); });
    loop->run();
    EXPECT_EQ(ran, 1);
}

} // namespace
} // namespace ls::lab
