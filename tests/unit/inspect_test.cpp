// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/alert_desk.h"
#include "engine/inspect/cgroup_names.h"
#include "engine/inspect/leaving_rate.h"
#include "engine/inspect/listener_book.h"
#include "engine/inspect/listener_facts.h"
#include "engine/inspect/owner_book.h"
#include "engine/inspect/paced_thread.h"
#include "engine/inspect/process_index.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>

namespace ls::inspect {
namespace {

using namespace std::chrono_literals;

TEST(CgroupWords, UnitsAndContainers) {
    const std::string id(64, 'a');
    EXPECT_EQ(cgroupWords("/system.slice/nginx.service"), (CgroupWords{"nginx.service", ""}));
    EXPECT_EQ(cgroupWords("/user.slice/user-1000.slice/user@1000.service/app.slice/app-x.service").unit,
              "app-x.service");
    EXPECT_EQ(cgroupWords("/user.slice/user-0.slice/session-3.scope").unit, "session-3.scope");
    EXPECT_EQ(cgroupWords("/system.slice/docker-" + id + ".scope"), (CgroupWords{"", "docker aaaaaaaaaaaa"}));
    EXPECT_EQ(cgroupWords("/docker/" + id).container, "docker aaaaaaaaaaaa");
    EXPECT_EQ(cgroupWords("/machine.slice/libpod-" + id + ".scope").container, "podman aaaaaaaaaaaa");
    EXPECT_EQ(cgroupWords("/kubepods/besteffort/pod1234/" + id).container, "kubernetes aaaaaaaaaaaa");
    EXPECT_EQ(cgroupWords("/lxc/web").container, "lxc web");
    EXPECT_EQ(cgroupWords("/machine.slice/systemd-nspawn@web.service/payload").container, "nspawn web");
    EXPECT_EQ(cgroupWords("/"), CgroupWords());
    EXPECT_EQ(cgroupWords(""), CgroupWords());
}

TEST(CgroupPath, UnifiedFirstThenSystemd) {
    EXPECT_EQ(cgroupPath("0::/system.slice/a.service\n"), "/system.slice/a.service");
    EXPECT_EQ(cgroupPath("4:memory:/m\n1:name=systemd:/system.slice/b.service\n0::/\n"), "/system.slice/b.service");
    EXPECT_EQ(cgroupPath("nonsense"), "");
}

TEST(ProcessIndex, ALookReadsNoProcessTwiceWhateverItMisses) {
    const test::TempDir proc;
    for (const char* const pid : {"1", "22"}) {
        std::filesystem::create_directories(proc / pid / "fd");
        std::filesystem::create_symlink("socket:[" + std::string(pid) + "00]", proc / pid / "fd" / "3");
    }
    ProcessIndex index(proc.path());
    const std::uint64_t nobodys = 5;
    index.look(std::span(&nobodys, 1));
    EXPECT_EQ(index.processesRead(), 2U);
    ASSERT_EQ(index.holders(2200).size(), 1U);
    EXPECT_EQ(index.holders(2200)[0], 22);
    index.look(std::span(&nobodys, 1));
    EXPECT_EQ(index.processesRead(), 4U) << "the next look looks again";
}

TEST(Hidepid, IsReadFromTheMountOptions) {
    EXPECT_EQ(hidepidOption("22 1 0:21 / /proc rw,nosuid - proc proc rw\n"), "");
    EXPECT_EQ(hidepidOption("22 1 0:21 / /proc rw,nosuid - proc proc rw,hidepid=2\n"), "2");
    EXPECT_EQ(hidepidOption("22 1 0:21 / /proc rw - proc proc rw,hidepid=invisible,gid=4\n"), "invisible");
    EXPECT_EQ(hidepidOption("22 1 0:21 / /srv/proc rw - proc proc rw,hidepid=2\n"), "");
}

TEST(PacedThread, EndsAtOnceHoweverFarTheNextTurnIs) {
    // An end that comes while a turn is at work must not wait for the next.
    for (int i = 0; i < 2000; ++i) {
        std::atomic<int> turns{0};
        const auto paced = PacedThread::start("ls-test", [&](TimePoint due) {
            ++turns;
            return due + 1000h;
        });
        ASSERT_TRUE(paced);
        (*paced)->hurry();
    }
}

OwnerRef someOwner() {
    Owner owner;
    owner.user = "www-data";
    owner.knowledge = OwnerKnowledge::Known;
    owner.processes = {{7, "nginx"}};
    return std::make_shared<const Owner>(owner);
}

ListenerReading reading(std::uint64_t cookie, std::uint32_t depth, std::uint64_t drops) {
    ListenerReading reading;
    reading.row.id = {cookie, cookie, 1};
    reading.row.local = {IpAddress::v4(0), 80};
    reading.row.address = "0.0.0.0";
    reading.row.depth = depth;
    reading.row.limit = 4;
    reading.row.capacity = 5;
    reading.row.drops = drops;
    return reading;
}

/// One listener from look to look.
class Book : public testing::Test {
protected:
    Listener look(const ListenerReading& now, bool overflowsMoved = false) {
        m_time += 100ms;
        const OwnerRef owner = someOwner();
        m_book.update(std::span(&now, 1), std::span(&owner, 1), overflowsMoved, m_time);
        m_rows = m_book.snapshot();
        for (const Listener& row : m_rows) {
            if (row.id == now.row.id) {
                return row;
            }
        }
        return {};
    }

