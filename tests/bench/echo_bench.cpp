// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bare_tcp.h"
#include "tests/bench/bench.h"
#include "tests/bench/connections.h"
#include "tests/bench/measure.h"

#include <fmt/format.h>

namespace ls::bench {

namespace {

constexpr unsigned kPairs = 11;
constexpr std::uint32_t kConnections = 10'000;
constexpr std::uint32_t kConcurrency = 32;
constexpr double kLimit = 0.95;

double perSecond(Nanoseconds took) {
    return kConnections / toSeconds(took);
}

Result<double> ourRate(netns::NetNamespace& net, server::ListenerMode listeners) {
    const load::LoadPlan clients{.clients = kConnections,
                                 .arrival = load::Arrival::ClosedLoop,
                                 .concurrency = kConcurrency,
                                 .payload = 1,
                                 .close = load::CloseMode::Fin};
    LS_TRY_ASSIGN(const auto connections, Connections::create(net, {.reactors = 1, .listeners = listeners}, clients));
    LS_TRY_ASSIGN(const Nanoseconds took, connections->run());
    return perSecond(took);
}

Result<double> bareRate(netns::NetNamespace& net) {
    LS_TRY(net.freshen());
    LS_TRY_ASSIGN(const UniqueFd inside, net.openNamespace());
    LS_TRY_ASSIGN(const Nanoseconds took, runBareEcho(inside.get(), kConnections, kConcurrency));
    return perSecond(took);
}

Result<Row> echoRow(netns::NetNamespace& net, std::string name, server::ListenerMode listeners) {
    LS_TRY_ASSIGN(const Comparison compared,
                  compare(
                      kPairs, [&] { return ourRate(net, listeners); }, [&] { return bareRate(net); }));
    return Row{std::move(name),
               fmt::format("{:.0f} /s", compared.ours),
               fmt::format("{:.0f} /s", compared.floor),
               fmt::format("{:.3f}", compared.ratio),
               fmt::format(">= {}", kLimit),
               compared.ratio >= kLimit};
}

} // namespace

Result<std::vector<Row>> benchEcho() {
    LS_TRY_ASSIGN(const auto net, enterNamespace());
    LS_TRY_ASSIGN(Row shared, echoRow(*net, "echo, shared listener", server::ListenerMode::Shared));
    LS_TRY_ASSIGN(Row reusePort, echoRow(*net, "echo, reuseport", server::ListenerMode::ReusePort));
    return std::vector{std::move(shared), std::move(reusePort)};
}

} // namespace ls::bench
