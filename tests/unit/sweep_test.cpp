// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/plan_options.h"
#include "engine/lab/run_series.h"
#include "engine/sweep/recommendation.h"
#include "engine/sweep/sweep_plan.h"
#include "engine/sweep/sweep_row.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace ls::sweep {
namespace {

using Values = std::vector<std::string>;

const kernel::SysctlCatalogue& catalogue() {
    static const kernel::SysctlCatalogue list = kernel::SysctlCatalogue::builtIn().value();
    return list;
}

TEST(ParseKnob, ListsAndRanges) {
    const auto values = [](std::string_view text) { return parseKnob(text).value().values; };
    EXPECT_EQ(values("backlog=1,2,8"), (Values{"1", "2", "8"}));
    EXPECT_EQ(values("backlog=3"), (Values{"3"}));
    EXPECT_EQ(values("backlog=1..4"), (Values{"1", "2", "3", "4"}));
    EXPECT_EQ(values("backlog=0..10:4"), (Values{"0", "4", "8", "10"}));
    EXPECT_EQ(values("backlog=1..8:log2"), (Values{"1", "2", "4", "8"}));
    EXPECT_EQ(values("backlog=1..10:log2"), (Values{"1", "2", "4", "8", "10"}));
    EXPECT_EQ(values("backlog=1..1000:log10"), (Values{"1", "10", "100", "1000"}));
    EXPECT_EQ(values("backlog=10..100:log10/3"), (Values{"10", "22", "46", "100"}));
    EXPECT_EQ(values("backlog=1..4:log2/2"), (Values{"1", "2", "3", "4"}));
    EXPECT_EQ(values("accept=100/s..400/s:log2"), (Values{"100/s", "200/s", "400/s"}));
    EXPECT_EQ(values("duration=100..300ms:100"), (Values{"100ms", "200ms", "300ms"}));
    EXPECT_EQ(values("trigger=level,edge"), (Values{"level", "edge"}));
    EXPECT_EQ(values("backlog=7..7"), (Values{"7"}));
    EXPECT_EQ(parseKnob("net.core.somaxconn=1,2").value().name, "net.core.somaxconn");
}

TEST(ParseKnob, RefusesWhatItCannotMean) {
    for (const std::string_view text :
         {"", "backlog", "backlog=", "=1,2", "backlog=5..1", "backlog=a..b", "backlog=1..", "backlog=..5",
          "backlog=1..5:", "backlog=1..5:0", "backlog=1..5:-1", "backlog=1..5:log3", "backlog=1..5:log2/0",
          "backlog=0..8:log2", "backlog=1s..5ms", "backlog=1..5:log2/2/2", "backlog=1,1", "backlog=0..100000",
          "backlog=-5..5"}) {
        const auto knob = parseKnob(text);
        ASSERT_FALSE(knob) << text;
        EXPECT_EQ(knob.error().code, ErrorCode::BadInput);
        EXPECT_FALSE(knob.error().advice.empty()) << text;
    }
}

SweepPlan planOf(std::initializer_list<std::string_view> knobs, unsigned repeats = 1, std::uint64_t seed = 1) {
    SweepPlan plan;
    plan.base = lab::defaultPlan();
    for (const std::string_view text : knobs) {
        plan.knobs.push_back(parseKnob(text).value());
    }
    plan.repeats = repeats;
    plan.seed = seed;
    return plan;
}

TEST(Expand, MakesEveryCombinationAsOftenAsAsked) {
    const auto points = expand(planOf({"backlog=1,2,4", "clients=10,20"}, 2), catalogue()).value();
    ASSERT_EQ(points.size(), 12U);
    std::multiset<std::string> seen;
    for (const SweepPoint& point : points) {
        seen.insert(point.values[0] + "/" + point.values[1] + "/" + std::to_string(point.repeat));
        EXPECT_EQ(std::to_string(point.plan.server.backlog), point.values[0]);
        EXPECT_EQ(std::to_string(point.plan.load.clients), point.values[1]);
    }
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 12U);
}

TEST(Expand, OrderDependsOnTheSeedAlone) {
    const auto order = [](std::uint64_t seed) {
        Values values;
        const auto points = expand(planOf({"backlog=1..20"}, 1, seed), catalogue()).value();
        for (const SweepPoint& point : points) {
            values.push_back(point.values[0]);
        }
        return values;
    };
    EXPECT_EQ(order(7), order(7));
    EXPECT_NE(order(7), order(8));
    // Fixed for all time: a recorded seed must give the same order in a later version.
    const Values seven = order(7);
    EXPECT_EQ(Values(seven.begin(), seven.begin() + 5), (Values{"3", "15", "5", "19", "13"}));
}

