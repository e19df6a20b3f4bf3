// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/census.h"
#include "engine/inspect/net_namespaces.h"
#include "engine/inspect/owner_book.h"
#include "tests/bench/bench.h"
#include "tests/bench/connections.h"
#include "tests/bench/measure.h"
#include "tests/support/listening.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

namespace ls::bench {

namespace {

constexpr unsigned kPairs = 7;
constexpr unsigned kSlowPairs = 3; // ss -p takes its time
constexpr unsigned kWorkers = 3;

/// Both ends of `count` connections over 127.0.0.1, in this process.
std::vector<UniqueFd> holdBothEnds(std::size_t count) {
    std::vector<UniqueFd> sockets;
    sockets.push_back(test::listenAt(test::Place::v4("127.0.0.1"), 4096));
    const test::Place place = test::Place::of(sockets[0].get());
    for (std::size_t i = 0; i < count; ++i) {
        sockets.push_back(test::connectTo(place));
        sockets.emplace_back(::accept4(sockets[0].get(), nullptr, nullptr, SOCK_CLOEXEC));
        test::require(sockets.back().isOpen(), "accept4");
    }
    return sockets;
}

/// Further processes that hold every file this one has open when they are made. They end with this object.
class Workers final {
public:
    explicit Workers(unsigned count) {
        test::require(::pipe2(m_life.data(), O_CLOEXEC) == 0, "pipe2");
        for (unsigned i = 0; i < count; ++i) {
            const pid_t child = ::fork();
            test::require(child >= 0, "fork");
            if (child == 0) {
                liveUntilTheParentLetsGo();
            }
            m_children.push_back(child);
        }
    }
    ~Workers() {
        ::close(m_life[0]);
        ::close(m_life[1]);
        for (const pid_t child : m_children) {
            ::waitpid(child, nullptr, 0);
        }
    }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

private:
    [[noreturn]] void liveUntilTheParentLetsGo() const {
        ::close(m_life[1]);
        char byte = 0;
        [[maybe_unused]] const ssize_t ended = ::read(m_life[0], &byte, 1);
        ::_exit(0);
    }

    std::array<int, 2> m_life{};
    std::vector<pid_t> m_children;
};

/// CPU milliseconds of `ss WORDS >/dev/null`.
Result<double> costOfSs(const std::string& words) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    std::string program = "ss";
    std::string option = words;
    std::array<char*, 3> argv{program.data(), option.data(), nullptr};
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        return sysFailure("posix_spawnp(ss)", failed);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    if (status != 0) {
        return failure(ErrorCode::SystemCall, fmt::format("ss {} ended with status {}", words, status));
    }
    const auto milliseconds = [](const timeval& time) {
        return 1e3 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_usec);
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

Result<double> costOf(const std::function<Result<std::size_t>()>& work) {
    const Nanoseconds before = threadCpu();
    LS_TRY_ASSIGN(const std::size_t sockets, work());
    const Nanoseconds cost = threadCpu() - before;
    if (sockets < 2 * kManyConnections) {
        return failure(ErrorCode::Protocol, fmt::format("only {} of {} sockets", sockets, 2 * kManyConnections));
    }
    return toSeconds(cost) * 1e3;
}

Row toRow(std::string name, const Comparison& compared, std::optional<double> target) {
    const double faster = 1 / compared.ratio;
    Row row{std::move(name), fmt::format("{:.2f} ms", compared.ours), fmt::format("{:.1f} ms", compared.floor),
            fmt::format("{:.1f} x faster", faster)};
    if (target) {
        row.target = fmt::format(">= {} x", *target);
        row.ok = faster >= *target;
    }
    return row;
}

/// Sockets of this namespace, as the inspector reads them.
class Scene final {
public:
    static Result<std::unique_ptr<Scene>> open() {
        LS_TRY_ASSIGN(inspect::NamespaceHandles handles, inspect::openNamespace(""));
        return std::make_unique<Scene>(std::move(handles));
    }
    explicit Scene(inspect::NamespaceHandles handles)
        : m_handles(std::move(handles))
        , m_diag(std::make_unique<kernel::NetlinkSocket>(std::move(m_handles.listeners)))
        , m_census(kernel::SockDiag(std::make_unique<kernel::NetlinkSocket>(std::move(m_handles.census))), m_handles,
                   m_owners, m_ages) {}

