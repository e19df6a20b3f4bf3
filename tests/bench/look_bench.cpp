// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/guarded.h"
#include "engine/lab/queue_probe.h"
#include "engine/metrics/sample.h"
#include "engine/server/listener.h"
#include "tests/bench/bench.h"
#include "tests/bench/connections.h"
#include "tests/bench/measure.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <sys/socket.h>

namespace ls::bench {

namespace {

constexpr unsigned kPairs = 25;
constexpr unsigned kLooks = 20'000;
constexpr unsigned kPerBatch = 50; ///< a run at 1 kHz takes its samples along every 50 ms
constexpr double kLimit = 1.3;

/// Nanoseconds of CPU time per look.
template <typename Look>
Result<double> costOf(Look look) {
    const Nanoseconds before = threadCpu();
    for (unsigned i = 0; i < kLooks; ++i) {
        LS_TRY(look(i));
    }
    return toSeconds(threadCpu() - before) * 1e9 / kLooks;
}

/// The two calls a look cannot do without, with room for no more than it needs.
Result<> bareLook(int fd) {
    tcp_info info{};
    socklen_t size = offsetof(tcp_info, tcpi_lost);
    std::array<std::uint32_t, SK_MEMINFO_VARS> memory{};
    socklen_t memorySize = sizeof memory;
    if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0 ||
        ::getsockopt(fd, SOL_SOCKET, SO_MEMINFO, memory.data(), &memorySize) != 0) {
        const int err = errno;
        return sysFailure("getsockopt(listener)", err);
    }
    return {};
}

} // namespace

Result<std::vector<Row>> benchLook() {
    LS_TRY_ASSIGN(const auto net, enterNamespace());
    LS_TRY_ASSIGN(const server::Listener listener, openListener(*net));
    lab::QueueProbe probe({listener.fd()});
    Guarded<std::vector<Sample>> samples;
    const auto look = [&](unsigned i) -> Result<> {
        Sample sample;
        LS_TRY(probe.look(sample));
        samples.with([&](auto& list) { list.push_back(sample); });
        if (i % kPerBatch == 0) {
            samples.with([](auto& list) { return std::exchange(list, {}); });
        }
        return {};
    };
    const auto floor = [&](unsigned) { return bareLook(listener.fd()); };
    LS_TRY_ASSIGN(const Comparison compared, compare(
                                                 kPairs, [&] { return costOf(look); }, [&] { return costOf(floor); }));
    return std::vector{Row{"look at one listener", fmt::format("{:.0f} ns", compared.ours),
                           fmt::format("{:.0f} ns", compared.floor), fmt::format("{:.3f}", compared.ratio),
                           fmt::format("<= {}", kLimit), compared.ratio <= kLimit}};
}

} // namespace ls::bench
