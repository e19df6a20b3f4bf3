// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/guarded.h"
#include "engine/load/load_clients.h"
#include "engine/server/listener_reading.h"
#include "engine/server/server.h"
#include "tests/support/eventually.h"
#include "tests/support/laboratory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>

namespace ls {
namespace {

using namespace std::chrono_literals;
using load::LoadClients;
using load::LoadPlan;
using server::AcceptPolicy;
using server::ListenerMode;
using server::Server;
using server::ServerPlan;
using server::Trigger;
using test::eventually;

constexpr std::chrono::milliseconds kDeadline = test::kPatience;
constexpr AcceptPolicy kAll{AcceptPolicy::Kind::All, 0};
constexpr AcceptPolicy kNone{AcceptPolicy::Kind::None, 0};

/// Remembers what it was told.
class Witness final : public server::ServerObserver {
public:
    void onAccepted(const IpEndpoint&, TimePoint when) override {
        times.with([&](auto& list) { list.push_back(when); });
    }
    void onPolicyChanged(const AcceptPolicy& policy) override { note("accept " + server::toString(policy)); }
    void onBacklogChanged(int backlog) override { note("backlog " + std::to_string(backlog)); }
    void onServerError(const Error& error) override { note("error " + error.text); }

    void note(std::string text) {
        events.with([&](auto& list) { list.push_back(std::move(text)); });
    }
    [[nodiscard]] bool saw(const std::string& text) const {
        return events.with([&](const auto& list) { return std::find(list.begin(), list.end(), text) != list.end(); });
    }

    Guarded<std::vector<TimePoint>> times;
    Guarded<std::vector<std::string>> events;
};

class ServerLoadTest : public test::LaboratoryTest {
protected:
    void startServer(const ServerPlan& plan) {
        ASSERT_TRUE(net().freshen());
        auto sockets = net().takeTcpSockets(IpFamily::V4, plan.listenerCount(), 0).value().sockets;
        auto created = Server::create(plan, std::move(sockets), m_witness);
        ASSERT_TRUE(created) << created.error().text;
        m_server = std::move(*created);
        ASSERT_TRUE(m_server->start(Clock::now()));
    }

    [[nodiscard]] load::LoadRoute route() const { return {m_server->address(), load::SourceAddresses(32768, 60999)}; }

    void startLoad(const LoadPlan& plan) {
        auto created = LoadClients::create(plan, route(), net(), [this] { m_allDone = true; });
        ASSERT_TRUE(created) << created.error().text;
        m_load = std::move(*created);
        m_load->prepare();
        m_load->start(Clock::now());
    }

    [[nodiscard]] std::uint32_t depth() const {
        const auto fds = m_server->listenerFds();
        return std::accumulate(fds.begin(), fds.end(), std::uint32_t{0},
                               [](std::uint32_t sum, int fd) { return sum + server::readListener(fd).value().depth; });
    }
    [[nodiscard]] std::uint32_t limit() const { return server::readListener(m_server->listenerFds()[0]).value().limit; }
    [[nodiscard]] load::OutcomeCounts outcomes() const { return m_load->snapshot(kDeadline).value().counts; }

    /// One client of the test's own, connected.
    [[nodiscard]] UniqueFd connectOne() {
        UniqueFd client = net().openTcpSocket().value();
        const SocketAddress address(m_server->address());
        const auto connect = [&] {
            return ::connect(client.get(), address.get(), address.size()) == 0 || errno == EISCONN;
        };
        EXPECT_TRUE(eventually(connect));
        return client;
    }

