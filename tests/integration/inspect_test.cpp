// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/text_file.h"
#include "engine/inspect/census.h"
#include "engine/inspect/inspector.h"
#include "engine/inspect/process_index.h"
#include "tests/support/eventually.h"
#include "tests/support/listening.h"
#include "tests/support/process.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <sstream>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <sys/stat.h>
#include <sys/wait.h>

// The inspector against real sockets of this machine, with ss(8) and /proc as witnesses. Load goes to 127.0.0.0/8 and
// ::1.

namespace ls::inspect {
namespace {

using test::connectMany;
using test::eventually;
using test::inodeOf;
using test::listenAt;
using test::Place;

/// Starts an inspector and keeps what it tells.
class Watching final {
public:
    explicit Watching(InspectSettings settings = {}) {
        auto started = Inspector::start(std::move(settings), [this](Look look) {
            m_told.with([&](Told& told) {
                told.snapshot = look.snapshot;
                told.samples.insert(told.samples.end(), look.samples.begin(), look.samples.end());
                told.closed.insert(told.closed.end(), look.closed.begin(), look.closed.end());
                told.alerts.insert(told.alerts.end(), look.alerts.begin(), look.alerts.end());
            });
        });
        if (!started) {
            throw std::runtime_error(started.error().text);
        }
        inspector = *std::move(started);
    }

