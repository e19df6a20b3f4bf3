// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/wire_plan.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ls::wire {

namespace {

using namespace std::chrono_literals;

template <typename Change>
WirePlan changed(Change change) {
    WirePlan plan;
    change(plan);
    return plan;
}

template <typename Change>
void expectRefused(Change change, std::string_view text, std::string_view advice) {
    const auto checked = checkPlan(changed(change));
    ASSERT_FALSE(checked) << text;
    EXPECT_EQ(checked.error().code, ErrorCode::BadInput);
    EXPECT_EQ(checked.error().text, text);
    EXPECT_EQ(checked.error().advice, advice);
}

TEST(WirePlan, isOnWhenAnythingIsAskedOfTheWire) {
    EXPECT_FALSE(WirePlan{}.isOn());
    EXPECT_FALSE(changed([](WirePlan& plan) { plan.seed = 7; }).isOn());
    EXPECT_FALSE(changed([](WirePlan& plan) { plan.lateAck.first = 7; }).isOn());

    EXPECT_TRUE(changed([](WirePlan& plan) { plan.delayUp = 1ns; }).isOn());
    EXPECT_TRUE(changed([](WirePlan& plan) { plan.delayDown = 1ns; }).isOn());
    EXPECT_TRUE(changed([](WirePlan& plan) { plan.jitter = 1ns; }).isOn());
    EXPECT_TRUE(changed([](WirePlan& plan) { plan.loss = 0.001; }).isOn());
    EXPECT_TRUE(changed([](WirePlan& plan) { plan.duplicate = 0.001; }).isOn());
    EXPECT_TRUE(changed([](WirePlan& plan) { plan.lateAck.delay = 1ns; }).isOn());
    EXPECT_TRUE(changed([](WirePlan& plan) { plan.dropSynAck.every = 1; }).isOn());
    EXPECT_TRUE(changed([](WirePlan& plan) { plan.halfOpen.count = 1; }).isOn());
    EXPECT_TRUE(changed([](WirePlan& plan) { plan.cutAt = 0ns; }).isOn());
}

TEST(WirePlan, takesEveryValueUpToItsLimit) {
    EXPECT_TRUE(checkPlan(WirePlan{}));
    EXPECT_TRUE(checkPlan(changed([](WirePlan& plan) {
        plan.delayUp = plan.delayDown = plan.jitter = kMaxDelay;
        plan.loss = plan.duplicate = 1;
        plan.lateAck.delay = kMaxLateAck;
        plan.halfOpen = {.count = kMaxHalfOpen, .perSecond = kMaxHalfOpenRate};
        plan.cutAt = 0ns;
    })));
}

TEST(WirePlan, refusesWhatIsOutOfRangeAndNamesTheRange) {
    expectRefused([](WirePlan& plan) { plan.delayUp = -1ms; }, "delay-up: -0.001s", "give 0s to 10s");
    expectRefused([](WirePlan& plan) { plan.delayDown = 11s; }, "delay-down: 11s", "give 0s to 10s");
    expectRefused([](WirePlan& plan) { plan.jitter = 11s; }, "jitter: 11s", "give 0s to 10s");
    expectRefused([](WirePlan& plan) { plan.loss = 1.5; }, "loss: 150%", "give 0% to 100%");
    expectRefused([](WirePlan& plan) { plan.duplicate = std::nan(""); }, "duplicate: nan%", "give 0% to 100%");
    expectRefused([](WirePlan& plan) { plan.lateAck.delay = 61s; }, "late-ack: 61s", "give 0s to 1m");
    expectRefused([](WirePlan& plan) { plan.halfOpen.count = 100'001; }, "half-open: 100001 clients",
                  "give at most 100000");
    expectRefused([](WirePlan& plan) { plan.halfOpen.perSecond = 0; }, "half-open: 0/s", "give 1/s to 50000/s");
    expectRefused([](WirePlan& plan) { plan.cutAt = -1s; }, "wire-cut-at: -1s", "give 0s or more");
}

} // namespace

} // namespace ls::wire