TEST(Expand, SweepsSysctlsByTheirName) {
    const auto points = expand(planOf({"net.core.somaxconn=2,4"}), catalogue()).value();
    ASSERT_EQ(points.size(), 2U);
    EXPECT_EQ(points[0].plan.sysctls[0].key, "net.core.somaxconn");
    EXPECT_EQ(points[0].plan.sysctls[0].value, points[0].values[0]);
}

TEST(Expand, ChecksEveryPointBeforeTheFirstRuns) {
    const auto error = [](std::initializer_list<std::string_view> knobs) {
        const auto points = expand(planOf(knobs), catalogue());
        EXPECT_FALSE(points);
        return points ? std::string() : points.error().text + " | " + points.error().advice;
    };
    EXPECT_NE(error({"backlog=1,many"}).find("backlog: 'many' is not a whole number"), std::string::npos);
    EXPECT_NE(error({"nonsense=1"}).find("neither an option of a run nor a sysctl"), std::string::npos);
    EXPECT_NE(error({"kernel.pid_max=1"}).find("kernel.pid_max"), std::string::npos);
    EXPECT_NE(error({"net.ipv4.tcp_syncookies=7"}).find("give a number from 0 to 2"), std::string::npos);
    EXPECT_NE(error({"sysctl=net.core.somaxconn"}).find("cannot be varied"), std::string::npos);
    EXPECT_NE(error({"backlog=1", "backlog=2"}).find("varied twice"), std::string::npos);
    EXPECT_NE(error({"backlog=1", "clients=2", "payload=1"}).find("3 settings"), std::string::npos);
    EXPECT_NE(error({"backlog=1..9999", "clients=1..9999"}).find("at most 100000"), std::string::npos);
}

TEST(SweepRow, HeaderIsThePublicOne) {
    std::string header;
    for (const std::string& name : csvHeader({{"backlog", {}}, {"net.core.somaxconn", {}}})) {
        header += (header.empty() ? "" : ",") + name;
    }
    EXPECT_EQ(
        header,
        "run,repeat,backlog,net.core.somaxconn,limit,capacity,attempted,established,refused,reset,timed_out,failed,"
        "pending,accepted,queued,queued_max,half_open,unknown,listen_overflows,listen_drops,listener_drops,"
        "syncookies_sent,connect_p50_us,connect_p99_us,connect_max_us,duration_s,holds,established_at_once");
}

TEST(SweepRow, AWireAddsWhenTheQueueWasFull) {
    const std::vector<std::string> plain = csvHeader({{"backlog", {}}});
    std::vector<std::string> wired = csvHeader({{"backlog", {}}}, Columns::Wired);
    ASSERT_GE(wired.size(), plain.size());
    EXPECT_TRUE(std::equal(plain.begin(), plain.end(), wired.begin()));
    wired.erase(wired.begin(), wired.begin() + static_cast<std::ptrdiff_t>(plain.size()));
    EXPECT_EQ(wired, (std::vector<std::string>{"overflow_at_syn", "overflow_at_ack", "syn_recv", "half_open_sent",
                                               "wire_dropped", "limits"}));
}

TEST(SweepRow, ACaptureAddsWhichFramesAreTheRuns) {
    const std::vector<std::string> wired = csvHeader({}, Columns::Wired);
    std::vector<std::string> recorded = csvHeader({}, Columns::Recorded);
    ASSERT_GE(recorded.size(), wired.size());
    EXPECT_TRUE(std::equal(wired.begin(), wired.end(), recorded.begin()));
    recorded.erase(recorded.begin(), recorded.begin() + static_cast<std::ptrdiff_t>(wired.size()));
    EXPECT_EQ(recorded, (std::vector<std::string>{"pcap_first_frame", "pcap_last_frame", "missing_in_pcap"}));

    const auto fieldsFor = [](const wire::PcapShare& share) {
        lab::RunResult result;
        result.listeners.emplace_back();
        result.wire.emplace();
        result.wire->stats.pcap = share;
        const auto fields = csvFields(makeRow(0, {}, result));
        return std::vector<std::string>(fields.end() - 3, fields.end());
    };
    EXPECT_EQ(fieldsFor({.before = 40, .frames = 30, .missing = 2}), (std::vector<std::string>{"41", "70", "2"}));
    EXPECT_EQ(fieldsFor({.before = 40}), (std::vector<std::string>{"", "", "0"})) << "none is not a range";
}