    Witness m_witness;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<LoadClients> m_load;
    std::atomic<bool> m_allDone{false};
};

TEST_F(ServerLoadTest, AcceptAllTakesEverybody) {
    startServer({.backlog = 1000, .reactors = 2});
    startLoad({.clients = 300});
    EXPECT_TRUE(eventually([&] { return m_server->accepted() == 300; }));
    EXPECT_EQ(outcomes().established, 300U);
    // Taken over one by one in turn.
    EXPECT_TRUE(eventually([&] { return m_server->perReactor() == std::vector<std::uint64_t>{150, 150}; }));
    EXPECT_TRUE(eventually([&] { return m_allDone.load(); }));
}

TEST_F(ServerLoadTest, AcceptNoneLeavesThemInTheQueue) {
    startServer({.backlog = 5, .reactors = 1, .accept = {{0ns, kNone}}});
    startLoad({.clients = 9});
    EXPECT_TRUE(eventually([&] { return m_load->attempted() == 9; }));
    EXPECT_EQ(outcomes().established, 6U);
    EXPECT_EQ(outcomes().pending, 3U);
    EXPECT_EQ(depth(), 6U);
    EXPECT_EQ(limit(), 5U);
    EXPECT_EQ(m_server->accepted(), 0U);
}

TEST_F(ServerLoadTest, BacklogChangesOnTheOpenSocketAndKeepsWhatIsQueued) {
    startServer({.backlog = 5, .reactors = 1, .accept = {{0ns, kNone}}});
    startLoad({.clients = 6});
    EXPECT_TRUE(eventually([&] { return depth() == 6; }));
    m_server->setBacklog(50);
    EXPECT_TRUE(eventually([&] { return limit() == 50; }));
    m_server->setBacklog(3);
    EXPECT_TRUE(eventually([&] { return limit() == 3; }));
    EXPECT_EQ(depth(), 6U);
    EXPECT_TRUE(m_witness.saw("backlog 50"));
    EXPECT_TRUE(m_witness.saw("backlog 3"));
}

TEST_F(ServerLoadTest, WhoNeededASynRetransmitIsNotCountedAsAtOnce) {
    startServer({.backlog = 5, .reactors = 1, .accept = {{0ns, kNone}}});
    startLoad({.clients = 9});
    EXPECT_TRUE(eventually([&] { return m_load->attempted() == 9; }));
    EXPECT_EQ(outcomes().establishedAtOnce, 6U);
    m_server->setBacklog(50);
    EXPECT_TRUE(eventually([&] { return outcomes().established == 9; }));
    EXPECT_EQ(outcomes().establishedAtOnce, 6U);
}

TEST_F(ServerLoadTest, SomaxconnTakesEffectAtTheNextListen) {
    startServer({.backlog = 100, .reactors = 1, .accept = {{0ns, kNone}}});
    ASSERT_TRUE(net().writeSysctl("net.core.somaxconn", "7"));
    EXPECT_EQ(limit(), 100U);
    m_server->setBacklog(100);
    EXPECT_TRUE(eventually([&] { return limit() == 7; }));
}

TEST_F(ServerLoadTest, AScheduleIsKept) {
    startServer({.backlog = 100, .reactors = 1, .accept = {{0ns, kNone}, {30ms, kAll}}, .backlogs = {{10ms, 20}}});
    startLoad({.clients = 10});
    EXPECT_TRUE(eventually([&] { return m_server->accepted() == 10; }));
    EXPECT_TRUE(m_witness.saw("accept none"));
    EXPECT_TRUE(m_witness.saw("backlog 20"));
    EXPECT_TRUE(m_witness.saw("accept all"));
}

TEST_F(ServerLoadTest, APacedServerSpacesItsAccepts) {
    const TimePoint begin = Clock::now();
    startServer({.backlog = 100, .reactors = 1, .accept = {{0ns, {AcceptPolicy::Kind::Paced, 1000}}}});
    startLoad({.clients = 50});
    EXPECT_TRUE(eventually([&] { return m_server->accepted() == 50; }));
    const auto times = m_witness.times.with([](const auto& list) { return list; });
    // A late loop may catch up, it never runs ahead of its turns.
    for (std::size_t i = 0; i < times.size(); ++i) {
        EXPECT_GE(times[i], begin + i * 1ms) << i;
    }
}

TEST_F(ServerLoadTest, ResumingFindsAQueueThatFilledMeanwhile) {
    for (const Trigger trigger : {Trigger::Level, Trigger::Edge}) {
        startServer({.backlog = 100, .reactors = 1, .trigger = trigger, .accept = {{0ns, kNone}}});
        startLoad({.clients = 20});
        EXPECT_TRUE(eventually([&] { return depth() == 20; }));
        m_server->setAcceptPolicy(kAll);
        EXPECT_TRUE(eventually([&] { return m_server->accepted() == 20; }));
        m_load.reset();
        m_server.reset();
    }
}

TEST_F(ServerLoadTest, EdgeWithABudgetLeavesNobodyBehind) {
    startServer(
        {.backlog = 1000, .reactors = 2, .trigger = Trigger::Edge, .acceptBudget = 3, .accept = {{0ns, kNone}}});
    startLoad({.clients = 100});
    EXPECT_TRUE(eventually([&] { return depth() == 100; }));
    m_server->setAcceptPolicy(kAll); // one edge for all hundred
    EXPECT_TRUE(eventually([&] { return m_server->accepted() == 100; }));
}

TEST_F(ServerLoadTest, ReusePortGivesEveryReactorItsOwnQueue) {
    startServer({.backlog = 5, .reactors = 3, .listeners = ListenerMode::ReusePort, .accept = {{0ns, kNone}}});
    startLoad({.clients = 60});
    EXPECT_TRUE(eventually([&] { return m_load->attempted() == 60; }));
    EXPECT_EQ(m_server->listenerCount(), 3U);
    for (const int fd : m_server->listenerFds()) {
        const auto reading = server::readListener(fd).value();
        EXPECT_EQ(reading.limit, 5U);
        EXPECT_LE(reading.depth, 6U);
    }
    EXPECT_EQ(outcomes().established, depth());
    m_server->setAcceptPolicy(kAll);
    EXPECT_TRUE(eventually([&] { return depth() == 0; }));
    std::uint64_t accepted = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        accepted += m_server->listenerCounts(i).accepted;
    }
    EXPECT_EQ(accepted, m_server->accepted());
}

TEST_F(ServerLoadTest, PayloadComesBackWholeInEveryMode) {
    for (const ListenerMode mode : {ListenerMode::Shared, ListenerMode::ReusePort}) {
        for (const Trigger trigger : {Trigger::Level, Trigger::Edge}) {
            startServer({.backlog = 1000, .reactors = 2, .listeners = mode, .trigger = trigger});
            m_allDone = false;
            startLoad({.clients = 50, .payload = 200'000});
            EXPECT_TRUE(eventually([&] { return m_allDone.load(); }));
            EXPECT_EQ(outcomes().echoed, 50U);
            m_load.reset();
            m_server.reset();
        }
    }
}

TEST_F(ServerLoadTest, ClosedLoopKeepsNoMoreThanItsNumberInFlight) {
    startServer({.backlog = 1000, .reactors = 1, .accept = {{0ns, kNone}}});
    startLoad({.clients = 100, .arrival = load::Arrival::ClosedLoop, .concurrency = 7, .payload = 1});
    // Nobody answers, so the first seven stay in flight.
    EXPECT_TRUE(eventually([&] { return m_load->attempted() == 7; }));
    EXPECT_EQ(outcomes().notReached, 93U);
    m_server->setAcceptPolicy(kAll);
    EXPECT_TRUE(eventually([&] { return m_allDone.load(); }));
    EXPECT_EQ(outcomes().echoed, 100U);
}

TEST_F(ServerLoadTest, ClosedLoopOverSeveralThreadsDoesAllOfThem) {
    startServer({.backlog = 1000, .reactors = 2});
    startLoad({.clients = 501,
               .arrival = load::Arrival::ClosedLoop,
               .concurrency = 10,
               .loops = 3,
               .payload = 1,
               .close = load::CloseMode::Fin});
    EXPECT_TRUE(eventually([&] { return m_allDone.load(); }));
    const load::OutcomeCounts counts = outcomes();
    EXPECT_EQ(counts.planned, 501U);
    EXPECT_EQ(counts.established, 501U);
    EXPECT_EQ(counts.echoed, 501U);
}

TEST_F(ServerLoadTest, OpenLoopKeepsItsTimesAndReportsLateness) {
    startServer({.backlog = 1000, .reactors = 1});
    const TimePoint begin = Clock::now();
    startLoad({.clients = 100, .arrival = load::Arrival::Rate, .perSecond = 2000});
    EXPECT_TRUE(eventually([&] { return m_allDone.load(); }));
    EXPECT_GE(Clock::now() - begin, 49ms); // the last is due after 99 / 2000 s
    const load::LoadSnapshot snapshot = m_load->snapshot(kDeadline).value();
    EXPECT_EQ(snapshot.counts.established, 100U);
    ASSERT_TRUE(snapshot.lateness);
    EXPECT_EQ(snapshot.lateness->count(), 100U);
}

TEST_F(ServerLoadTest, HaltBeginsNoMore) {
    startServer({.backlog = 1000, .reactors = 1});
    startLoad({.clients = 100'000, .arrival = load::Arrival::Rate, .perSecond = 1000});
    EXPECT_TRUE(eventually([&] { return m_load->attempted() > 5; }));
    ASSERT_TRUE(m_load->halt(kDeadline));
    const load::OutcomeCounts counts = outcomes();
    EXPECT_EQ(counts.attempted(), m_load->attempted());
    EXPECT_EQ(counts.attempted() + counts.notReached, 100'000U);
}

TEST_F(ServerLoadTest, APeerThatResetsBeforeAcceptDoesNoHarm) {
    startServer({.backlog = 100, .reactors = 1, .accept = {{0ns, kNone}}});
    startLoad({.clients = 20, .close = load::CloseMode::Rst});
    EXPECT_TRUE(eventually([&] { return m_allDone.load(); }));
    EXPECT_EQ(depth(), 20U); // reset children still wait for accept()
    m_server->setAcceptPolicy(kAll);
    EXPECT_TRUE(eventually([&] { return m_server->accepted() == 20; }));
    const UniqueFd client = connectOne();
    EXPECT_TRUE(eventually([&] { return m_server->accepted() == 21; }));
}

TEST_F(ServerLoadTest, NobodyListeningIsRefused) {
    startServer({.backlog = 5, .reactors = 1});
    m_server->stop();
    m_server->closeListeners();
    startLoad({.clients = 8});
    EXPECT_TRUE(eventually([&] { return m_allDone.load(); }));
    EXPECT_EQ(outcomes().refused, 8U);
}

TEST_F(ServerLoadTest, ClosingAListenerDiscardsAndResetsWhatItHolds) {
    startServer({.backlog = 100, .reactors = 1, .accept = {{0ns, kNone}}});
    startLoad({.clients = 12});
    EXPECT_TRUE(eventually([&] { return depth() == 12; }));
    m_server->stop();
    m_server->closeListeners();
    EXPECT_EQ(m_server->discarded(), 12U);
    EXPECT_TRUE(eventually([&] { return outcomes().reset == 12; }));
}

TEST_F(ServerLoadTest, LeastLoadedEvensOut) {
    startServer({.backlog = 100, .reactors = 2, .balance = server::Balance::LeastLoaded});
    std::vector<UniqueFd> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(connectOne());
        EXPECT_TRUE(eventually([&] {
            const auto counts = m_server->perReactor();
            return counts[0] + counts[1] == clients.size();
        }));
    }
    EXPECT_EQ(m_server->perReactor(), (std::vector<std::uint64_t>{2, 2}));
}

TEST_F(ServerLoadTest, WithoutDescriptorsConnectionsAreShedAndTheServerLives) {
    startServer({.backlog = 100, .reactors = 1, .accept = {{0ns, kNone}}});
    startLoad({.clients = 30});
    EXPECT_TRUE(eventually([&] { return depth() == 30; }));
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit none{0, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0); // no new descriptor at all; the spare one is freed in vain
    m_server->setAcceptPolicy(kAll);
    EXPECT_TRUE(eventually([&] { return depth() == 30; })) << "nothing can be accepted";
    const UniqueFd probe(::dup(0));
    EXPECT_FALSE(probe.isOpen());
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_TRUE(eventually([&] { return m_server->accepted() == 30; })) << "the server tries again by itself";
}

TEST_F(ServerLoadTest, TheSpareDescriptorSheds) {
    startServer({.backlog = 100, .reactors = 1, .accept = {{0ns, kNone}}});
    startLoad({.clients = 10});
    EXPECT_TRUE(eventually([&] { return depth() == 10; }));
    // Fill every number below a limit that the spare one lies under.
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    std::vector<UniqueFd> fillers;
    const UniqueFd highest(::dup(0));
    const rlimit tight{static_cast<rlim_t>(highest.get()) + 1, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
    for (int fd = ::dup(0); fd >= 0; fd = ::dup(0)) {
        fillers.emplace_back(fd);
    }
    m_server->setAcceptPolicy(kAll);
    EXPECT_TRUE(eventually([&] { return m_server->listenerCounts(0).shed == 10; }));
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_EQ(m_server->accepted(), 10U);
    EXPECT_EQ(depth(), 0U);
    EXPECT_EQ(m_server->perReactor()[0], 0U);
}

TEST_F(ServerLoadTest, NeverStartedServersAndClientsAreDestroyedQuietly) {
    const ServerPlan plan{.backlog = 5, .reactors = 2};
    auto created = Server::create(plan, net().takeTcpSockets(IpFamily::V4, 1, 0).value().sockets, m_witness);
    ASSERT_TRUE(created);
    m_server = std::move(*created);
    auto load = LoadClients::create({.clients = 5}, route(), net(), {});
    ASSERT_TRUE(load);
    (*load)->prepare();
}

TEST_F(ServerLoadTest, StopInAnyStateAndMoreThanOnce) {
    const ServerPlan plan{.backlog = 5, .reactors = 2};
    auto created = Server::create(plan, net().takeTcpSockets(IpFamily::V4, 1, 0).value().sockets, m_witness);
    ASSERT_TRUE(created);
    m_server = std::move(*created);
    m_server->stop(); // before start
    EXPECT_TRUE(m_server->start(Clock::now()));
    m_server->stop();
    m_server->stop();

    startServer({.backlog = 100, .reactors = 2});
    startLoad({.clients = 5000, .arrival = load::Arrival::ClosedLoop, .concurrency = 8, .close = load::CloseMode::Fin});
    EXPECT_TRUE(eventually([&] { return m_server->accepted() > 10; }));
    std::thread other([&] { m_server->stop(); }); // in full swing, from another thread
    other.join();
    m_load->stop();
    m_load->stop();
}

TEST_F(ServerLoadTest, HaltedAcceptorsIgnoreLaterSteps) {
    startServer({.backlog = 100, .reactors = 1, .accept = {{0ns, kNone}, {50ms, kAll}}});
    startLoad({.clients = 10});
    EXPECT_TRUE(eventually([&] { return depth() == 10; }));
    const TimePoint start = Clock::now();
    ASSERT_TRUE(m_server->haltAccepting(kDeadline));
    EXPECT_TRUE(eventually([&] { return Clock::now() > start + 80ms; }));
    EXPECT_EQ(depth(), 10U);
}

} // namespace
} // namespace ls