    [[nodiscard]] SnapshotRef newest() const {
        return m_told.with([](const Told& told) { return told.snapshot; });
    }
    [[nodiscard]] std::vector<ClosedConnection> closed() const {
        return m_told.with([](const Told& told) { return told.closed; });
    }
    [[nodiscard]] std::vector<Alert> alerts() const {
        return m_told.with([](const Told& told) { return told.alerts; });
    }
    [[nodiscard]] std::vector<Sample> samples() const {
        return m_told.with([](const Told& told) { return told.samples; });
    }
    [[nodiscard]] std::optional<Listener> listener(std::uint64_t inode) const {
        const SnapshotRef snapshot = newest();
        if (snapshot) {
            for (const Listener& listener : snapshot->listeners) {
                if (listener.id.inode == inode) {
                    return listener;
                }
            }
        }
        return std::nullopt;
    }
    /// The listener as soon as `condition` holds for it.
    template <typename F>
    [[nodiscard]] Listener await(std::uint64_t inode, F condition) const {
        std::optional<Listener> found;
        const bool held = eventually([&] {
            found = listener(inode);
            return found && condition(*found);
        });
        EXPECT_TRUE(held) << "listener " << inode;
        return found.value_or(Listener{});
    }

private:
    struct Told {
        SnapshotRef snapshot;
        std::vector<Sample> samples;
        std::vector<ClosedConnection> closed;
        std::vector<Alert> alerts;
    };
    Guarded<Told> m_told;

public:
    std::unique_ptr<Inspector> inspector; ///< last: it tells until it ends
};

struct Witness {
    std::uint32_t depth = 0;
    std::uint32_t limit = 0;
    std::string local;
    std::uint64_t drops = 0;
};

/// What a tool found on PATH prints.
std::string outputOf(const std::string& command) {
    const test::Outcome outcome = test::Process({"/bin/sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; " + command}).wait();
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return outcome.out;
}

/// TCP listeners as ss shows them, by inode.
std::map<std::uint64_t, Witness> askSs() {
    std::map<std::uint64_t, Witness> rows;
    std::istringstream lines(outputOf("ss -lntmeHO"));
    std::string line;
    while (std::getline(lines, line)) {
        std::istringstream columns(line);
        std::string state, word;
        Witness witness;
        columns >> state >> witness.depth >> witness.limit >> witness.local;
        std::uint64_t inode = 0;
        while (columns >> word) {
            if (word.starts_with("ino:")) {
                inode = std::stoull(word.substr(4));
            } else if (const auto at = word.find(",d"); word.starts_with("skmem:(") && at != std::string::npos) {
                witness.drops = std::stoull(word.substr(at + 2));
            }
        }
        rows[inode] = witness;
    }
    return rows;
}

void expectEqual(const Listener& listener, const Witness& witness) {
    const std::string address = listener.family == SocketFamily::Tcp6 && listener.interface == 0
                                    ? "[" + listener.address + "]"
                                    : listener.address;
    EXPECT_EQ(listener.depth, witness.depth) << witness.local;
    EXPECT_EQ(listener.limit, witness.limit) << witness.local;
    EXPECT_EQ(listener.drops, witness.drops) << witness.local;
    EXPECT_EQ(listener.local.port, std::stoul(witness.local.substr(witness.local.rfind(':') + 1)));
    if (!listener.local.address.isAny() && listener.interface == 0) {
        EXPECT_EQ(address, witness.local.substr(0, witness.local.rfind(':')));
    }
}

TEST(Inspect, EveryTcpListenerIsAsSsShowsIt) {
    std::vector<UniqueFd> listeners;
    std::vector<UniqueFd> clients;
    for (int backlog = 0; backlog < 100; ++backlog) {
        listeners.push_back(listenAt(Place::v4("127.0.0.7"), backlog));
        listeners.push_back(listenAt(Place::v6("::1"), backlog));
        listeners.push_back(listenAt(Place::v6("::"), backlog));
    }
    for (const std::size_t index : {std::size_t{9}, std::size_t{10}, std::size_t{12}}) {
        // Twelve for queues of 4 and 5: some are dropped.
        const std::uint16_t port = Place::of(listeners[index].get()).port();
        auto more = connectMany(index == 9    ? Place::v4("127.0.0.7", port)
                                : index == 10 ? Place::v6("::1", port)
                                              : Place::v4("127.0.0.7", port),
                                12);
        std::move(more.begin(), more.end(), std::back_inserter(clients));
    }
    const Watching watching;
    for (const UniqueFd& listener : listeners) {
        (void)watching.await(inodeOf(listener), [](const Listener&) { return true; });
    }
    // A retransmitted SYN may move a count between the two looks: try again until nothing moved around them.
    const bool compared = eventually([&] {
        const auto before = askSs();
        const SnapshotRef first = watching.newest();
        (void)eventually([&] { return watching.newest()->number >= first->number + 2; });
        const SnapshotRef snapshot = watching.newest();
        const auto after = askSs();
        for (const UniqueFd& fd : listeners) {
            const auto a = before.find(inodeOf(fd));
            const auto b = after.find(inodeOf(fd));
            if (a == before.end() || b == after.end() || a->second.drops != b->second.drops) {
                return false;
            }
        }
        for (const UniqueFd& fd : listeners) {
            expectEqual(*watching.listener(inodeOf(fd)), after.at(inodeOf(fd)));
        }
        return true;
    });
    EXPECT_TRUE(compared);
    EXPECT_EQ(watching.listener(inodeOf(listeners[9]))->depth, 4U); // limit 3 holds 4
}

TEST(Inspect, UnixListenersAreAsSsShowsThem) {
    const std::string name = "@listenscope-test-" + std::to_string(::getpid());
    const UniqueFd abstract = listenAt(Place::unixName(name), 7);
    const auto clients = connectMany(Place::unixName(name), 3);
    const Watching watching;
    const Listener listener = watching.await(
        inodeOf(abstract), [](const Listener& l) { return l.owner->knowledge == OwnerKnowledge::Known; });
    EXPECT_EQ(listener.address, name);
    EXPECT_EQ(listener.family, SocketFamily::Unix);
    EXPECT_EQ(listener.depth, 3U);
    EXPECT_EQ(listener.limit, 7U);
    EXPECT_EQ(listener.drops, std::nullopt);
    std::istringstream lines(outputOf("ss -xlH"));
    std::string line, type, state, local, inode;
    bool found = false;
    while (std::getline(lines, line)) {
        std::uint32_t depth = 0, limit = 0;
        std::istringstream(line) >> type >> state >> depth >> limit >> local >> inode;
        if (local == name) {
            found = true;
            EXPECT_EQ(depth, listener.depth);
            EXPECT_EQ(limit, listener.limit);
            EXPECT_EQ(inode, std::to_string(listener.id.inode));
        }
    }
    EXPECT_TRUE(found);
}

TEST(Inspect, OwnerIsThisProcess) {
    const UniqueFd listening = listenAt(Place::v4("127.0.0.1"), 5);
    const Watching watching;
    const Listener listener = watching.await(
        inodeOf(listening), [](const Listener& l) { return l.owner->knowledge != OwnerKnowledge::Pending; });
    ASSERT_EQ(listener.owner->knowledge, OwnerKnowledge::Known);
    ASSERT_EQ(listener.owner->processes.size(), 1U);
    EXPECT_EQ(listener.owner->processes[0].pid, ::getpid());
    EXPECT_EQ(listener.owner->processes[0].name, "inspect_tests");
    EXPECT_EQ(listener.owner->uid, ::geteuid());
}

TEST(Inspect, MembersOfAReuseportGroupHaveARowEach) {
    const std::vector<std::pair<int, int>> reuse{{SOL_SOCKET, SO_REUSEPORT}};
    std::vector<UniqueFd> members;
    members.push_back(listenAt(Place::v4("127.0.0.1"), 3, reuse));
    const Place place = Place::of(members[0].get());
    members.push_back(listenAt(place, 4, reuse));
    members.push_back(listenAt(place, 5, reuse));
    const auto clients = connectMany(place, 6);
    const Watching watching;
    std::uint32_t depth = 0;
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Listener member = watching.await(inodeOf(members[i]), [](const Listener&) { return true; });
        EXPECT_EQ(member.limit, 3U + i);
        EXPECT_EQ(member.groupSize, 3U);
        EXPECT_NE(member.group, 0U);
        EXPECT_TRUE(i == 0 || member.group == group);
        group = member.group;
        depth += member.depth;
    }
    EXPECT_EQ(depth, 6U);
}

TEST(Inspect, ConnectionsBelongToTheListenerTheyCameInBy) {
    // Both on one port: the kernel allows that only with SO_REUSEPORT.
    const std::vector<std::pair<int, int>> reuse{{SOL_SOCKET, SO_REUSEPORT}};
    const UniqueFd exact = listenAt(Place::v4("127.0.0.9"), 50, reuse);
    const std::uint16_t port = Place::of(exact.get()).port();
    const UniqueFd dual = listenAt(Place::v6("::", port), 50, reuse);
    const auto toExact = connectMany(Place::v4("127.0.0.9", port), 4);
    const auto mapped = connectMany(Place::v4("127.0.0.10", port), 3); // by ::ffff:127.0.0.10
    const auto native = connectMany(Place::v6("::1", port), 2);
    const Watching watching;
    const auto established = [](const Listener& l) {
        return l.connections[static_cast<std::size_t>(kernel::TcpState::Established)];
    };
    EXPECT_EQ(established(watching.await(inodeOf(exact), [&](const Listener& l) { return established(l) > 0; })), 4U);
    const Listener both = watching.await(inodeOf(dual), [&](const Listener& l) { return established(l) > 0; });
    EXPECT_EQ(established(both), 5U);
    EXPECT_EQ(both.depth, 5U);
    EXPECT_FALSE(both.isV6Only);
}

TEST(Inspect, ClosingAndListeningAgainIsAnotherListenerWithoutDrops) {
    UniqueFd listening = listenAt(Place::v4("127.0.0.1"), 0);
    const Place place = Place::of(listening.get());
    const std::uint64_t first = inodeOf(listening);
    auto clients = connectMany(place, 10);
    const Watching watching;
    const Listener old = watching.await(first, [](const Listener& l) { return l.drops > 0U; });
    EXPECT_GE(*old.drops, 9U);
    clients.clear();
    listening.reset();
    listening = listenAt(place, 5, {{SOL_SOCKET, SO_REUSEADDR}});
    const Listener fresh = watching.await(inodeOf(listening), [](const Listener&) { return true; });
    EXPECT_EQ(fresh.dropsSeen, 0U);
    EXPECT_EQ(fresh.drops, 0U);
    const Listener closed = watching.await(first, [](const Listener& l) { return l.closed.has_value(); });
    EXPECT_EQ(closed.dropsPerSecond, 0);
    EXPECT_TRUE(eventually([&] { return !watching.listener(first); })) << "closed rows go after a while";
}

TEST(Inspect, DropsAreCountedAndSaidInWords) {
    const UniqueFd listening = listenAt(Place::v4("127.0.0.1"), 1);
    const Watching watching;
    const std::uint64_t inode = inodeOf(listening);
    (void)watching.await(inode, [](const Listener& l) { return l.owner->knowledge == OwnerKnowledge::Known; });
    const auto clients = connectMany(Place::of(listening.get()), 8);
    const Listener full = watching.await(inode, [](const Listener& l) { return l.dropsSeen >= 6; });
    EXPECT_EQ(full.depth, 2U);
    EXPECT_EQ(full.capacity, 2U);
    EXPECT_EQ(full.fill(), 2.0);
    EXPECT_FALSE(full.burstBetweenSamples) << "the queue stands at its limit for all to see";
    ASSERT_TRUE(eventually([&] {
        const auto alerts = watching.alerts();
        return std::any_of(alerts.begin(), alerts.end(), [&](const Alert& alert) {
            return alert.listener.inode == inode && alert.kind == AlertKind::Drops &&
                   alert.cause == AlertCause::AcceptQueueFull &&
                   alert.text.find("accept queue full, limit 1") != std::string::npos &&
                   alert.text.find("inspect_tests 127.0.0.1:") == 0;
        });
    }));
}

TEST(Inspect, TheKernelSettingsOfTheQueuesAreRead) {
    const Watching watching;
    ASSERT_TRUE(eventually([&] { return watching.newest() && watching.newest()->counters->somaxconn; }));
    const HostCounters& counters = *watching.newest()->counters;
    for (const auto& [value, path] : {std::pair(counters.somaxconn, "core/somaxconn"),
                                      std::pair(counters.maxSynBacklog, "ipv4/tcp_max_syn_backlog"),
                                      std::pair(counters.syncookies, "ipv4/tcp_syncookies"),
                                      std::pair(counters.abortOnOverflow, "ipv4/tcp_abort_on_overflow")}) {
        const auto text = readTextFile(std::string("/proc/sys/net/") + path);
        ASSERT_TRUE(text) << text.error().text;
        EXPECT_EQ(value, std::optional<std::int64_t>(std::stoll(*text))) << path;
    }
}

TEST(Inspect, TheSelectedListenerIsSampledFastAndItsConnectionsListed) {
    const UniqueFd listening = listenAt(Place::v4("127.0.0.1"), 10);
    const Place place = Place::of(listening.get());
    InspectSettings settings;
    Watching watching;
    settings.selected = watching.await(inodeOf(listening), [](const Listener&) { return true; }).id;
    settings.watchRateHz = 2000;
    settings.allSockets = true;
    ASSERT_TRUE(watching.inspector->change(settings));
    const auto clients = connectMany(place, 4);
    ASSERT_TRUE(eventually([&] {
        const auto samples = watching.samples();
        return std::any_of(samples.begin(), samples.end(),
                           [](const Sample& sample) { return sample.depth == 4 && sample.limit == 10; });
    }));
    ASSERT_TRUE(eventually([&] {
        const SnapshotRef snapshot = watching.newest();
        return snapshot->selection && snapshot->selection->connectionCount == 4 && snapshot->sockets;
    }));
    const SnapshotRef snapshot = watching.newest();
    EXPECT_GT(snapshot->selection->rateHz, 0);
    for (const Connection& connection : snapshot->selection->connections) {
        EXPECT_EQ(connection.socket.state, kernel::TcpState::Established);
        ASSERT_TRUE(connection.figures);
        EXPECT_GT(connection.figures->rtt.count(), 0);
    }
    const auto& rows = snapshot->sockets->rows;
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const SocketRow& row) {
        return row.id.inode == inodeOf(listening) && row.sendQueue == 10;
    }));
    EXPECT_TRUE(
        std::any_of(rows.begin(), rows.end(), [](const SocketRow& row) { return row.family == SocketFamily::Unix; }));
}