TEST(SweepPlan, KnowsWhetherItsRunsAreWired) {
    EXPECT_FALSE(isWired(planOf({"backlog=1,2"})));
    EXPECT_TRUE(isWired(planOf({"rtt=0ms,1ms"})));
    EXPECT_TRUE(isWired(planOf({"backlog=1,2", "half-open=0,100"})));
    SweepPlan base = planOf({"backlog=1,2"});
    base.base.wired = true;
    EXPECT_TRUE(isWired(base));
}

lab::RunResult cleanRun() {
    lab::RunResult result;
    result.listeners.push_back({5, 6, 0, 0});
    result.clients.planned = 10;
    result.clients.established = 10;
    result.connectLatency.record(std::chrono::microseconds(20), 10);
    result.duration = std::chrono::milliseconds(500);
    result.conservation.holds = true;
    return result;
}

TEST(SweepRow, FieldsStandUnderTheirHeader) {
    lab::RunResult result = cleanRun();
    result.clients.established = 9;
    result.clients.pending = 1;
    result.clients.establishedAtOnce = 7;
    result.clients.planned = 10;
    result.connectLatency = {};
    result.connectLatency.record(std::chrono::microseconds(20), 9);
    const SweepRow row = makeRow(3, {1, {"5"}, {}}, result);
    const auto header = csvHeader({{"backlog", {"5"}}});
    const auto fields = csvFields(row);
    ASSERT_EQ(header.size(), fields.size());
    const auto field = [&](std::string_view name) {
        return fields[static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin())];
    };
    EXPECT_EQ(field("run"), "3");
    EXPECT_EQ(field("repeat"), "1");
    EXPECT_EQ(field("backlog"), "5");
    EXPECT_EQ(field("capacity"), "6");
    EXPECT_EQ(field("attempted"), "10");
    EXPECT_EQ(field("connect_p50_us"), "20");
    EXPECT_EQ(field("connect_p99_us"), ""); // the pending one is longer than any

    result.wire.emplace();
    const auto ofWire = [&](std::string_view name) {
        const SweepRow wired = makeRow(3, {1, {"5"}, {}}, result);
        return std::find_if(wired.fields.begin(), wired.fields.end(), [&](const auto& f) { return f.first == name; })
            ->second;
    };
    EXPECT_EQ(csvFields(makeRow(3, {1, {"5"}, {}}, result)).size(),
              csvHeader({{"backlog", {"5"}}}, Columns::Wired).size());
    EXPECT_EQ(ofWire("overflow_at_ack").kind, Field::Kind::Nothing) << "the packets do not tell";
    EXPECT_EQ(ofWire("limits").text, "");
    result.wire->overflowAt = {1, 4};
    result.wire->stats.halfOpen.sent = 200;
    result.wire->stats.ringOverruns = 3;
    result.serverStates[static_cast<std::size_t>(kernel::TcpState::SynRecv)] = 17;
    result.limits = {"wire", "wire_late"};
    EXPECT_EQ(ofWire("overflow_at_ack").text, "4");
    EXPECT_EQ(ofWire("syn_recv").text, "17");
    EXPECT_EQ(ofWire("half_open_sent").text, "200");
    EXPECT_EQ(ofWire("wire_dropped").text, "3");
    EXPECT_EQ(ofWire("limits").text, "wire wire_late");
    EXPECT_EQ(ofWire("limits").kind, Field::Kind::Names);
    EXPECT_EQ(field("duration_s"), "0.500");
    EXPECT_EQ(field("holds"), "true");
    EXPECT_EQ(field("established_at_once"), "7");
}

TEST(IsClean, OnlyWhenNothingAtAllWentWrong) {
    EXPECT_TRUE(isClean(cleanRun()));
    const auto dirtied = [](auto change) {
        lab::RunResult result = cleanRun();
        change(result);
        return isClean(result);
    };
    EXPECT_FALSE(dirtied([](lab::RunResult& r) { r.clients.established = 9; }));
    EXPECT_FALSE(dirtied([](lab::RunResult& r) { r.server.halfOpen = 1; }));
    EXPECT_FALSE(dirtied([](lab::RunResult& r) { r.server.unknown = 1; }));
    EXPECT_FALSE(dirtied([](lab::RunResult& r) { r.counters["ListenDrops"] = 1; }));
    EXPECT_FALSE(dirtied([](lab::RunResult& r) { r.counters["TCPReqQFullDoCookies"] = 1; }));
    EXPECT_FALSE(dirtied([](lab::RunResult& r) { r.counters["TCPSynRetrans"] = 1; }));
    EXPECT_TRUE(dirtied([](lab::RunResult& r) { r.counters["InSegs"] = 100; }));
}

