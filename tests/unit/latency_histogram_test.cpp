// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/metrics/counter.h"
#include "engine/metrics/latency_histogram.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <thread>

namespace ls {
namespace {

using namespace std::chrono_literals;

TEST(Histogram, EveryBucketReportsWithinTheStatedError) {
    // Both ends and the middle of every power of two, and a walk in steps of about 0.1 %.
    for (double exact = 1; exact < 4e12; exact = std::max(exact + 1, exact * 1.001)) {
        const auto value = static_cast<std::uint64_t>(exact);
        const auto reported = static_cast<double>(histogram::middleOf(histogram::bucketOf(value)));
        const double error = std::abs(reported - static_cast<double>(value)) / static_cast<double>(value);
        ASSERT_LE(error, histogram::kError) << value;
    }
    static_assert(histogram::kError <= 0.01);
}

TEST(Histogram, BucketsAreInOrderAndCoverEverything) {
    std::size_t last = 0;
    for (std::uint64_t value = 0; value < 100'000; ++value) {
        const std::size_t bucket = histogram::bucketOf(value);
        ASSERT_TRUE(bucket == last || bucket == last + 1) << value;
        last = bucket;
    }
    EXPECT_EQ(histogram::bucketOf(~std::uint64_t{0}), histogram::kBuckets - 1);
}

TEST(Histogram, PercentilesOfKnownValues) {
    HistogramSnapshot h;
    for (int i = 1; i <= 100; ++i) {
        h.record(Nanoseconds(i));
    }
    EXPECT_EQ(h.percentile(0.50), 50ns);
    EXPECT_EQ(h.percentile(0.99), 99ns);
    EXPECT_EQ(h.percentile(1.0), 100ns);
    EXPECT_EQ(h.max(), 100ns);
}

TEST(Histogram, PendingCountsAsLongerThanAny) {
    HistogramSnapshot h;
    for (int i = 1; i <= 90; ++i) {
        h.record(Nanoseconds(i));
    }
    EXPECT_EQ(h.percentile(0.50, 100), 50ns);
    EXPECT_EQ(h.percentile(0.90, 100), 90ns);
    EXPECT_EQ(h.percentile(0.91, 100), std::nullopt);
    EXPECT_EQ(h.percentile(1.0, 100), std::nullopt);
}

TEST(Histogram, EmptyHasNoPercentile) {
    const HistogramSnapshot h;
    EXPECT_EQ(h.percentile(0.5), std::nullopt);
    EXPECT_EQ(h.max(), std::nullopt);
}

TEST(Histogram, TheLongestIsExact) {
    HistogramSnapshot h;
    h.record(1'001'234'567ns);
    h.record(5ns);
    EXPECT_EQ(h.percentile(1.0), 1'001'234'567ns);
}

TEST(Histogram, NegativeCountsAsZero) {
    HistogramSnapshot h;
    h.record(-5ns);
    EXPECT_EQ(h.percentile(1.0), 0ns);
}

TEST(Histogram, MergeAddsUp) {
    HistogramSnapshot a;
    HistogramSnapshot b;
    a.record(10ns, 3);
    b.record(20ns, 1);
    a.merge(b);
    EXPECT_EQ(a.count(), 4U);
    EXPECT_EQ(a.percentile(0.75), 10ns);
    EXPECT_EQ(a.max(), 20ns);
}

TEST(Histogram, SnapshotWhileRecordingNeverInvents) {
    LatencyHistogram live;
    std::atomic<bool> stop{false};
    std::atomic<std::uint64_t> recorded{0};
    std::thread writer([&] {
        for (int i = 0; !stop; ++i) {
            recorded.fetch_add(1);
            live.record(Nanoseconds(i % 1000));
        }
    });
    for (int i = 0; i < 200; ++i) {
        const HistogramSnapshot snapshot = live.snapshot();
        EXPECT_LE(snapshot.count(), recorded.load());
    }
    stop = true;
    writer.join();
    EXPECT_EQ(live.snapshot().count(), recorded.load());
}

TEST(Counter, AddsAndSubtracts) {
    Counter counter;
    counter.add();
    counter.add(5);
    counter.subtract(2);
    EXPECT_EQ(counter.value(), 4U);
}

} // namespace
} // namespace ls