/// What the sampler had of one burst.
struct Burst {
    std::uint32_t peak = 0;
    Nanoseconds longestGap{};
};

/// The samples from the last one before `from` to the first one after `to`; nullopt: that one has not come yet.
std::optional<Burst> burstOf(const std::vector<Sample>& samples, Nanoseconds from, Nanoseconds to) {
    Burst burst;
    std::optional<Nanoseconds> before;
    for (const Sample& sample : samples) {
        burst.longestGap =
            before && sample.time > from ? std::max(burst.longestGap, sample.time - *before) : Nanoseconds{};
        before = sample.time;
        burst.peak = sample.time > from ? std::max(burst.peak, sample.depth) : 0;
        if (sample.time > to) {
            return burst;
        }
    }
    return std::nullopt;
}

TEST(Inspect, AShortBurstIsShownAtItsPeakOrMarkedAsMissed) {
    constexpr std::uint32_t kPeak = 10; // a limit of 9 holds one more
    const UniqueFd listening = listenAt(Place::v4("127.0.0.1"), kPeak - 1);
    const Place place = Place::of(listening.get());
    Watching watching;
    InspectSettings settings;
    settings.selected = watching.await(inodeOf(listening), [](const Listener&) { return true; }).id;
    settings.watchRateHz = 10'000;
    ASSERT_TRUE(watching.inspector->change(settings));
    ASSERT_TRUE(eventually([&] { return !watching.samples().empty(); }));
    const TimePoint began = watching.newest()->began;
    const auto marks = [&] {
        const SnapshotRef snapshot = watching.newest();
        return snapshot->selection ? snapshot->selection->burstsBetweenSamples : 0;
    };
    int shown = 0, marked = 0;
    for (int i = 0; i < 20; ++i) {
        const std::uint64_t marksBefore = marks();
        const TimePoint from = Clock::now();
        auto clients = connectMany(place, kPeak + 6);
        for (const TimePoint full = Clock::now(); Clock::now() < full + std::chrono::milliseconds(2);) {
            // How long the queue stands at its peak, not a wait for anything.
        }
        for (std::uint32_t waiting = 0; waiting < kPeak; ++waiting) {
            ASSERT_TRUE(UniqueFd(::accept4(listening.get(), nullptr, nullptr, SOCK_CLOEXEC)).isOpen());
        }
        const TimePoint to = Clock::now();
        clients.clear(); // the six that got no place must not come again
        std::optional<Burst> burst;
        ASSERT_TRUE(eventually([&] {
            burst = burstOf(watching.samples(), from - began, to - began);
            return burst.has_value();
        }));
        if (burst->peak + 1 >= kPeak) {
            EXPECT_LE(burst->peak, kPeak);
            ++shown;
            continue;
        }
        EXPECT_GT(burst->longestGap, std::chrono::milliseconds(1)) << "the queue stood at " << kPeak << " for 2 ms";
        EXPECT_TRUE(eventually([&] { return marks() > marksBefore; })) << "deepest seen: " << burst->peak;
        ++marked;
    }
    std::printf("bursts of 2 ms shown at their peak: %d, with a gap and a mark instead: %d, at %.0f samples a second\n",
                shown, marked, watching.newest()->selection ? watching.newest()->selection->rateHz : 0);
    EXPECT_EQ(shown + marked, 20);
}

