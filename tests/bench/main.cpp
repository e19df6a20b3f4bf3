// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine costs, beside the same work done with bare system calls. Asserts nothing: machines are shared and
// noisy, so read the ratios, and run it more than once.
#include "engine/base/descriptor_limit.h"
#include "tests/bench/bench.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

namespace ls::bench {

std::span<const Bench> benches() {
    static constexpr std::array<Bench, 12> kBenches{{
        {"dump", "sock_diag dump of 18,000 sockets, against receiving and counting", benchDump},
        {"look", "one sample of a listener, looked at and stored, against its two getsockopt() calls", benchLook},
        {"filter", "a filter over 50,000 rows ten times a second, in percent of a core (rows that passed)",
         benchFilter},
        {"echo", "connect, one byte, FIN in a closed loop, against two bare epoll threads", benchEcho},
        {"sampler", "sampling a listener, against a loop that only wakes up", benchSampler},
        {"sweep", "what a sweep's point of 400 clients takes beyond its window", benchSweepPoint},
        {"memory", "the engine's own heap per held connection, both ends", benchMemory},
        {"hold", "9,000 connections held with both ends in this process", benchHold},
        {"states", "counting the states of both ends at a run's defaults", benchStates},
        {"inspect", "18,000 sockets with states and process names, against ss of iproute2", benchInspect},
        {"wire", "packets through the wire: how late at 20,000 a second, what one costs, against recv() and send()",
         benchWire},
        {"tun", "the same where TUN devices join the namespaces, against read() and write()", benchTunWire},
    }};
    return kBenches;
}

namespace {

void printRow(std::string_view name, std::string_view ours, std::string_view floor, std::string_view figure,
              std::string_view target, std::string_view verdict) {
    fmt::print("{:<26} {:>14} {:>14} {:>16} {:>12}  {}\n", name, ours, floor, figure, target, verdict);
    std::fflush(stdout);
}

std::string_view verdict(const Row& row) {
    if (!row.ok) {
        return "";
    }
    return *row.ok ? "ok" : "over";
}

bool runOne(const Bench& bench) {
    const auto rows = bench.run();
    if (!rows) {
        fmt::print("{:<26} not measured: {}; {}\n", bench.name, rows.error().text, rows.error().advice);
        return false;
    }
    for (const Row& row : *rows) {
        printRow(row.name, row.ours, row.floor, row.figure, row.target, verdict(row));
    }
    return true;
}

bool isWanted(const Bench& bench, const std::vector<std::string>& filters) {
    return filters.empty() || std::any_of(filters.begin(), filters.end(), [&](const std::string& filter) {
               return bench.name.find(filter) != std::string_view::npos;
           });
}

int listBenches() {
    for (const Bench& bench : benches()) {
        fmt::print("{:<8} {}\n", bench.name, bench.help);
    }
    return 0;
}

int runWanted(const std::vector<std::string>& filters) {
    printRow("name", "ours", "bare floor", "ratio", "target", "");
    bool found = false;
    bool measured = true;
    for (const Bench& bench : benches()) {
        if (isWanted(bench, filters)) {
            found = true;
            measured = runOne(bench) && measured;
        }
    }
    if (!found) {
        fmt::print(stderr, "listenscope_bench: no bench has such a name; see --list\n");
    }
    return found && measured ? 0 : 1;
}

int runProgram(int argc, char** argv) {
    raiseDescriptorLimit();
    CLI::App app("Measures what the engine costs beside bare system calls. Ours and bare runs alternate; the table "
                 "shows medians, and the ratio is the median over the pairs. Exits with 1 when something could not be "
                 "measured, never because of a figure.",
                 "listenscope_bench");
    bool list = false;
    std::vector<std::string> filters;
    app.add_flag("--list", list, "print the names and end");
    app.add_option("FILTER", filters, "run only the benches whose name contains one of these");
    CLI11_PARSE(app, argc, argv);
    return list ? listBenches() : runWanted(filters);
}

} // namespace
} // namespace ls::bench

int main(int argc, char** argv) {
    return ls::bench::runProgram(argc, argv);
}
