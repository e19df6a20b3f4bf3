// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/plan_options.h"

#include <gtest/gtest.h>

#include <set>

namespace ls::lab {
namespace {

using namespace std::chrono_literals;
using server::AcceptPolicy;

RunPlan with(std::string_view name, std::string_view value) {
    RunPlan plan = defaultPlan();
    const auto applied = applyOption(plan, name, value);
    EXPECT_TRUE(applied) << name << "=" << value << ": " << (applied ? "" : applied.error().text);
    return plan;
}

TEST(PlanOptions, DefaultsAreThoseOfTheContract) {
    const RunPlan plan = defaultPlan();
    EXPECT_EQ(plan.server.backlog, 128);
    EXPECT_EQ(plan.load.clients, 1000U);
    EXPECT_EQ(plan.load.arrival, load::Arrival::Burst);
    EXPECT_EQ(plan.load.loops, 1U);
    EXPECT_EQ(plan.load.payload, 0U);
    EXPECT_EQ(plan.load.close, load::CloseMode::Hold);
    EXPECT_EQ(plan.server.acceptBudget, 0U);
    EXPECT_GE(plan.server.reactors, 1U);
    EXPECT_EQ(plan.duration, 1500ms);
    EXPECT_EQ(plan.sampleRateHz, 1000);
    EXPECT_FALSE(plan.hostSysctls);
    EXPECT_EQ(plan.family, IpFamily::V4);
}

TEST(PlanOptions, EachSetsItsOwnMember) {
    EXPECT_EQ(with("backlog", "2147483647").server.backlog, 2147483647);
    EXPECT_EQ(with("clients", "9").load.clients, 9U);
    EXPECT_EQ(with("load-loops", "4").load.loops, 4U);
    EXPECT_EQ(with("accept-budget", "16").server.acceptBudget, 16U);
    EXPECT_EQ(with("reactors", "3").server.reactors, 3U);
    EXPECT_EQ(with("listeners", "reuseport").server.listeners, server::ListenerMode::ReusePort);
    EXPECT_EQ(with("balance", "least-loaded").server.balance, server::Balance::LeastLoaded);
    EXPECT_EQ(with("trigger", "edge").server.trigger, server::Trigger::Edge);
    EXPECT_EQ(with("payload", "65536").load.payload, 65536U);
    EXPECT_EQ(with("close", "rst").load.close, load::CloseMode::Rst);
    EXPECT_EQ(with("close", "half").load.close, load::CloseMode::Half);
    EXPECT_EQ(with("close", "answer").load.close, load::CloseMode::Answer);
    EXPECT_EQ(with("ports", "kernel").load.ports, load::PortChoice::Kernel);
    EXPECT_EQ(with("server-close", "never").server.close, server::ServerClose::Never);
    EXPECT_TRUE(with("keepalive", "on").server.keepAlive);
    EXPECT_EQ(with("trigger", "edge-once").server.trigger, server::Trigger::EdgeOnce);
    EXPECT_EQ(with("sysctl-at", "300ms=net.core.somaxconn=64").sysctlSteps,
              (std::vector<SysctlStep>{{300ms, {"net.core.somaxconn", "64"}}}));
    EXPECT_EQ(with("duration", "10s").duration, 10s);
    EXPECT_EQ(with("sample-rate", "10000").sampleRateHz, 10000);
    EXPECT_TRUE(with("sysctls", "host").hostSysctls);
    EXPECT_EQ(with("ipv6", "on").family, IpFamily::V6);
    EXPECT_EQ(with("ipv6", "off").family, IpFamily::V4);
    EXPECT_FALSE(with("ipv6", "on").isWired());
    EXPECT_EQ(with("rate", "2000/s").load.perSecond, 2000);
    EXPECT_EQ(with("rate", "2000/s").load.arrival, load::Arrival::Rate);
    EXPECT_EQ(with("concurrency", "32").load.concurrency, 32U);
    EXPECT_EQ(with("concurrency", "32").load.arrival, load::Arrival::ClosedLoop);
    EXPECT_EQ(with("sysctl", "net.core.somaxconn=2").sysctls,
              (std::vector<SysctlSetting>{{"net.core.somaxconn", "2"}}));
    EXPECT_EQ(with("net.core.somaxconn", "2").sysctls, (std::vector<SysctlSetting>{{"net.core.somaxconn", "2"}}));
}

TEST(PlanOptions, AcceptPoliciesAndSchedules) {
    using Steps = std::vector<server::AcceptStep>;
    constexpr AcceptPolicy kAll{AcceptPolicy::Kind::All, 0};
    constexpr AcceptPolicy kNone{AcceptPolicy::Kind::None, 0};
    EXPECT_EQ(with("accept", "none").server.accept, (Steps{{0ns, kNone}}));
    EXPECT_EQ(with("accept", "none@0s,all@500ms").server.accept, (Steps{{0ns, kNone}, {500ms, kAll}}));
    EXPECT_EQ(with("accept", "2000/s").server.accept, (Steps{{0ns, {AcceptPolicy::Kind::Paced, 2000}}}));
    EXPECT_EQ(with("accept", "all@1s").server.accept, (Steps{{1s, kAll}}));
}

TEST(PlanOptions, RepeatableOnesAdd) {
    RunPlan plan = defaultPlan();
    ASSERT_TRUE(applyOption(plan, "backlog-at", "300ms=50"));
    ASSERT_TRUE(applyOption(plan, "backlog-at", "600ms=3"));
    EXPECT_EQ(plan.server.backlogs, (std::vector<server::BacklogStep>{{300ms, 50}, {600ms, 3}}));
    ASSERT_TRUE(applyOption(plan, "sysctl", "net.ipv4.tcp_rmem=4096 131072 6291456"));
    ASSERT_TRUE(applyOption(plan, "sysctl", "net.core.somaxconn=2"));
    EXPECT_EQ(plan.sysctls.size(), 2U);
}

struct BadValue {
    std::string_view name;
    std::string_view value;
    std::string_view advice; ///< part of it
};

class Bad : public testing::TestWithParam<BadValue> {};

TEST_P(Bad, IsRefusedWithTheRangeAndLeavesThePlanAlone) {
    RunPlan plan = defaultPlan();
    const RunPlan before = plan;
    const auto applied = applyOption(plan, GetParam().name, GetParam().value);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code, ErrorCode::BadInput);
    EXPECT_NE(applied.error().advice.find(GetParam().advice), std::string::npos) << applied.error().advice;
    EXPECT_EQ(plan, before);
}

INSTANTIATE_TEST_SUITE_P(
    Values, Bad,
    testing::Values(BadValue{"backlog", "-1", "0 to 2147483647"}, BadValue{"backlog", "five", "0 to 2147483647"},
                    BadValue{"backlog", "2147483648", "0 to 2147483647"}, BadValue{"backlog", "", "0 to 2147483647"},
                    BadValue{"clients", "0", "1 to 10000000"}, BadValue{"clients", "10000001", "1 to 10000000"},
                    BadValue{"rate", "2000", "/s"}, BadValue{"rate", "0/s", "/s"}, BadValue{"concurrency", "0", "1 to"},
                    BadValue{"load-loops", "65", "1 to 64"}, BadValue{"accept", "some", "all, none or a rate"},
                    BadValue{"accept", "", "all, none or a rate"}, BadValue{"accept", "all@", "a time with its unit"},
                    BadValue{"accept", "all@1s,none@1s", "in order of time"}, BadValue{"accept", "none@-1s", "a time"},
                    BadValue{"backlog-at", "300ms", "TIME=BACKLOG"}, BadValue{"backlog-at", "=5", "a time"},
                    BadValue{"backlog-at", "1s=x", "0 to 2147483647"}, BadValue{"accept-budget", "-1", "0 to"},
                    BadValue{"reactors", "0", "1 to 64"}, BadValue{"listeners", "both", "shared or reuseport"},
                    BadValue{"balance", "random", "round-robin or least-loaded"},
                    BadValue{"trigger", "Edge", "level or edge"}, BadValue{"payload", "16777217", "0 to 16777216"},
                    BadValue{"close", "abort", "hold or fin or rst"}, BadValue{"duration", "0s", "from 1ms to 24h"},
                    BadValue{"duration", "5", "unit"}, BadValue{"sample-rate", "0", "1 to 10000"},
                    BadValue{"sample-rate", "10001", "1 to 10000"}, BadValue{"sysctl", "net.core.somaxconn", "e.g."},
                    BadValue{"sysctl", "=5", "e.g."}, BadValue{"sysctls", "mine", "host or defaults"},
                    BadValue{"no-such-option", "1", "--help"}));

TEST(PlanOptions, RateAndConcurrencyClashInEitherOrder) {
    RunPlan open = with("rate", "10/s");
    EXPECT_FALSE(applyOption(open, "concurrency", "5"));
    RunPlan closed = with("concurrency", "5");
    EXPECT_FALSE(applyOption(closed, "rate", "10/s"));
}

TEST(PlanOptions, NamesAreUniqueAndHelpTellsTheDefault) {
    std::set<std::string_view> names;
    for (const PlanOption& option : planOptions()) {
        EXPECT_TRUE(names.insert(option.name).second);
        EXPECT_FALSE(option.help.empty());
    }
    EXPECT_EQ(names.size(), 36U);
}

class CheckPlan : public testing::Test {
protected:
    [[nodiscard]] Error check(std::initializer_list<std::pair<std::string_view, std::string_view>> options) const {
        RunPlan plan = defaultPlan();
        for (const auto& [name, value] : options) {
            EXPECT_TRUE(applyOption(plan, name, value)) << name;
        }
        const auto checked = checkPlan(plan, m_catalogue);
        return checked ? Error{} : checked.error();
    }