TEST(Inspect, EndedConnectionsAreTold) {
    const UniqueFd listening = listenAt(Place::v4("127.0.0.1"), 10);
    const Place place = Place::of(listening.get());
    const Watching watching;
    ASSERT_TRUE(eventually([&] { return watching.newest() && watching.newest()->states->time != TimePoint{}; }));
    auto client = test::connectTo(place);
    const std::uint16_t port = Place::of(client.get()).port();
    UniqueFd accepted(::accept4(listening.get(), nullptr, nullptr, SOCK_CLOEXEC));
    const std::string payload(1000, 'x');
    ASSERT_EQ(::send(client.get(), payload.data(), payload.size(), 0), 1000);
    std::array<char, 1000> received{};
    ASSERT_EQ(::recv(accepted.get(), received.data(), received.size(), MSG_WAITALL), 1000);
    accepted.reset();
    client.reset();
    ASSERT_TRUE(eventually([&] {
        const auto closed = watching.closed();
        return std::any_of(closed.begin(), closed.end(), [&](const ClosedConnection& connection) {
            return connection.remote.port == port && connection.figures &&
                   connection.figures->bytesReceived == 1001; // the FIN counts as one
        });
    })) << "the server's end, with what it received";
}

TEST(Inspect, AConnectionClosedWithAResetIsToldWithoutThePeersPort) {
    const UniqueFd listening = listenAt(Place::v4("127.0.0.1"), 10);
    const Watching watching;
    ASSERT_TRUE(eventually([&] { return watching.newest() && watching.newest()->states->time != TimePoint{}; }));
    auto client = test::connectTo(Place::of(listening.get()));
    const std::uint16_t port = Place::of(client.get()).port();
    UniqueFd accepted(::accept4(listening.get(), nullptr, nullptr, SOCK_CLOEXEC));
    const linger reset{1, 0};
    ASSERT_EQ(::setsockopt(client.get(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset), 0);
    client.reset();
    accepted.reset();
    std::optional<ClosedConnection> clientsEnd, serversEnd;
    EXPECT_TRUE(eventually([&] {
        for (const ClosedConnection& each : watching.closed()) {
            clientsEnd = each.local.port == port ? std::optional(each) : clientsEnd;
            serversEnd = each.remote.port == port ? std::optional(each) : serversEnd;
        }
        return clientsEnd && serversEnd;
    }));
    ASSERT_TRUE(clientsEnd && serversEnd);
    EXPECT_EQ(clientsEnd->remote.address.text(), "127.0.0.1");
    EXPECT_EQ(clientsEnd->remote.port, 0) << "cleared by the kernel before it was told";
    EXPECT_FALSE(clientsEnd->figures) << "as its figures were: they are not zero, they are gone";
    EXPECT_TRUE(serversEnd->figures);
}

TEST(Inspect, AClosedListenerIsNoClosedConnection) {
    auto listening = listenAt(Place::v4("127.0.0.1"), 10);
    const std::uint16_t port = Place::of(listening.get()).port();
    const Watching watching;
    ASSERT_TRUE(eventually([&] { return watching.newest() && watching.newest()->states->time != TimePoint{}; }));
    listening.reset();
    // What is told comes in order: when this one is here, the listener would be.
    const UniqueFd other = listenAt(Place::v4("127.0.0.1"), 10);
    auto client = test::connectTo(Place::of(other.get()));
    const std::uint16_t mark = Place::of(client.get()).port();
    UniqueFd accepted(::accept4(other.get(), nullptr, nullptr, SOCK_CLOEXEC));
    client.reset();
    accepted.reset();
    const auto isAbout = [](std::uint16_t which) {
        return [which](const ClosedConnection& each) { return each.local.port == which || each.remote.port == which; };
    };
    ASSERT_TRUE(eventually([&] {
        const auto closed = watching.closed();
        return std::any_of(closed.begin(), closed.end(), isAbout(mark));
    }));
    const auto closed = watching.closed();
    EXPECT_TRUE(std::none_of(closed.begin(), closed.end(), isAbout(port)));
}

/// Answers as a kernel without inet_diag and unix_diag: tried on Debian's 6.1 without those modules.
class WithoutModules final : public kernel::NetlinkTransport {
public:
    Result<> send(std::span<const std::byte> datagram) override {
        std::memcpy(&m_asked, datagram.data(), sizeof m_asked);
        return {};
    }
    Result<std::size_t> receive(std::span<std::byte> buffer) override {
        struct {
            nlmsghdr header;
            nlmsgerr error;
        } answer{};
        answer.header.nlmsg_len = sizeof answer;
        answer.header.nlmsg_type = NLMSG_ERROR;
        answer.header.nlmsg_seq = m_asked.nlmsg_seq;
        answer.error.error = m_asked.nlmsg_type == TCPDIAG_GETSOCK ? -EOPNOTSUPP : -ENOENT;
        std::memcpy(buffer.data(), &answer, sizeof answer);
        return sizeof answer;
    }

private:
    nlmsghdr m_asked{};
};

TEST(Census, WithoutTheModulesProcNetIsCountedAndListed) {
    const UniqueFd listener = listenAt(Place::v4("127.0.0.1"), 5);
    const auto clients = connectMany(Place::of(listener.get()), 3);
    const UniqueFd udp(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    const sockaddr_in any{AF_INET, 0, {htonl(INADDR_LOOPBACK)}, {}};
    ASSERT_EQ(::bind(udp.get(), reinterpret_cast<const sockaddr*>(&any), sizeof any), 0);
    const auto handles = openNamespace("");
    ASSERT_TRUE(handles) << handles.error().text;
    OwnerDesk owners;
    ConnectionAges ages;
    Census census(kernel::SockDiag(std::make_unique<WithoutModules>()), *handles, owners, ages);
    CensusWish wish;
    wish.allSockets = true;
    Listener place;
    place.local = {IpAddress::v4(INADDR_LOOPBACK), Place::of(listener.get()).port()};
    place.family = SocketFamily::Tcp;
    wish.listeners = {place};
    wish.selected = placeOf(place);

    const auto counted = census.take(wish, Clock::now());
    ASSERT_TRUE(counted) << counted.error().text;
    EXPECT_GE(counted->tcp[static_cast<std::size_t>(kernel::TcpState::Listen)], 1U);
    EXPECT_EQ(counted->connectionCount, 3U);
    ASSERT_TRUE(counted->sockets);
    const auto isListed = [&](std::uint64_t inode) {
        return std::any_of(counted->sockets->rows.begin(), counted->sockets->rows.end(),
                           [&](const SocketRow& row) { return row.id.inode == inode; });
    };
    EXPECT_TRUE(isListed(inodeOf(listener)));
    EXPECT_TRUE(isListed(inodeOf(udp)));
}

/// A namespace of its own, held by a process that waits; its loopback is down and nobody listens there.
class OtherNamespace final {
public:
    OtherNamespace()
        : m_holder({"/usr/bin/unshare", "--net", "/bin/sleep", "60"}) {
        // unshare enters the namespace before it becomes sleep: the name tells that both have happened.
        isMade = eventually([&] {
            const auto name = readTextFile("/proc/" + std::to_string(m_holder.pid()) + "/comm");
            return name && *name == "sleep\n";
        });
    }
    ~OtherNamespace() { m_holder.signal(SIGKILL); }

    [[nodiscard]] std::string path() const { return "/proc/" + std::to_string(m_holder.pid()) + "/ns/net"; }
    [[nodiscard]] std::uint64_t inode() const {
        struct stat status {};
        return ::stat(path().c_str(), &status) == 0 ? status.st_ino : 0;
    }

    bool isMade = false;

private:
    test::Process m_holder;
};

/// What `tell` says in a process without privilege.
template <typename F>
std::string asNobody(F tell) {
    std::array<int, 2> channel{};
    test::require(::pipe(channel.data()) == 0, "pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        const bool isOther = ::setresgid(65534, 65534, 65534) == 0 && ::setresuid(65534, 65534, 65534) == 0;
        const std::string text = isOther ? tell() : std::string("still the same user");
        ::_exit(::write(channel[1], text.data(), text.size()) >= 0 ? 0 : 1);
    }
    ::close(channel[1]);
    std::string told;
    std::array<char, 512> part{};
    for (ssize_t got = 0; (got = ::read(channel[0], part.data(), part.size())) > 0;) {
        told.append(part.data(), static_cast<std::size_t>(got));
    }
    ::close(channel[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    return told;
}

TEST(NetNamespaces, OneOfAProcessIsListedEnteredAndLookedAt) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root can make a network namespace outside of a user namespace";
    }
    const OtherNamespace other;
    ASSERT_TRUE(other.isMade);
    const auto list = listNamespaces();
    ASSERT_FALSE(list.empty());
    EXPECT_TRUE(list.front().isOwn);
    EXPECT_TRUE(list.front().path.empty());
    EXPECT_TRUE(list.front().canEnter);
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const NetNamespaceInfo& info) { return info.inode == other.inode(); });
    ASSERT_NE(found, list.end());
    EXPECT_FALSE(found->isOwn);
    EXPECT_TRUE(found->canEnter) << found->why;
    ASSERT_EQ(found->processCount, 1U);
    EXPECT_EQ(found->processes.front().name, "sleep");

    const auto handles = openNamespace(found->path);
    ASSERT_TRUE(handles) << handles.error().text;
    EXPECT_EQ(handles->inode, other.inode());
    const UniqueFd mine = listenAt(Place::v4("127.0.0.1"), 5); // is not there
    InspectSettings settings;
    settings.netNamespace = found->path;
    const Watching watching(settings);
    ASSERT_TRUE(eventually([&] { return watching.newest() && watching.newest()->states->time != TimePoint{}; }));
    EXPECT_EQ(watching.newest()->net.inode, other.inode());
    EXPECT_TRUE(watching.newest()->listeners.empty());
}