    /// Receiving and counting alone.
    Result<std::size_t> bareDump() {
        std::size_t count = 0;
        LS_TRY(m_diag.dumpInet({AF_UNSPEC, IPPROTO_TCP, kernel::kAllTcpStates, 0, 0},
                               [&](const kernel::InetRow&) { ++count; }));
        return count;
    }
    Result<std::size_t> states() {
        LS_TRY_ASSIGN(const inspect::CensusResult result, m_census.take({}, Clock::now()));
        return result.tcp[static_cast<std::size_t>(kernel::TcpState::Established)];
    }
    /// With the names that are known by now.
    Result<std::size_t> rows() {
        inspect::CensusWish all;
        all.allSockets = true;
        LS_TRY_ASSIGN(const inspect::CensusResult result, m_census.take(all, Clock::now()));
        return result.sockets->rows.size();
    }
    Result<std::size_t> firstNames() {
        inspect::OwnerBook book;
        std::vector<inspect::OwnerQuestion> questions;
        LS_TRY(m_diag.dumpInet({AF_UNSPEC, IPPROTO_TCP, kernel::kAllTcpStates, 0, 0}, [&](const kernel::InetRow& row) {
            questions.push_back({row.inode, row.uid, row.cgroup});
        }));
        inspect::OwnerTable table;
        book.answer(questions, table);
        return static_cast<std::size_t>(std::count_if(table.begin(), table.end(), [](const auto& entry) {
            return entry.second->knowledge == inspect::OwnerKnowledge::Known;
        }));
    }
    void awaitNames() const {
        while (m_owners.table()->size() < 2 * kManyConnections) {
            std::this_thread::yield();
        }
    }

private:
    inspect::NamespaceHandles m_handles;
    kernel::SockDiag m_diag;
    inspect::OwnerDesk m_owners;
    inspect::ConnectionAges m_ages;
    inspect::Census m_census;
};

/// How a list with the names of the processes compares with that of ss -p, which walks every open file.
Result<std::vector<Row>> compareNames(Scene& scene, std::string_view where, bool hasTargets) {
    const Measure named = [] { return costOfSs("-tanpH"); };
    LS_TRY(scene.rows());
    scene.awaitNames();
    LS_TRY_ASSIGN(const Comparison dumps,
                  compare(
                      kSlowPairs, [&] { return costOf([&] { return scene.bareDump(); }); }, named));
    LS_TRY_ASSIGN(const Comparison first,
                  compare(
                      kSlowPairs, [&] { return costOf([&] { return scene.firstNames(); }); }, named));
    LS_TRY_ASSIGN(const Comparison following,
                  compare(
                      kSlowPairs, [&] { return costOf([&] { return scene.rows(); }); }, named));
    const auto target = [&](double value) { return hasTargets ? std::optional(value) : std::nullopt; };
    return std::vector{
        toRow(fmt::format("names, {}: a bare dump", where), dumps, std::nullopt),
        toRow("  first time", first, target(3)),
        toRow("  following times", following, target(40)),
    };
}

} // namespace

Result<std::vector<Row>> benchInspect() {
    LS_TRY(checkDescriptors(kManyConnections));
    const std::vector<UniqueFd> sockets = holdBothEnds(kManyConnections);
    LS_TRY_ASSIGN(const std::unique_ptr<Scene> scene, Scene::open());

    const Measure bare = [] { return costOfSs("-tanH"); };
    LS_TRY_ASSIGN(const Comparison counted, compare(
                                                kPairs, [&] { return costOf([&] { return scene->states(); }); }, bare));
    LS_TRY_ASSIGN(const Comparison listed, compare(
                                               kPairs, [&] { return costOf([&] { return scene->rows(); }); }, bare));
    std::vector<Row> rows{toRow("18,000 sockets: states", counted, 2), toRow("  and every row", listed, std::nullopt)};
    // What ss -p costs depends on the files that all processes have open: 52 bare dumps where the targets come from.
    LS_TRY_ASSIGN(const auto alone, compareNames(*scene, "one process", false));
    rows.insert(rows.end(), alone.begin(), alone.end());
    const Workers workers(kWorkers);
    LS_TRY_ASSIGN(const auto shared, compareNames(*scene, fmt::format("{} that share them", kWorkers + 1), true));
    rows.insert(rows.end(), shared.begin(), shared.end());
    return rows;
}

} // namespace ls::bench