    kernel::SysctlCatalogue m_catalogue = kernel::SysctlCatalogue::builtIn().value();
};

TEST_F(CheckPlan, AcceptsWhatFits) {
    EXPECT_TRUE(check({}).text.empty());
    EXPECT_TRUE(check({{"backlog-at", "300ms=50"}, {"accept", "none@0s,all@1s"}}).text.empty());
}

TEST_F(CheckPlan, StepsAfterTheEndAreAMistake) {
    EXPECT_NE(check({{"accept", "none@0s,all@2s"}}).text.find("accept"), std::string::npos);
    EXPECT_NE(check({{"backlog-at", "2s=50"}}).text.find("backlog-at"), std::string::npos);
    EXPECT_TRUE(check({{"backlog-at", "2s=50"}, {"duration", "3s"}}).text.empty());
}

TEST_F(CheckPlan, SysctlStepsAreCheckedAndNeverRaceAListen) {
    EXPECT_TRUE(check({{"sysctl-at", "300ms=net.core.somaxconn=64"}}).text.empty());
    EXPECT_NE(check({{"sysctl-at", "2s=net.core.somaxconn=64"}}).text.find("sysctl-at"), std::string::npos);
    EXPECT_NE(check({{"sysctl-at", "300ms=net.core.somaxconn=-3"}}).text.find("somaxconn"), std::string::npos);
    EXPECT_NE(check({{"sysctl-at", "300ms=net.core.somaxconn=64"}, {"backlog-at", "300ms=64"}}).text.find("same time"),
              std::string::npos);
}

TEST_F(CheckPlan, AServerThatClosesAtOnceEchoesNothing) {
    EXPECT_NE(check({{"server-close", "fin"}, {"payload", "1"}}).text.find("payload"), std::string::npos);
    EXPECT_TRUE(check({{"server-close", "never"}, {"payload", "1"}}).text.empty());
}

TEST(PlanOf, TakesOptionsInOrderAndNamesTheOneThatIsWrong) {
    EXPECT_EQ(planOf({{"backlog", "5"}, {"clients", "9"}})->load.clients, 9U);
    EXPECT_EQ(planOf({{"sysctl", "net.core.somaxconn=1"}, {"sysctl", "net.core.somaxconn=2"}})->sysctls.size(), 2U);
    EXPECT_NE(planOf({{"backlog", "5"}, {"backlog", "6"}}).error().text.find("--backlog"), std::string::npos);
    EXPECT_NE(planOf({{"close", "slam"}}).error().text.find("--close"), std::string::npos);
    EXPECT_NE(planOf({{"net.core.somaxconn", "5"}}).error().text.find("not an option"), std::string::npos);
}

TEST_F(CheckPlan, MoreThreadsThanWorkIsAMistake) {
    EXPECT_NE(check({{"clients", "2"}, {"load-loops", "3"}}).text.find("load-loops"), std::string::npos);
    EXPECT_NE(check({{"concurrency", "2"}, {"load-loops", "3"}}).text.find("load-loops"), std::string::npos);
}

TEST_F(CheckPlan, SysctlsAreCheckedToo) {
    EXPECT_NE(check({{"sysctl", "net.core.somaxconn=-3"}}).text.find("net.core.somaxconn"), std::string::npos);
    EXPECT_NE(check({{"sysctl", "vm.swappiness=3"}}).text.find("vm.swappiness"), std::string::npos);
}

TEST(CheckEcho, AServerThatClosesAtOnceGivesNothingBack) {
    load::LoadPlan load;
    server::ServerPlan server;
    server.close = server::ServerClose::Fin;
    EXPECT_TRUE(checkEcho(load, server));
    load.payload = 13;
    EXPECT_EQ(checkEcho(load, server).error().code, ErrorCode::BadInput);
    server.close = server::ServerClose::Never;
    EXPECT_TRUE(checkEcho(load, server));
}

} // namespace
} // namespace ls::lab
