// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/books.h"

#include <gtest/gtest.h>

namespace ls::lab {
namespace {

/// listen(5), 100 clients, listen(50) at 300 ms, accept nothing; as measured: 100 + 0 = 51 + 6 + 43 + 0.
BookTerms measured() {
    BookTerms t;
    t.planned = 110;
    t.attempted = 100;
    t.notStarted = 10;
    t.established = 100;
    t.queued = 51;
    t.halfOpen = 6;
    t.unknown = 43;
    t.activeOpens = 100;
    t.passiveOpens = 51;
    t.listenDrops = 143;
    t.listenOverflows = 143;
    t.listenerDrops = 149;
    t.syncookiesSent = 43;
    t.onlyHandshakes = true;
    return t;
}

/// The same with syncookies off and abort_on_overflow on: 51 + 6 = 51 + 0 + 0 + 6, 43 pending; some of every outcome.
BookTerms aborted() {
    BookTerms t;
    t.planned = 106;
    t.attempted = 106;
    t.established = 51;
    t.reset = 6;
    t.pending = 43;
    t.refused = 1;
    t.timedOut = 2;
    t.failed = 3;
    t.accepted = 20;
    t.queued = 30;
    t.discarded = 1;
    t.activeOpens = 106;
    t.passiveOpens = 51;
    t.embryonicRsts = 6;
    t.listenDrops = 143;
    t.listenOverflows = 100;
    t.requestQueueDrops = 43;
    t.listenerDrops = 143;
    t.onlyHandshakes = true;
    return t;
}

TEST(Books, HoldForMeasuredRuns) {
    EXPECT_TRUE(checkBooks(measured()).holds) << checkBooks(measured()).detail;
    EXPECT_TRUE(checkBooks(aborted()).holds) << checkBooks(aborted()).detail;
}

struct Falsified {
    const char* name;
    std::int64_t BookTerms::*term;
    const char* law; ///< what the reason must speak of
};

class Falsify : public testing::TestWithParam<Falsified> {};

// Each term is wrong by one, in either direction, in a run where no inequality hides it.
TEST_P(Falsify, EveryTermByOneIsNoticed) {
    for (const std::int64_t by : {+1, -1}) {
        BookTerms t = aborted();
        t.*GetParam().term += by;
        const Verdict verdict = checkBooks(t);
        EXPECT_FALSE(verdict.holds) << GetParam().name << " " << by;
        EXPECT_NE(verdict.detail.find(GetParam().law), std::string::npos) << verdict.detail;
    }
}

INSTANTIATE_TEST_SUITE_P(Terms, Falsify,
                         testing::Values(Falsified{"planned", &BookTerms::planned, "planned"},
                                         Falsified{"attempted", &BookTerms::attempted, "attempted"},
                                         Falsified{"not started", &BookTerms::notStarted, "not started"},
                                         Falsified{"established", &BookTerms::established, "established"},
                                         Falsified{"refused", &BookTerms::refused, "refused"},
                                         Falsified{"reset", &BookTerms::reset, "reset"},
                                         Falsified{"timed out", &BookTerms::timedOut, "timed out"},
                                         Falsified{"failed", &BookTerms::failed, "failed"},
                                         Falsified{"pending", &BookTerms::pending, "pending"},
                                         Falsified{"accepted", &BookTerms::accepted, "accepted"},
                                         Falsified{"queued", &BookTerms::queued, "queued"},
                                         Falsified{"discarded", &BookTerms::discarded, "discarded"},
                                         Falsified{"half-open", &BookTerms::halfOpen, "half-open"},
                                         Falsified{"unknown", &BookTerms::unknown, "unknown"},
                                         Falsified{"ActiveOpens", &BookTerms::activeOpens, "ActiveOpens"},
                                         Falsified{"PassiveOpens", &BookTerms::passiveOpens, "PassiveOpens"},
                                         Falsified{"EmbryonicRsts", &BookTerms::embryonicRsts, "EmbryonicRsts"},
                                         Falsified{"listener drops", &BookTerms::listenerDrops, "listener drops"},
                                         Falsified{"ListenDrops", &BookTerms::listenDrops, "ListenDrops"}),
                         [](const auto& test) {
                             std::string name = test.param.name;
                             std::erase_if(name, [](char c) { return c == ' ' || c == '-'; });
                             return name;
                         });

// These bound others from one side only.
TEST(Books, MoreOverflowsThanDropsIsNoticed) {
    BookTerms t = aborted();
    t.listenOverflows += 1;
    EXPECT_FALSE(checkBooks(t).holds);
    t = aborted();
    t.requestQueueDrops += 1;
    EXPECT_FALSE(checkBooks(t).holds);
}

TEST(Books, UnknownWithoutACookieIsNoticedUnlessRequestsMayHaveExpired) {
    BookTerms t = measured();
    t.syncookiesSent = 42;
    EXPECT_FALSE(checkBooks(t).holds);
    EXPECT_NE(checkBooks(t).detail.find("SyncookiesSent 42"), std::string::npos);
    t.requestsMayExpire = true;
    EXPECT_TRUE(checkBooks(t).holds);
}

TEST(Books, ListenerDropsMayExceedWhenALateAckOrAStrayPacketCounted) {
    BookTerms t = measured(); // half-open ones count twice at the listener
    EXPECT_TRUE(checkBooks(t).holds);
    t.listenerDrops = 142;
    EXPECT_FALSE(checkBooks(t).holds);
    t = aborted();
    t.onlyHandshakes = false;
    t.listenerDrops += 5;
    EXPECT_TRUE(checkBooks(t).holds);
}

TEST(Books, WhoIsGivenUpByTheServerMayStandOnBothSides) {
    BookTerms t = measured();
    t.unknown += 3; // their server ends are gone, they do not know it
    EXPECT_FALSE(checkBooks(t).holds);
    t.givenUp = 3;
    EXPECT_TRUE(checkBooks(t).holds) << checkBooks(t).detail;
    t.givenUp = 5; // two of them learned of it
    EXPECT_TRUE(checkBooks(t).holds);
    t.givenUp = 2;
    EXPECT_FALSE(checkBooks(t).holds);
    t.givenUp = 3;
    t.unknown -= 4;
    EXPECT_FALSE(checkBooks(t).holds) << "a completed handshake is missing";
}

/// As measured: backlog 5, raised to 10 at 300 ms, 40 clients with 100,000 bytes each: 17 + 23 = 11 + 6 + 0 + 0 + 23.
TEST(Books, AClientResetForItsCookieIsNoHandshake) {
    BookTerms t;
    t.planned = t.attempted = t.activeOpens = 40;
    t.established = 17;
    t.reset = 23;
    t.passiveOpens = t.queued = 11;
    t.halfOpen = 6;
    t.syncookiesSent = 23;
    t.listenDrops = t.listenOverflows = t.listenerDrops = 110;
    EXPECT_FALSE(checkBooks(t).holds);
    t.syncookiesFailed = 22;
    EXPECT_FALSE(checkBooks(t).holds) << "each costs at least one";
    t.syncookiesFailed = 23;
    EXPECT_TRUE(checkBooks(t).holds) << checkBooks(t).detail;
    t.syncookiesFailed = 50; // several segments of one client
    EXPECT_TRUE(checkBooks(t).holds) << checkBooks(t).detail;
    t.unknown = 1;
    EXPECT_TRUE(checkBooks(t).holds);
    t.unknown = 24;
    EXPECT_FALSE(checkBooks(t).holds) << "nobody is counted twice";
}

TEST(Books, ClientsClosedByResetLeaveABoundInsteadOfAnEquation) {
    BookTerms t = aborted();
    t.clientRowsGone = true;
    t.onlyHandshakes = false;
    t.established += 2; // two met a cookie and are gone without a trace
    t.attempted += 2;
    t.planned += 2;
    t.activeOpens += 2;
    EXPECT_FALSE(checkBooks(t).holds);
    t.syncookiesSent = 2;
    EXPECT_TRUE(checkBooks(t).holds) << checkBooks(t).detail;
    t.syncookiesSent = 1;
    EXPECT_FALSE(checkBooks(t).holds);
    t.established -= 3;
    t.pending += 3;
    EXPECT_FALSE(checkBooks(t).holds) << "more children than completed handshakes";
}

} // namespace
} // namespace ls::lab
