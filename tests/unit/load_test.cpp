// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/load/outcome.h"
#include "engine/load/socket_stock.h"
#include "engine/load/source_addresses.h"
#include "engine/netns/wire_addresses.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <deque>

#include <sys/eventfd.h>

namespace ls::load {
namespace {

TEST(SourceAddresses, NumberAndAddressGoBothWays) {
    const SourceAddresses addresses(32768, 60999);
    for (const std::uint64_t client : {0ULL, 1ULL, 28231ULL, 28232ULL, 1'000'000ULL, 9'999'999ULL}) {
        const auto address = addresses.addressOf(client);
        ASSERT_TRUE(address);
        EXPECT_EQ(address->address.number() >> 24, 127U);
        EXPECT_EQ(addresses.clientAt(*address), client);
    }
}

TEST(SourceAddresses, StaysInsideTheRangeAndOffTheServer) {
    const SourceAddresses addresses(1024, 1025);
    EXPECT_EQ(addresses.addressOf(0)->port, 1024);
    EXPECT_EQ(addresses.addressOf(1)->port, 1025);
    EXPECT_EQ(addresses.addressOf(0)->address.text(), "127.0.0.2");
    EXPECT_EQ(addresses.addressOf(2)->address.text(), "127.0.0.3");
}

TEST(SourceAddresses, EndsBeforeTheBroadcastAddress) {
    const SourceAddresses addresses(5000, 5000);
    EXPECT_EQ(addresses.capacity(), 0x7ffffffeU - 0x7f000002U + 1);
    EXPECT_EQ(addresses.addressOf(addresses.capacity() - 1)->address.text(), "127.255.255.254");
    EXPECT_EQ(addresses.addressOf(addresses.capacity()), std::nullopt);
}

TEST(SourceAddresses, StrangersHaveNoNumber) {
    const SourceAddresses addresses(32768, 60999);
    EXPECT_EQ(addresses.clientAt({IpAddress::loopback(IpFamily::V4), 40000}), std::nullopt);
    EXPECT_EQ(addresses.clientAt({IpAddress::v4(0x7f000002), 80}), std::nullopt);
    EXPECT_EQ(addresses.clientAt({IpAddress::v4(0x0a000001), 40000}), std::nullopt);
    EXPECT_EQ(addresses.clientAt({IpAddress::loopback(IpFamily::V6), 40000}), std::nullopt);
}

TEST(SourceAddresses, CountIpv6InItsLastBits) {
    const IpAddress network = netns::clientsNetwork(IpFamily::V6);
    const SourceAddresses addresses(32768, 60999, {network.withNumber(2), 100});
    EXPECT_EQ(addresses.addressOf(28232)->text(), "[fd4c:53:0:2::3]:32768");
    for (const std::uint64_t client : {0ULL, 28231ULL, 28232ULL, 2'823'199ULL}) {
        EXPECT_EQ(addresses.clientAt(*addresses.addressOf(client)), client);
    }
    EXPECT_EQ(addresses.addressOf(2'823'200), std::nullopt);
    const auto at = [&](const IpAddress& address) { return addresses.clientAt({address, 40000}); };
    EXPECT_EQ(at(network.withNumber(1)), std::nullopt);
    EXPECT_EQ(at(network.withNumber(102)), std::nullopt);
    EXPECT_EQ(at(netns::strangersNetwork(IpFamily::V6).withNumber(2)), std::nullopt) << "the same last bits elsewhere";
    EXPECT_EQ(at(IpAddress::v4(2)), std::nullopt);
}

TEST(Outcome, EachErrnoHasOneMeaning) {
    EXPECT_EQ(outcomeOfError(ECONNREFUSED, false), Outcome::Refused);
    EXPECT_EQ(outcomeOfError(ETIMEDOUT, false), Outcome::TimedOut);
    EXPECT_EQ(outcomeOfError(EHOSTUNREACH, false), Outcome::Failed);
    // A reset always follows completion, seen or not.
    EXPECT_EQ(outcomeOfError(ECONNRESET, false), Outcome::Reset);
    EXPECT_EQ(outcomeOfError(ECONNRESET, true), Outcome::Reset);
    EXPECT_EQ(outcomeOfError(EPIPE, true), Outcome::Reset);
    // Completed and not reset stays established, whatever ended it.
    EXPECT_EQ(outcomeOfError(0, true), Outcome::Established);
    EXPECT_EQ(outcomeOfError(ETIMEDOUT, true), Outcome::Established);
}

TEST(OutcomeTally, EveryClientIsCountedOnce) {
    OutcomeTally tally(10);
    EXPECT_EQ(tally.read().notReached, 10U);
    tally.move(Outcome::NotReached, 0, Outcome::NotStarted, EMFILE);
    tally.move(Outcome::NotReached, 0, Outcome::NotStarted, EMFILE);
    for (int i = 0; i < 7; ++i) {
        tally.move(Outcome::NotReached, 0, Outcome::Pending, 0);
    }
    tally.move(Outcome::Pending, 0, Outcome::Established, 0);
    tally.move(Outcome::Pending, 0, Outcome::Refused, ECONNREFUSED);
    tally.move(Outcome::Pending, 0, Outcome::Established, 0);
    tally.move(Outcome::Established, 0, Outcome::Reset, ECONNRESET);
    tally.move(Outcome::Pending, 0, Outcome::Established, 0);
    tally.move(Outcome::Established, 0, Outcome::EstablishedAtOnce, 0);
    tally.move(Outcome::Pending, 0, Outcome::TimedOut, ETIMEDOUT);
    tally.move(Outcome::Pending, 0, Outcome::Failed, EHOSTUNREACH);
    const OutcomeCounts counts = tally.read();
    EXPECT_EQ(counts.planned, 10U);
    EXPECT_EQ(counts.notReached, 1U);
    EXPECT_EQ(counts.pending, 1U);
    EXPECT_EQ(counts.established, 2U);
    EXPECT_EQ(counts.establishedAtOnce, 1U);
    EXPECT_EQ(counts.attempted(), 7U);
    EXPECT_EQ(counts.notStarted, (std::map<int, std::uint64_t>{{EMFILE, 2}}));
    OutcomeCounts twice = counts;
    twice.merge(counts);
    EXPECT_EQ(twice.planned, 20U);
    EXPECT_EQ(twice.attempted(), 14U);
    EXPECT_EQ(twice.establishedAtOnce, 2U);
    EXPECT_EQ(total(twice.notStarted), 4U);
    EXPECT_EQ(twice.failed.at(EHOSTUNREACH), 2U);
}

/// Gives what it is told to, and remembers what was asked.
class FakeSource final : public netns::SocketSource {
public:
    struct Asked {
        std::size_t count;
        std::size_t ahead;
        IpFamily family = IpFamily::V4;
    };

