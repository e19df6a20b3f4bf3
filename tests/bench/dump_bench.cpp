// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/netlink.h"
#include "engine/kernel/sock_diag.h"
#include "engine/lab/socket_census.h"
#include "tests/bench/bench.h"
#include "tests/bench/connections.h"
#include "tests/bench/measure.h"

#include <fmt/format.h>

#include <array>

#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>

namespace ls::bench {

namespace {

constexpr unsigned kPairs = 25;
constexpr double kLimit = 1.15;

Result<> askForAll(int fd) {
    struct {
        nlmsghdr header;
        inet_diag_req_v2 request;
    } message{};
    message.header.nlmsg_len = sizeof message;
    message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    message.request.sdiag_family = AF_INET;
    message.request.sdiag_protocol = IPPROTO_TCP;
    message.request.idiag_states = kernel::kAllTcpStates;
    if (::send(fd, &message, sizeof message, 0) < 0) {
        const int err = errno;
        return sysFailure("send(netlink)", err);
    }
    return {};
}

/// The least a dump can be: receive until NLMSG_DONE and count the messages.
Result<std::size_t> bareDump(int fd) {
    alignas(nlmsghdr) static std::array<char, 64 * 1024> buffer;
    LS_TRY(askForAll(fd));
    for (std::size_t rows = 0;;) {
        const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
        const int err = errno;
        if (got < 0) {
            return sysFailure("recv(netlink)", err);
        }
        for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
            const auto* header = reinterpret_cast<const nlmsghdr*>(&buffer[at]);
            if (header->nlmsg_type == NLMSG_DONE) {
                return rows;
            }
            ++rows;
            at += (header->nlmsg_len + 3U) & ~3U;
        }
    }
}

/// Milliseconds of CPU time.
template <typename Dump>
Result<double> costOf(Dump dump) {
    const Nanoseconds before = threadCpu();
    LS_TRY_ASSIGN(const std::size_t rows, dump());
    const Nanoseconds cost = threadCpu() - before;
    if (rows < 2 * kManyConnections) {
        return failure(ErrorCode::Protocol,
                       fmt::format("a dump of {} sockets had {} rows", 2 * kManyConnections, rows));
    }
    return toSeconds(cost) * 1e3;
}

Row toRow(std::string name, const Comparison& compared) {
    return {std::move(name), fmt::format("{:.2f} ms", compared.ours), fmt::format("{:.2f} ms", compared.floor),
            fmt::format("{:.3f}", compared.ratio)};
}

} // namespace

Result<std::vector<Row>> benchDump() {
    LS_TRY_ASSIGN(const auto net, enterNamespace());
    LS_TRY_ASSIGN(const auto connections, holdConnections(*net, kManyConnections));
    LS_TRY_ASSIGN(const UniqueFd bare, net->openSockDiag());
    LS_TRY_ASSIGN(UniqueFd socket, net->openSockDiag());
    kernel::SockDiag diag(std::make_unique<kernel::NetlinkSocket>(std::move(socket)));
    const auto server = connections->server().address();
    const Measure floor = [&] { return costOf([&] { return bareDump(bare.get()); }); };

    const auto dump = [&]() -> Result<std::size_t> {
        std::size_t rows = 0;
        LS_TRY(diag.dumpTcp(IpFamily::V4, kernel::kAllTcpStates, [&](const inet_diag_msg&) { ++rows; }));
        return rows;
    };
    const auto states = [&]() -> Result<std::size_t> {
        LS_TRY_ASSIGN(const lab::Census census, lab::countStates(diag, server));
        constexpr auto kEstablished = static_cast<std::size_t>(kernel::TcpState::Established);
        return census.server[kEstablished] + census.client[kEstablished];
    };
    const auto census = [&]() -> Result<std::size_t> {
        LS_TRY_ASSIGN(const auto rows, lab::dumpAll(diag, IpFamily::V4));
        [[maybe_unused]] const lab::Census taken = lab::takeCensus(rows, server);
        return rows.size();
    };
    LS_TRY_ASSIGN(const Comparison dumped, compare(
                                               kPairs, [&] { return costOf(dump); }, floor));
    LS_TRY_ASSIGN(const Comparison counted, compare(
                                                kPairs, [&] { return costOf(states); }, floor));
    LS_TRY_ASSIGN(const Comparison matched, compare(
                                                kPairs, [&] { return costOf(census); }, floor));
    Row first = toRow("dump 18,000 sockets", dumped);
    first.target = fmt::format("<= {}", kLimit);
    first.ok = dumped.ratio <= kLimit;
    return std::vector{std::move(first), toRow("  and count states", counted), toRow("  and match both ends", matched)};
}

} // namespace ls::bench