TEST(NetNamespaces, AnOrdinaryUserIsRefusedWithTheReason) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root can make a network namespace outside of a user namespace, and become another user";
    }
    const OtherNamespace other;
    ASSERT_TRUE(other.isMade);
    const std::string refused = asNobody([&] {
        const auto handles = openNamespace(other.path());
        return handles ? std::string("entered") : handles.error().text + "|" + handles.error().advice;
    });
    EXPECT_NE(refused.find(other.path()), std::string::npos) << refused;
    EXPECT_NE(refused.find("ermi"), std::string::npos) << refused; // EACCES or EPERM in words
    const std::uint64_t its = other.inode();
    EXPECT_EQ(asNobody([its] {
                  const auto list = listNamespaces();
                  const bool isOwnFirst = !list.empty() && list.front().isOwn && list.front().canEnter;
                  const bool isHidden = std::none_of(list.begin(), list.end(),
                                                     [its](const NetNamespaceInfo& info) { return info.inode == its; });
                  return isOwnFirst && isHidden ? "own" : "others";
              }),
              "own")
        << "the process of another user hides its namespace";
}

TEST(Inspect, ALinkLocalListenerNamesItsInterface) {
    // Needs an interface with a link-local address; lo has none.
    std::istringstream words(outputOf("ip -6 -o addr show scope link"));
    std::string number, interface, family, address;
    if (!(words >> number >> interface >> family >> address)) {
        GTEST_SKIP() << "no link-local address here";
    }
    const UniqueFd listening =
        listenAt(Place::v6(address.substr(0, address.find('/')), 0, ::if_nametoindex(interface.c_str())), 5);
    const Watching watching;
    const Listener listener = watching.await(inodeOf(listening), [](const Listener&) { return true; });
    EXPECT_EQ(listener.address, address.substr(0, address.find('/')) + "%" + interface);
}