    Result<netns::SocketBatch> takeTcpSockets(IpFamily family, std::size_t count, std::size_t ahead) override {
        asked.push_back({count, ahead, family});
        if (gone) {
            return failure(ErrorCode::OpenerGone, "gone");
        }
        netns::SocketBatch batch;
        const std::size_t made = limits.empty() ? count : std::min(count, limits.front());
        if (!limits.empty()) {
            limits.pop_front();
        }
        for (std::size_t i = 0; i < made; ++i) {
            batch.sockets.emplace_back(::eventfd(0, EFD_CLOEXEC));
        }
        batch.err = made < count ? EMFILE : 0;
        return batch;
    }

    std::vector<Asked> asked;
    std::deque<std::size_t> limits; ///< how many each call can give
    bool gone = false;
};

TEST(SocketStock, FetchesInBatchesOneAhead) {
    FakeSource source;
    SocketStock stock(source, IpFamily::V6, 600);
    for (int i = 0; i < 600; ++i) {
        ASSERT_TRUE(stock.take());
    }
    ASSERT_EQ(source.asked.size(), 3U);
    EXPECT_EQ(source.asked[0].count, 253U);
    EXPECT_EQ(source.asked[0].ahead, 253U);
    EXPECT_EQ(source.asked[1].ahead, 94U);
    EXPECT_EQ(source.asked[2].count, 94U);
    EXPECT_EQ(source.asked[2].ahead, 0U);
    EXPECT_EQ(source.asked[2].family, IpFamily::V6);
}

TEST(SocketStock, GivesWhatCameAndThenTheReason) {
    FakeSource source;
    source.limits = {2, 0, 1};
    SocketStock stock(source, IpFamily::V6, 10);
    EXPECT_TRUE(stock.take());
    EXPECT_TRUE(stock.take());
    const auto none = stock.take();
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().sysErrno, EMFILE);
    EXPECT_EQ(stock.take().error().sysErrno, EMFILE); // asked again, still none
    EXPECT_TRUE(stock.take());                        // and now there is one
}

TEST(SocketStock, OpenerGoneIsSaidAsSuch) {
    FakeSource source;
    source.gone = true;
    SocketStock stock(source, IpFamily::V6, 10);
    EXPECT_EQ(stock.take().error().code, ErrorCode::OpenerGone);
}

} // namespace
} // namespace ls::load
