// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/bench/connections.h"

#include <fmt/format.h>

#include <malloc.h>

namespace ls::bench {

namespace {

constexpr double kLimit = 1024;

/// Bytes handed out by malloc() and not given back, all arenas and mappings.
std::size_t heapInUse() {
    const struct mallinfo2 info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

} // namespace

Result<std::vector<Row>> benchMemory() {
    LS_TRY_ASSIGN(const auto net, enterNamespace());
    const std::size_t before = heapInUse();
    LS_TRY_ASSIGN(const auto connections, holdConnections(*net, kManyConnections));
    // Loops, buffers and histograms are in it too: spread over so many connections they hardly count.
    const std::size_t grown = heapInUse() - before;
    const double each = static_cast<double>(grown) / kManyConnections;
    return std::vector{Row{"heap per connection", fmt::format("{:.0f} bytes", each), "-",
                           fmt::format("{:.2f} MiB in all", static_cast<double>(grown) / (1 << 20)),
                           fmt::format("<= {:.0f}", kLimit), each <= kLimit}};
}

} // namespace ls::bench
