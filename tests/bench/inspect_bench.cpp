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
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

namespace ls::bench {

namespace {

constexpr unsigned kPairs = 7;
constexpr unsigned kSlowPairs = 3; // ss -p takes its time

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

Row toRow(std::string name, const Comparison& compared, double target) {
    const double faster = 1 / compared.ratio;
    return {std::move(name),
            fmt::format("{:.2f} ms", compared.ours),
            fmt::format("{:.1f} ms", compared.floor),
            fmt::format("{:.1f} x faster", faster),
            fmt::format(">= {} x", target),
            faster >= target};
}

} // namespace

Result<std::vector<Row>> benchInspect() {
    LS_TRY(checkDescriptors(kManyConnections));
    const std::vector<UniqueFd> sockets = holdBothEnds(kManyConnections);
    LS_TRY_ASSIGN(inspect::NamespaceHandles handles, inspect::openNamespace(""));
    kernel::SockDiag diag(std::make_unique<kernel::NetlinkSocket>(std::move(handles.listeners)));
    inspect::OwnerDesk owners;
    inspect::ConnectionAges ages;
    inspect::Census census(kernel::SockDiag(std::make_unique<kernel::NetlinkSocket>(std::move(handles.census))),
                           handles.inode, owners, ages);
    inspect::CensusWish all;
    all.allSockets = true;

    const auto states = [&]() -> Result<std::size_t> {
        LS_TRY_ASSIGN(const inspect::CensusResult result, census.take({}, Clock::now()));
        return result.tcp[static_cast<std::size_t>(kernel::TcpState::Established)];
    };
    const auto rows = [&]() -> Result<std::size_t> {
        LS_TRY_ASSIGN(const inspect::CensusResult result, census.take(all, Clock::now()));
        return result.sockets->rows.size();
    };
    const auto firstNames = [&]() -> Result<std::size_t> {
        inspect::OwnerBook book;
        std::vector<inspect::OwnerQuestion> questions;
        LS_TRY(diag.dumpInet({AF_UNSPEC, IPPROTO_TCP, kernel::kAllTcpStates, 0, 0}, [&](const kernel::InetRow& row) {
            questions.push_back({row.inode, row.uid, row.cgroup});
        }));
        inspect::OwnerTable table;
        book.answer(questions, table);
        return static_cast<std::size_t>(std::count_if(table.begin(), table.end(), [](const auto& entry) {
            return entry.second->knowledge == inspect::OwnerKnowledge::Known;
        }));
    };
    const Measure bare = [] { return costOfSs("-tanH"); };
    const Measure named = [] { return costOfSs("-tanpH"); };
    LS_TRY_ASSIGN(const Comparison counted, compare(
                                                kPairs, [&] { return costOf(states); }, bare));
    LS_TRY_ASSIGN(const Comparison listed, compare(
                                               kPairs, [&] { return costOf(rows); }, bare));
    LS_TRY_ASSIGN(const Comparison first, compare(
                                              kSlowPairs, [&] { return costOf(firstNames); }, named));
    while (owners.table()->size() < 2 * kManyConnections) {
        std::this_thread::yield(); // the owners' thread still answers the rows above
    }
    LS_TRY_ASSIGN(const Comparison following, compare(
                                                  kSlowPairs, [&] { return costOf(rows); }, named));
    return std::vector{toRow("18,000 sockets: states", counted, 2), toRow("  and every row", listed, 2),
                       toRow("  and names, first time", first, 3), toRow("  and names, following", following, 40)};
}

} // namespace ls::bench
