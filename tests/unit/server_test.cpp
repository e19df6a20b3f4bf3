// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/reactor/event_loop.h"
#include "engine/server/accept_policy.h"
#include "engine/server/pacer.h"
#include "engine/server/sub_reactor.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include <fcntl.h>
#include <sys/socket.h>

namespace ls::server {
namespace {

using namespace std::chrono_literals;

TEST(AcceptPolicy, IsWrittenAsItIsTyped) {
    EXPECT_EQ(toString({AcceptPolicy::Kind::All, 0}), "all");
    EXPECT_EQ(toString({AcceptPolicy::Kind::None, 0}), "none");
    EXPECT_EQ(toString({AcceptPolicy::Kind::Paced, 2000}), "2000/s");
    EXPECT_EQ(toString({AcceptPolicy::Kind::Paced, 0.5}), "0.5/s");
}

TEST(Pacer, TurnsAreEvenlySpaced) {
    const TimePoint start{};
    Pacer pacer(1000, start);
    EXPECT_TRUE(pacer.isDue(start));
    pacer.take();
    EXPECT_FALSE(pacer.isDue(start));
    EXPECT_EQ(pacer.next(), start + 1ms);
    EXPECT_TRUE(pacer.isDue(start + 1ms));
}

TEST(Pacer, ALateCallerTakesTheTurnsItMissed) {
    const TimePoint start{};
    Pacer pacer(1000, start);
    int turns = 0;
    while (pacer.isDue(start + 5ms)) {
        pacer.take();
        ++turns;
    }
    EXPECT_EQ(turns, 6);
}

TEST(Pacer, AnEmptyQueueSavesNothingUp) {
    const TimePoint start{};
    Pacer pacer(1000, start);
    pacer.foundNothing(start + 100ms);
    EXPECT_TRUE(pacer.isDue(start + 100ms));
    pacer.take();
    EXPECT_FALSE(pacer.isDue(start + 100ms));
    EXPECT_EQ(pacer.next(), start + 101ms);
}

/// A sub-reactor with one end of a stream pair; the test holds the other.
class SubReactorTest : public testing::TestWithParam<Trigger> {
protected:
    SubReactorTest()
        : m_loop(reactor::EventLoop::create().value())
        , m_reactor(*m_loop, GetParam()) {
        std::array<int, 2> pair{};
        EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair.data()), 0);
        m_client.reset(pair[0]);
        m_reactor.adopt(UniqueFd(pair[1]));
    }

    void serve() { m_loop->drainReady(Clock::now() + 20s); }

    [[nodiscard]] std::string receive() const {
        std::string text(1 << 20, '\0');
        const ssize_t got = ::recv(m_client.get(), text.data(), text.size(), 0);
        text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return text;
    }

    [[nodiscard]] bool clientSeesEnd() const {
        char byte = 0;
        return ::recv(m_client.get(), &byte, 1, 0) == 0;
    }

    std::unique_ptr<reactor::EventLoop> m_loop;
    SubReactor m_reactor;
    UniqueFd m_client;
};

TEST_P(SubReactorTest, EchoesWhatItReads) {
    ASSERT_EQ(::send(m_client.get(), "hello", 5, 0), 5);
    serve();
    EXPECT_EQ(receive(), "hello");
    EXPECT_EQ(m_reactor.counters().echoedBytes.value(), 5U);
    EXPECT_EQ(m_reactor.counters().open.value(), 1U);
}

TEST_P(SubReactorTest, AnswersAHalfCloseAfterTheEcho) {
    ASSERT_EQ(::send(m_client.get(), "bye", 3, 0), 3);
    ::shutdown(m_client.get(), SHUT_WR);
    serve();
    EXPECT_EQ(receive(), "bye");
    EXPECT_TRUE(clientSeesEnd());
    EXPECT_EQ(m_reactor.counters().open.value(), 0U);
    EXPECT_EQ(m_loop->watchCount(), 0U);
}

TEST_P(SubReactorTest, AClientThatDoesNotReadLosesNothing) {
    // More than both socket buffers hold: the reactor has to keep some of it and wait.
    std::string sent;
    for (int round = 0; round < 200; ++round) {
        const std::string chunk(10'000, static_cast<char>('a' + round % 26));
        const ssize_t n = ::send(m_client.get(), chunk.data(), chunk.size(), 0);
        if (n > 0) {
            sent += chunk.substr(0, static_cast<std::size_t>(n));
        }
        serve();
    }
    ::shutdown(m_client.get(), SHUT_WR);
    std::string received;
    while (received.size() < sent.size()) {
        const std::string part = receive();
        received += part;
        serve();
        ASSERT_TRUE(!part.empty() || received.size() == sent.size());
    }
    EXPECT_EQ(received, sent);
    serve();
    EXPECT_TRUE(clientSeesEnd());
    EXPECT_EQ(m_reactor.counters().open.value(), 0U);
}

TEST_P(SubReactorTest, AClientThatGoesAwayIsForgotten) {
    ASSERT_EQ(::send(m_client.get(), "x", 1, 0), 1);
    m_client.reset();
    serve();
    EXPECT_EQ(m_reactor.counters().open.value(), 0U);
    EXPECT_EQ(m_loop->watchCount(), 0U);
}

TEST_P(SubReactorTest, PlacesAreUsedAgain) {
    for (int i = 0; i < 3; ++i) {
        std::array<int, 2> pair{};
        ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair.data()), 0);
        std::vector<UniqueFd> connections;
        connections.emplace_back(pair[1]);
        m_reactor.adoptLater(std::move(connections));
        serve();
        ::close(pair[0]);
        serve();
    }
    EXPECT_EQ(m_reactor.counters().adopted.value(), 4U);
    EXPECT_EQ(m_reactor.counters().open.value(), 1U);
}

TEST_P(SubReactorTest, ADescriptorEpollRefusesIsClosedAndCounted) {
    m_reactor.adopt(UniqueFd(::open("/proc/self/status", O_RDONLY | O_CLOEXEC)));
    EXPECT_EQ(m_reactor.counters().failed.value(), 1U);
    EXPECT_EQ(m_reactor.counters().open.value(), 1U);
    EXPECT_EQ(m_loop->watchCount(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Triggers, SubReactorTest, testing::Values(Trigger::Level, Trigger::Edge),
                         [](const auto& test) { return test.param == Trigger::Level ? "Level" : "Edge"; });

} // namespace
} // namespace ls::server