Sample sampleAt(std::chrono::milliseconds time, std::uint32_t depth) {
    Sample sample;
    sample.time = time;
    sample.depth = depth;
    sample.limit = 5;
    sample.accepted = 7;
    return sample;
}

using lab::RunMoment;
using lab::RunSeries;
using lab::RunSeriesKeeper;

RunSeries kept(Nanoseconds window, std::vector<Sample> samples) {
    RunSeriesKeeper keeper(window);
    const auto half = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2);
    keeper.onSamples({samples.begin(), half}, {}, 0);
    keeper.onSamples({half, samples.end()}, {}, 0);
    return keeper.soFar();
}

TEST(RunSeries, APeakOfOneSampleIsKeptAtItsTime) {
    std::vector<Sample> samples;
    for (int i = 0; i < 16'000; ++i) {
        samples.push_back(sampleAt(std::chrono::milliseconds(i), i == 9'123 ? 600 : static_cast<std::uint32_t>(i % 3)));
    }
    const RunSeries series = kept(std::chrono::seconds(16), samples);
    EXPECT_EQ(series.samples, 16'000U);
    EXPECT_LE(series.moments.size(), RunSeries::kMostMoments);
    EXPECT_GT(series.moments.size(), RunSeries::kSpans);
    const auto peak = std::find_if(series.moments.begin(), series.moments.end(),
                                   [](const RunMoment& moment) { return moment.depth == 600; });
    ASSERT_NE(peak, series.moments.end());
    EXPECT_EQ(peak->time, std::chrono::milliseconds(9'123));
    EXPECT_EQ(peak->limit, 5U);
    EXPECT_EQ(peak->accepted, 7U);
    EXPECT_TRUE(std::is_sorted(series.moments.begin(), series.moments.end(),
                               [](const RunMoment& a, const RunMoment& b) { return a.time < b.time; }));
}

TEST(RunSeries, WhatDoesNotChangeCostsTwoMoments) {
    std::vector<Sample> samples;
    for (int i = 0; i < 1000; ++i) {
        samples.push_back(sampleAt(std::chrono::milliseconds(i), 6));
    }
    const RunSeries series = kept(std::chrono::seconds(1), samples);
    ASSERT_EQ(series.moments.size(), 2U);
    EXPECT_EQ(series.moments.front().time, Nanoseconds::zero());
    EXPECT_EQ(series.moments.back().time, std::chrono::milliseconds(999));
}

TEST(RunSeries, SamplesBeyondTheWindowAreStillBounded) {
    std::vector<Sample> samples;
    for (int i = 0; i < 5000; ++i) {
        samples.push_back(sampleAt(std::chrono::milliseconds(i), static_cast<std::uint32_t>(i % 7)));
    }
    EXPECT_LE(kept(std::chrono::milliseconds(10), samples).moments.size(), RunSeries::kMostMoments);
    EXPECT_TRUE(kept(std::chrono::seconds(1), {}).moments.empty());
}

lab::Census censusOf(std::uint64_t halfOpen, std::uint64_t established) {
    lab::Census census;
    census.server[static_cast<std::size_t>(kernel::TcpState::SynRecv)] = halfOpen;
    census.client[static_cast<std::size_t>(kernel::TcpState::Established)] = established;
    return census;
}

TEST(RunSeries, KeepsTheLastCountOfEachSpanAndTheRunsLast) {
    RunSeriesKeeper keeper(std::chrono::seconds(16)); // a span is 100 ms
    for (int i = 0; i < 1600; ++i) {
        keeper.onStates(std::chrono::milliseconds(10 * i), censusOf(i < 805 ? 0 : 3, 8));
    }
    const RunSeries series = keeper.soFar();
    ASSERT_EQ(series.states.size(), 3U); // at first, since the change, the run's last
    EXPECT_EQ(series.states[1].time, std::chrono::milliseconds(8090));
    EXPECT_EQ(series.states[1].server[static_cast<std::size_t>(kernel::TcpState::SynRecv)], 3U);
    EXPECT_EQ(series.states[2].client[static_cast<std::size_t>(kernel::TcpState::Established)], 8U);
    EXPECT_EQ(series.states[2].time, std::chrono::milliseconds(15'990));
}

TEST(RunSeries, CountsByStateAreBounded) {
    RunSeriesKeeper keeper(std::chrono::milliseconds(100));
    for (int i = 0; i < 5000; ++i) {
        keeper.onStates(std::chrono::microseconds(100 * i), censusOf(static_cast<std::uint64_t>(i), 0));
    }
    EXPECT_LE(keeper.soFar().states.size(), RunSeries::kMostStates);
}

TEST(RunSeries, CanBeSeenWhileTheRunGoesOn) {
    RunSeriesKeeper keeper(std::chrono::seconds(1));
    keeper.onSamples({sampleAt(std::chrono::milliseconds(1), 2), sampleAt(std::chrono::milliseconds(2), 4)}, {}, 0);
    const RunSeries before = keeper.soFar();
    ASSERT_EQ(before.moments.size(), 2U);
    EXPECT_EQ(before.moments.back().depth, 4U);
    keeper.onSamples({sampleAt(std::chrono::milliseconds(3), 6)}, {}, 2);
    EXPECT_EQ(keeper.soFar().moments.back().depth, 6U);
    EXPECT_EQ(keeper.soFar().samples, 3U);
    EXPECT_EQ(before.moments.size(), 2U);
}

TEST(PlanAt, HasThePointsValuesAndTheRest) {
    SweepPlan plan = planOf({"backlog=1..8:log2", "net.core.somaxconn=3,9"});
    plan.base.load.clients = 77;
    const auto run = planAt(plan, {"4", "9"}, catalogue());
    ASSERT_TRUE(run);
    EXPECT_EQ(run->server.backlog, 4);
    EXPECT_EQ(run->load.clients, 77U);
    EXPECT_EQ(run->sysctls, (std::vector<lab::SysctlSetting>{{"net.core.somaxconn", "9"}}));
    EXPECT_FALSE(planAt(plan, {"4", "much"}, catalogue()));
}

SweepRow rowOf(const std::string& value, bool clean) {
    SweepRow row;
    row.values = {value};
    row.clean = clean;
    return row;
}

TEST(Recommendation, SmallestValueFromWhichOnAllAreClean) {
    const std::vector<Knob> knobs{{"backlog", {}}};
    const auto value = [&](std::vector<SweepRow> rows) { return recommend(knobs, rows).value; };
    EXPECT_EQ(value({rowOf("1", false), rowOf("16", true), rowOf("2", false), rowOf("8", true)}), "8");
    EXPECT_EQ(value({rowOf("1", true), rowOf("2", true)}), "1");
    EXPECT_EQ(value({rowOf("1", false), rowOf("2", false)}), std::nullopt);
    // A lucky small value does not count when a larger one failed.
    EXPECT_EQ(value({rowOf("2", true), rowOf("4", false), rowOf("8", true)}), "8");
    // One bad repeat spoils its value.
    EXPECT_EQ(value({rowOf("4", true), rowOf("4", false), rowOf("8", true), rowOf("8", true)}), "8");
    EXPECT_EQ(value({rowOf("100/s", false), rowOf("1000/s", true)}), "1000/s");
    EXPECT_EQ(value({}), std::nullopt);
    const Recommendation words = recommend(knobs, {rowOf("level", true)});
    EXPECT_EQ(words.value, std::nullopt);
    EXPECT_NE(words.reason.find("not a number"), std::string::npos);
    EXPECT_NE(recommend(knobs, {rowOf("1", false), rowOf("1", true)}).reason.find("1 of 2 runs"), std::string::npos);
}

TEST(Recommendation, NoneForWhatNobodyChoosesOrWithoutClients) {
    for (const char* name : {"rtt", "loss", "wire-seed", "half-open"}) {
        const Recommendation none = recommend({{name, {}}}, {rowOf("1", true), rowOf("2", true)});
        EXPECT_EQ(none.value, std::nullopt) << name;
        EXPECT_EQ(none.basis, Recommendation::Basis::NoChoice) << name;
        EXPECT_NE(none.reason.find(std::string(name) + " is a property of the wire"), std::string::npos) << none.reason;
    }
    SweepRow alone = rowOf("1", false);
    alone.fields.push_back({"attempted", {Field::Kind::Number, "0"}});
    const Recommendation none = recommend({{"backlog", {}}}, {alone});
    EXPECT_EQ(none.basis, Recommendation::Basis::NoClients);
    EXPECT_EQ(none.reason, "there are no clients to judge by");
    EXPECT_EQ(recommend({{"backlog", {}}}, {alone, rowOf("2", true)}).value, "2") << "some had clients";
}

} // namespace
} // namespace ls::sweep
