// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/metrics/history.h"
#include "engine/metrics/latency_history.h"
#include "engine/metrics/stack_history.h"

#include <gtest/gtest.h>

#include <random>

namespace {

using namespace ls;
using namespace std::chrono_literals;

struct Feed {
    History history;
    std::vector<History::Point> all;

    void add(Nanoseconds time, double value) {
        history.append(time, value);
        all.push_back({time, value});
    }
};

Feed randomWalk(std::size_t count, Nanoseconds step, unsigned seed) {
    Feed feed;
    std::mt19937 random(seed);
    double value = 0;
    Nanoseconds time{};
    for (std::size_t i = 0; i < count; ++i) {
        value += static_cast<double>(random() % 21) - 10;
        feed.add(time, value);
        time += Nanoseconds(static_cast<std::int64_t>(random() % static_cast<unsigned>(2 * step.count())));
    }
    return feed;
}

// All samples of [from, to).
HistoryColumn scanned(const Feed& feed, Nanoseconds from, Nanoseconds to) {
    HistoryColumn column;
    for (const auto& [time, value] : feed.all) {
        if (time >= from && time < to) {
            column.first = column.valid() ? column.first : value;
            column.min = std::min(column.min, value);
            column.max = std::max(column.max, value);
            column.last = value;
        }
    }
    return column;
}

TEST(History, columnsOfRawSamplesAreThoseOfAScan) {
    const Feed feed = randomWalk(5000, 1ms, 1);
    std::vector<HistoryColumn> columns(250);
    feed.history.columns(1s, 3500ms, columns); // 10 ms columns: raw answers
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Nanoseconds from = 1s + 10ms * static_cast<int>(i);
        const HistoryColumn expected = scanned(feed, from, from + 10ms);
        ASSERT_EQ(columns[i].valid(), expected.valid()) << i;
        if (expected.valid()) {
            ASSERT_EQ(columns[i].min, expected.min) << i;
            ASSERT_EQ(columns[i].max, expected.max) << i;
            ASSERT_EQ(columns[i].first, expected.first) << i;
            ASSERT_EQ(columns[i].last, expected.last) << i;
        }
    }
}

