// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/drop_causes.h"
#include "engine/kernel/kernel_version.h"
#include "engine/kernel/queue_model.h"
#include "engine/kernel/tcp_counters.h"

#include <gtest/gtest.h>

namespace ls::kernel {
namespace {

using namespace std::chrono_literals;

TEST(KernelVersion, ReadsReleases) {
    EXPECT_EQ(parseKernelVersion("6.18.44-fc-v595").value(), (KernelVersion{6, 18}));
    EXPECT_EQ(parseKernelVersion("6.1.0-32-amd64").value(), (KernelVersion{6, 1}));
    EXPECT_EQ(parseKernelVersion("5.10").value(), (KernelVersion{5, 10}));
    EXPECT_LT((KernelVersion{5, 10}), (KernelVersion{6, 1}));
    EXPECT_LT((KernelVersion{6, 1}), (KernelVersion{6, 18}));
    for (const std::string_view release : {"", "linux", "6", "6.", ".6", "six.one"}) {
        EXPECT_FALSE(parseKernelVersion(release)) << release;
    }
    EXPECT_TRUE(parseKernelVersion(runningKernelRelease()));
    EXPECT_TRUE(supportedKernelVersion());
}

TEST(Counters, PairsNamesAndValues) {
    CounterValues values;
    ASSERT_TRUE(parseCounters("TcpExt: ListenOverflows ListenDrops\nTcpExt: 3 5\nIpExt: InOctets\nIpExt: 9\n", "TcpExt",
                              values));
    EXPECT_EQ(values, (CounterValues{{"ListenOverflows", 3}, {"ListenDrops", 5}}));
}

TEST(Counters, GaugesAndConstantsAreLeftOut) {
    CounterValues values;
    ASSERT_TRUE(parseCounters("Tcp: RtoMin MaxConn ActiveOpens CurrEstab\nTcp: 200 -1 7 3\n", "Tcp", values));
    EXPECT_EQ(values, (CounterValues{{"ActiveOpens", 7}}));
}

TEST(Counters, MalformedTextIsAnError) {
    for (const std::string_view text : {"", "TcpExt: A B\n", "TcpExt: A B\nTcpExt: 1\n", "TcpExt: A\nTcpExt: 1 2\n",
                                        "TcpExt: A\nTcpExt: x\n", "TcpExt: A\nIpExt: 1\n", "Tcp: A\nTcp: 1\n"}) {
        CounterValues values;
        EXPECT_FALSE(parseCounters(text, "TcpExt", values)) << text;
    }
}

TEST(Counters, MovementHoldsOnlyWhatMoved) {
    const CounterValues before{{"A", 1}, {"B", 2}};
    const CounterValues after{{"A", 1}, {"B", 5}, {"New", 4}};
    EXPECT_EQ(counterMovement(before, after), (CounterValues{{"B", 3}, {"New", 4}}));
    EXPECT_EQ(counterValue(after, "Absent"), 0);
}

QueueInputs inputs() {
    QueueInputs in;
    in.backlog = 5;
    in.somaxconn = 4096;
    in.synLinearTimeouts = 4;
    return in;
}

TEST(QueueModel, LimitIsTheSmallerOfBacklogAndSomaxconn) {
    QueueInputs in = inputs();
    EXPECT_EQ(modelQueues(in).limit, 5U);
    EXPECT_EQ(modelQueues(in).capacity, 6U);
    in.somaxconn = 2;
    EXPECT_EQ(modelQueues(in).capacity, 3U);
    in.backlog = 0;
    EXPECT_EQ(modelQueues(in).capacity, 1U);
    in.backlog = -1; // read as unsigned by the kernel
    EXPECT_EQ(modelQueues(in).limit, 2U);
    in.backlog = 2147483647;
    in.somaxconn = 2147483647;
    EXPECT_EQ(modelQueues(in).capacity, 2147483648U);
}

TEST(QueueModel, TheSynQueueOfOlderKernelsHoldsOneLess) {
    QueueInputs in = inputs();
    in.syncookies = 0;
    EXPECT_EQ(modelQueues(in).halfOpenCapacity, 6U);
    in.synQueueHoldsOneMore = false;
    EXPECT_EQ(modelQueues(in).capacity, 6U);
    EXPECT_EQ(modelQueues(in).synCapacity, 5U);
    EXPECT_EQ(modelQueues(in).halfOpenCapacity, 5U);
    in.backlog = 0; // such a kernel lets nobody in
    EXPECT_EQ(modelQueues(in).capacity, 1U);
    EXPECT_EQ(modelQueues(in).halfOpenCapacity, 0U);
    EXPECT_EQ(modelQueues(in).synBeyond, kernel::SynFate::DroppedQueueFull);
}

TEST(QueueModel, WhatTheSynQueueHoldsIsAssumedWhereTheKernelDidNotTell) {
    QueueInputs in = inputs();
    in.synQueueHoldsOneMore = true;
    EXPECT_FALSE(modelQueues(in).synCapacityAssumed);
    in.synQueueHoldsOneMore.reset();
    EXPECT_TRUE(modelQueues(in).synCapacityAssumed);
    EXPECT_EQ(modelQueues(in).synCapacity, 6U);
}

TEST(QueueModel, ThreeQuarterRuleOnlyWithCookiesOffAndWhereItBites) {
    QueueInputs in = inputs();
    in.backlog = 128;
    in.maxSynBacklog = 64;
    EXPECT_EQ(modelQueues(in).threeQuarterCapacity, std::nullopt);
    in.syncookies = 0;
    EXPECT_EQ(modelQueues(in).threeQuarterCapacity, 49U);
    in.maxSynBacklog = 2;
    EXPECT_EQ(modelQueues(in).threeQuarterCapacity, 3U);
    in.backlog = 40; // three quarters of 64 lie above the limit: the SYN queue is full before
    in.maxSynBacklog = 64;
    EXPECT_EQ(modelQueues(in).threeQuarterCapacity, std::nullopt);
}

std::vector<Nanoseconds> seconds(std::initializer_list<int> list) {
    std::vector<Nanoseconds> times;
    for (const int s : list) {
        times.push_back(s * 1s);
    }
    return times;
}

// All of these were measured on 6.18 with a full accept queue.
TEST(QueueModel, SynRetransmitsAsMeasured) {
    QueueInputs in = inputs();
    const auto model = [&](int retries, std::optional<int> linear) {
        in.synRetries = retries;
        in.synLinearTimeouts = linear;
        return modelQueues(in);
    };
    EXPECT_EQ(model(1, 4).synRetransmits, seconds({1, 2}));
    EXPECT_EQ(model(1, 4).connectGivesUp, 3s);
    EXPECT_EQ(model(2, 4).synRetransmits, seconds({1, 2, 3, 4, 5}));
    EXPECT_EQ(model(2, 4).connectGivesUp, 7s);
    EXPECT_EQ(model(3, 4).synRetransmits, seconds({1, 2, 3, 4, 5, 7, 11}));
    EXPECT_EQ(model(3, 4).connectGivesUp, 19s);
    EXPECT_EQ(model(3, 0).synRetransmits, seconds({1, 3, 7}));
    EXPECT_EQ(model(3, 0).connectGivesUp, 15s);
    EXPECT_EQ(model(1, 0).connectGivesUp, 3s);
    EXPECT_EQ(model(6, std::nullopt).synRetransmits, seconds({1, 3, 7, 15, 31, 63}));
    EXPECT_EQ(model(6, std::nullopt).connectGivesUp, 127s);
}

TEST(DropCauses, AddUpToListenDrops) {
    QueueInputs in = inputs();
    const CounterValues moved{{"ListenDrops", 10}, {"ListenOverflows", 6}, {"TCPReqQFullDrop", 3}};
    const DropCauses plain = decodeDrops(moved, modelQueues(in));
    EXPECT_EQ(plain.acceptQueueFull, 6);
    EXPECT_EQ(plain.synQueueFull, 3);
    EXPECT_EQ(plain.synQueueThreeQuarters, 0);
    EXPECT_EQ(plain.unattributed, 1);

    in.syncookies = 0;
    in.backlog = 128;
    in.maxSynBacklog = 64;
    const DropCauses early = decodeDrops(moved, modelQueues(in));
    EXPECT_EQ(early.synQueueThreeQuarters, 1);
    EXPECT_EQ(early.unattributed, 0);
}

} // namespace
} // namespace ls::kernel