    ListenerBook m_book;
    TimePoint m_time{1h};
    std::vector<Listener> m_rows;
};

TEST_F(Book, DropsBeforeTheFirstLookAreNotSeen) {
    EXPECT_EQ(look(reading(1, 0, 50)).dropsSeen, 0U);
    EXPECT_EQ(look(reading(1, 0, 57)).dropsSeen, 7U);
}

TEST_F(Book, TheRateIsOverTheLastSecond) {
    look(reading(1, 0, 0));
    for (int i = 0; i < 10; ++i) {
        look(reading(1, 0, 0));
    }
    EXPECT_DOUBLE_EQ(look(reading(1, 0, 30)).dropsPerSecond, 30);
    for (int i = 0; i < 10; ++i) {
        look(reading(1, 0, 30));
    }
    EXPECT_DOUBLE_EQ(look(reading(1, 0, 30)).dropsPerSecond, 0);
}

TEST_F(Book, TheCountOf32BitsMayTurnOver) {
    look(reading(1, 0, 0xffff'fffe));
    EXPECT_EQ(look(reading(1, 0, 3)).dropsSeen, 5U);
}

TEST_F(Book, AnotherCookieOnTheSamePortIsAnotherListener) {
    look(reading(1, 0, 100));
    const Listener fresh = look(reading(2, 0, 0));
    EXPECT_EQ(fresh.dropsSeen, 0U);
    EXPECT_EQ(fresh.groupSize, 1U) << "one that has closed is in no group";
    ASSERT_EQ(m_rows.size(), 2U);
    EXPECT_TRUE(m_rows[0].closed);
    for (int i = 0; i < 51; ++i) {
        look(reading(2, 0, 0));
    }
    EXPECT_EQ(m_rows.size(), 1U) << "gone after it has lingered";
}

TEST_F(Book, ABurstBetweenSamplesIsMarked) {
    look(reading(1, 0, 0));
    EXPECT_TRUE(look(reading(1, 1, 6), true).burstBetweenSamples);
}

TEST_F(Book, ABurstIsMarkedWhateverWasSeenOfTheOneBefore) {
    look(reading(1, 0, 0));
    EXPECT_FALSE(look(reading(1, 5, 6), true).burstBetweenSamples) << "this one was seen, at its deepest";
    look(reading(1, 0, 6));
    EXPECT_TRUE(look(reading(1, 0, 9), true).burstBetweenSamples) << "this one was not";
}

TEST_F(Book, NoBurstWhereASampleReachedTheLimitOrNoQueueWasFull) {
    look(reading(1, 4, 0));
    EXPECT_FALSE(look(reading(1, 1, 6), true).burstBetweenSamples) << "the limit was seen";
    EXPECT_FALSE(look(reading(1, 1, 9), false).burstBetweenSamples) << "stray packets";
}

TEST_F(Book, TheDeepestSinceTheLastSnapshotIsKept) {
    look(reading(1, 0, 0));
    const OwnerRef owner = someOwner();
    const ListenerReading deep = reading(1, 5, 0);
    m_book.update(std::span(&deep, 1), std::span(&owner, 1), false, m_time + 10ms);
    EXPECT_EQ(look(reading(1, 2, 0)).deepestSinceLast, 5U);
    EXPECT_EQ(look(reading(1, 1, 0)).deepestSinceLast, 2U);
    EXPECT_EQ(m_rows[0].deepest, 5U);
}

TEST(LeavingRate, CountsWhatLeftFromLookToLook) {
    LeavingRate leaving;
    for (int i = 0; i < 2000; ++i) {
        leaving.add(std::chrono::milliseconds(i), 5);
        EXPECT_FALSE(leaving.perSecond()) << "two seconds are the least";
    }
    leaving.add(2s, 5);
    EXPECT_EQ(leaving.perSecond(), 0.0);
    for (int i = 2001; i < 22000; ++i) { // two leave every 10 ms, and others take their places
        leaving.add(std::chrono::milliseconds(i), i % 10 == 0 ? 3 : 5);
    }
    EXPECT_NEAR(leaving.perSecond().value(), 200, 2);
    leaving.clear();
    EXPECT_FALSE(leaving.perSecond());
    EXPECT_DOUBLE_EQ(predictedWait(5, 10).value(), 0.5);
    EXPECT_FALSE(predictedWait(5, 0));
}

/// One listener's alerts from update to update.
class Alerts : public testing::Test {
protected:
    std::vector<Alert> update(std::uint32_t depth, std::uint64_t dropsSeen, std::int64_t listenDrops = 0,
                              std::int64_t overflows = 0) {
        m_time += 1s;
        Listener listener = reading(1, depth, 0).row;
        listener.owner = someOwner();
        listener.limit = 128;
        listener.dropsSeen = dropsSeen;
        HostCounters counters;
        counters.total["ListenDrops"] = listenDrops;
        counters.total["ListenOverflows"] = overflows;
        counters.somaxconn = 128;
        return m_desk.update(std::span(&listener, 1), counters, m_time);
    }

    AlertDesk m_desk;
    TimePoint m_time{1h};
};

TEST_F(Alerts, FillingNeedsThreeUpdatesInARowAndEndsByHysteresis) {
    EXPECT_TRUE(update(120, 0).empty());
    EXPECT_TRUE(update(120, 0).empty());
    EXPECT_TRUE(update(10, 0).empty());
    update(120, 0);
    update(120, 0);
    const auto begun = update(120, 0);
    ASSERT_EQ(begun.size(), 1U);
    EXPECT_EQ(begun[0].text,
              "nginx 0.0.0.0:80 has 120 connections waiting for accept(): 94 % full, limit 128, the most "
              "net.core.somaxconn allows");
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(update(95, 0).empty()) << "between the two thresholds nothing changes";
    }
    update(80, 0);
    update(80, 0);
    const auto over = update(80, 0);
    ASSERT_EQ(over.size(), 1U);
    EXPECT_FALSE(over[0].active);
    EXPECT_TRUE(m_desk.active().empty());
}

TEST_F(Alerts, DroppedAttemptsAreSaidOnlyWhenTheNamespaceLostSomeToo) {
    update(0, 0, 5, 5);
    const auto begun = update(0, 12, 17, 17);
    ASSERT_EQ(begun.size(), 1U);
    EXPECT_EQ(begun[0].text,
              "nginx 0.0.0.0:80 dropped 12 packets of connection attempts in 10 s: accept queue full, limit 128, the "
              "most net.core.somaxconn allows");
    EXPECT_TRUE(update(0, 13, 18, 18).empty()) << "said once";
    ASSERT_EQ(m_desk.active().size(), 1U);
    EXPECT_EQ(m_desk.active()[0].packets, 13U);
}

TEST_F(Alerts, WhatIsLostComesBeforeWhatOnlyFills) {
    for (int i = 0; i < 3; ++i) {
        update(129, 0, 0);
    }
    ASSERT_EQ(m_desk.active().size(), 1U);
    update(129, 12, 12, 12);
    const auto active = m_desk.active();
    ASSERT_EQ(active.size(), 2U);
    EXPECT_EQ(active[0].kind, AlertKind::Drops);
    EXPECT_EQ(active[1].kind, AlertKind::Filling);
}

TEST_F(Alerts, StrayPacketsLoseNoConnection) {
    update(0, 0, 5);
    const auto begun = update(0, 3, 5);
    ASSERT_EQ(begun.size(), 1U);
    EXPECT_EQ(begun[0].text, "nginx 0.0.0.0:80 got 3 stray packets in 10 s: no connection was lost");
}

TEST_F(Alerts, AWindowWithoutDropsEndsIt) {
    update(0, 0);
    update(0, 1, 1, 1);
    std::size_t changes = 0;
    for (int i = 0; i < 12; ++i) {
        for (const Alert& alert : update(0, 1, 1, 1)) {
            EXPECT_FALSE(alert.active);
            ++changes;
        }
    }
    EXPECT_EQ(changes, 1U);
    EXPECT_TRUE(m_desk.active().empty());
}

} // namespace
} // namespace ls::inspect