TEST(History, columnsOfBinsStayBetweenANarrowerAndAWiderScan) {
    const Feed feed = randomWalk(60'000, 1ms, 2);
    std::vector<HistoryColumn> columns(97); // borders that fall on no bin
    const Nanoseconds from = 1234567us;
    const Nanoseconds to = 58'765'432us;
    feed.history.columns(from, to, columns);
    const Nanoseconds width = (to - from) / 97;
    const Nanoseconds slack = width / 3;
    for (int i = 0; i < 97; ++i) {
        const HistoryColumn& column = columns[static_cast<std::size_t>(i)];
        const Nanoseconds begin = from + width * i;
        const HistoryColumn inner = scanned(feed, begin + slack, begin + width - slack);
        const HistoryColumn outer = scanned(feed, begin - slack, begin + width + slack);
        ASSERT_LE(column.min, inner.min) << i;
        ASSERT_GE(column.max, inner.max) << i;
        ASSERT_GE(column.min, outer.min) << i;
        ASSERT_LE(column.max, outer.max) << i;
    }
}

TEST(History, noBurstIsLostAtAnyZoomHoweverOld) {
    History history;
    const auto samples = 2h / 1ms;
    for (std::int64_t i = 0; i < samples; ++i) {
        history.append(Nanoseconds(1ms) * i, i == 777'777 || i == 6'000'000 ? 1000 : 1);
    }
    for (const std::size_t count : {1U, 10U, 700U, 1600U, 100'000U}) {
        std::vector<HistoryColumn> columns(count);
        history.columns(0ns, 2h, columns);
        std::size_t peaks = 0;
        for (const HistoryColumn& column : columns) {
            peaks += column.valid() && column.max == 1000 ? 1 : 0;
        }
        EXPECT_EQ(peaks, count == 1 ? 1U : 2U) << count;
    }
}

TEST(History, saysWhichPartIsKeptAtWhichResolution) {
    History history;
    for (std::int64_t i = 0; i <= 2h / 10ms; ++i) {
        history.append(Nanoseconds(10ms) * i, 1);
    }
    const auto parts = history.parts(0ns, 3h);
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts[0].from, 0ns);
    EXPECT_EQ(parts[0].width, 100ms);
    EXPECT_EQ(parts[0].to, 1h);
    EXPECT_EQ(parts[1].width, 10ms);
    EXPECT_EQ(parts[1].to, 1h + 50min);
    EXPECT_EQ(parts[2].width, 0ns);
    EXPECT_EQ(parts[2].from, 1h + 50min);
}

TEST(History, aCopyStaysAsItWas) {
    History history;
    for (int i = 0; i < 5000; ++i) {
        history.append(i * 1ms, i);
    }
    const History copy = history;
    history.append(700s, -1); // trims the raw samples
    double sum = 0;
    copy.visitRows(0s, 1h, [&](const HistoryRow& row) {
        EXPECT_EQ(row.width, 0ns);
        sum += row.last;
    });
    EXPECT_EQ(sum, 4999.0 * 5000 / 2);
    EXPECT_EQ(copy.lastTime(), 4999ms);
}

TEST(History, everyMomentIsExportedOnce) {
    History history;
    for (std::int64_t i = 0; i < 70min / 10ms; ++i) {
        history.append(Nanoseconds(10ms) * i, static_cast<double>(i));
    }
    Nanoseconds last = -1ns;
    history.visitRows(0ns, 3h, [&](const HistoryRow& row) {
        ASSERT_GT(row.time, last);
        ASSERT_LE(row.min, row.last);
        ASSERT_LE(row.last, row.max);
        last = row.time + std::max(row.width - 1ns, 0ns);
    });
    EXPECT_EQ(last, 70min - 10ms);
}

TEST(History, knowsItsNeighboursAndItsGaps) {
    History history;
    EXPECT_FALSE(history.before(1h));
    history.append(1s, 5);
    history.append(2s, 7);
    history.appendGap(3s);
    history.append(10s, 9);
    EXPECT_FALSE(history.before(1s));
    EXPECT_EQ(history.before(1500ms)->value, 5);
    EXPECT_EQ(history.before(3s)->value, 7);
    EXPECT_FALSE(history.before(5s));
    EXPECT_EQ(history.before(11s)->value, 9);
    EXPECT_EQ(history.atOrAfter(2100ms)->value, 9);
    EXPECT_FALSE(history.atOrAfter(11s));

    std::vector<HistoryColumn> columns(12);
    history.columns(0s, 12s, columns);
    EXPECT_TRUE(columns[3].gap);
    EXPECT_FALSE(columns[3].valid());
    EXPECT_FALSE(columns[2].gap);
    EXPECT_FALSE(columns[4].gap);
}

TEST(History, takesATimeThatGoesBackAsTheNewest) {
    History history;
    history.append(2s, 1);
    history.append(1s, 3);
    EXPECT_EQ(history.lastTime(), 2s);
    EXPECT_EQ(history.before(3s)->value, 3);
}

TEST(History, startsAgainAfterClear) {
    Feed feed = randomWalk(2000, 1s, 3);
    feed.history.clear();
    EXPECT_TRUE(feed.history.empty());
    EXPECT_FALSE(feed.history.before(10h));
    feed.history.append(0s, 4);
    EXPECT_EQ(feed.history.before(1s)->value, 4);
}

TEST(History, eightHoursAtOneKilohertzFitIn25Megabytes) {
    History history;
    for (std::int64_t i = 0; i < 8h / 1ms; ++i) {
        history.append(Nanoseconds(1ms) * i, static_cast<double>(i & 63));
    }
    EXPECT_LT(history.bytes(), 25'000'000U);
}

TEST(StackHistory, aColumnShowsAMomentThatWasWithTheMostConnections) {
    StackHistory history;
    std::vector<std::pair<Nanoseconds, StackRow>> all;
    std::mt19937 random(4);
    for (int i = 0; i < 30'000; ++i) {
        StackRow row{};
        for (std::size_t state = 1; state < row.size(); ++state) {
            row[state] = static_cast<std::uint32_t>(random() % 50);
        }
        history.append(Nanoseconds(10ms) * i, row);
        all.emplace_back(Nanoseconds(10ms) * i, row);
    }
    std::vector<StackColumn> columns(300);
    history.columns(0s, 300s, columns); // one second each, so that borders are exact
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto* best = &all[i * 100].second;
        for (std::size_t k = i * 100; k < (i + 1) * 100; ++k) {
            best = sumOf(all[k].second) >= sumOf(*best) ? &all[k].second : best;
        }
        ASSERT_TRUE(columns[i].valid);
        ASSERT_EQ(columns[i].row, *best) << i;
    }
}

TEST(StackHistory, holdsTheValueBeforeTheView) {
    StackHistory history;
    StackRow row{};
    row[1] = 6;
    EXPECT_FALSE(history.before(1s));
    history.append(1s, row);
    EXPECT_EQ(history.before(2s), row);
}

TEST(LatencySteps, areTenPerDecade) {
    using namespace latency_steps;
    EXPECT_EQ(stepOf(0ns), 0U);
    EXPECT_EQ(stepOf(10us), 0U);
    EXPECT_EQ(stepOf(1ms), 20U);
    EXPECT_EQ(stepOf(1h), kCount - 1);
    EXPECT_EQ(beginOf(20), 1ms);
    EXPECT_EQ(beginOf(kCount), 100s);
    for (std::size_t i = 0; i < kCount; ++i) {
        EXPECT_EQ(stepOf(beginOf(i)), i);
    }
}

TEST(LatencyHistory, countsWhatTwoSnapshotsDifferIn) {
    HistogramSnapshot earlier;
    earlier.record(1ms, 5);
    HistogramSnapshot later = earlier;
    later.record(1ms, 2);
    later.record(1s, 3);
    LatencyHistory history;
    history.record(5s, earlier, later);
    std::uint32_t total = 0;
    history.visit(0s, 10s, 1s, [&](Nanoseconds time, Nanoseconds width, const LatencySteps& steps) {
        EXPECT_EQ(time, 5s);
        EXPECT_EQ(width, 1s);
        for (const std::uint32_t n : steps) {
            total += n;
        }
    });
    EXPECT_EQ(total, 5U);
}

} // namespace