TEST(ProcessIndex, AgreesWithProcForEveryProcessThatMayBeRead) {
    const UniqueFd listening = listenAt(Place::v4("127.0.0.1"), 5);
    ProcessIndex index;
    const std::uint64_t inode = inodeOf(listening);
    index.look(std::span(&inode, 1));
    ASSERT_EQ(index.holders(inode).size(), 1U);
    EXPECT_EQ(index.holders(inode)[0], ::getpid());
}

TEST(ProcessIndex, ANewSocketIsFoundWithoutReadingEveryProcess) {
    ProcessIndex index;
    const std::uint64_t none = 1;
    index.look(std::span(&none, 1));
    const std::uint64_t before = index.processesRead();
    const UniqueFd first = listenAt(Place::v4("127.0.0.1"), 5);
    const std::uint64_t inode = inodeOf(first);
    index.look(std::span(&inode, 1));
    EXPECT_EQ(index.holders(inode).size(), 1U);
    // Kernel threads and processes without sockets were not read again; with Linux 6.2 the count of open files tells.
    EXPECT_LT(index.processesRead() - before, before);
    const std::uint64_t again = index.processesRead();
    index.look(std::span(&inode, 1));
    EXPECT_EQ(index.processesRead() - again, 0U);
}

TEST(ProcessIndex, AProcessOfAnotherUserIsHiddenFromAnOrdinaryOne) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root can become another user";
    }
    const UniqueFd listening = listenAt(Place::v4("127.0.0.1"), 5);
    const std::uint64_t inode = inodeOf(listening);
    std::array<int, 2> channel{};
    ASSERT_EQ(::pipe(channel.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        // This process still has the listener open: close it here, so that only root's process holds it.
        ::close(listening.get());
        const bool isOther = ::setresgid(65534, 65534, 65534) == 0 && ::setresuid(65534, 65534, 65534) == 0;
        OwnerBook book;
        OwnerTable table;
        const OwnerQuestion question{inode, 0, std::nullopt};
        book.answer(std::span(&question, 1), table);
        const OwnerRef owner = table[inode];
        const std::string text = std::to_string(static_cast<int>(owner->knowledge)) + "|" + owner->why;
        ::_exit(isOther && ::write(channel[1], text.data(), text.size()) > 0 ? 0 : 1);
    }
    ::close(channel[1]);
    std::array<char, 512> text{};
    const ssize_t got = ::read(channel[0], text.data(), text.size());
    ::close(channel[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_EQ(status, 0);
    const std::string told(text.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    EXPECT_EQ(told.substr(0, 2), std::to_string(static_cast<int>(OwnerKnowledge::OtherUser)) + "|");
    EXPECT_NE(told.find("made by user root"), std::string::npos) << told;
}

} // namespace
} // namespace ls::inspect
