// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/cut.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace ls::lab {

using namespace std::chrono_literals;
using kernel::counterValue;

namespace {

constexpr int kTries = 20;
constexpr std::chrono::milliseconds kLoopDeadline{2000};

/// Counters that move whenever a handshake, a drop or a retransmit happens.
constexpr std::array<std::string_view, 14> kHandshakeCounters{
    "ActiveOpens",    "PassiveOpens",    "AttemptFails",    "EstabResets",          "RetransSegs",
    "ListenDrops",    "ListenOverflows", "TCPReqQFullDrop", "TCPReqQFullDoCookies", "SyncookiesSent",
    "SyncookiesRecv", "EmbryonicRsts",   "TCPTimeouts",     "TCPSynRetrans"};

bool isQuiet(const kernel::CounterValues& before, const kernel::CounterValues& after) {
    return std::all_of(kHandshakeCounters.begin(), kHandshakeCounters.end(),
                       [&](std::string_view name) { return counterValue(before, name) == counterValue(after, name); });
}

Result<Cut> readOnce(Apparatus& lab) {
    Cut cut;
    LS_TRY_ASSIGN(const kernel::CounterValues before, lab.counters->read());
    for (const int fd : lab.server->listenerFds()) {
        LS_TRY_ASSIGN(const server::ListenerReading reading, server::readListener(fd));
        cut.listeners.push_back(reading);
    }
    LS_TRY_ASSIGN(const std::vector<kernel::TcpRow> rows, dumpAll(*lab.diag));
    cut.census = takeCensus(rows, ServerEnd::of(lab.server->address()));
    LS_TRY_ASSIGN(cut.load, lab.load->snapshot(kLoopDeadline));
    LS_TRY_ASSIGN(const kernel::CounterValues after, lab.counters->read());
    cut.movement = kernel::counterMovement(lab.countersBefore, after);
    cut.quiet = isQuiet(before, after);
    return cut;
}

/// How long the server remembers a half-open connection: it gives up with the timer after the last SYN/ACK, and doubles
/// the time each time (reqsk_timer_handler(), net/ipv4/inet_connection_sock.c).
Nanoseconds requestLifetime(const SysctlValues& sysctls) {
    int retries = 5;
    if (const auto found = sysctls.find("net.ipv4.tcp_synack_retries"); found != sysctls.end()) {
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), retries);
    }
    return 1s * ((std::int64_t{2} << std::min(retries, 30)) - 1);
}

std::int64_t toSigned(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

} // namespace

Result<Cut> readCut(Apparatus& lab) {
    Cut cut;
    for (int i = 0; i < kTries && !cut.quiet; ++i) {
        LS_TRY_ASSIGN(cut, readOnce(lab));
    }
    return cut;
}

BookTerms bookTerms(const RunPlan& plan, const Apparatus& lab, const Cut& cut, Nanoseconds duration) {
    const load::OutcomeCounts& clients = cut.load.counts;
    BookTerms terms;
    terms.planned = plan.load.clients;
    terms.attempted = toSigned(lab.load->attempted());
    terms.notStarted = toSigned(clients.notReached + load::total(clients.notStarted));
    terms.established = toSigned(clients.established);
    terms.refused = toSigned(clients.refused);
    terms.reset = toSigned(clients.reset);
    terms.timedOut = toSigned(clients.timedOut);
    terms.failed = toSigned(load::total(clients.failed));
    terms.pending = toSigned(clients.pending);

    terms.accepted = toSigned(lab.server->accepted());
    terms.discarded = toSigned(lab.server->discarded());
    for (const server::ListenerReading& reading : cut.listeners) {
        terms.queued += reading.depth;
        terms.listenerDrops += toSigned(reading.drops);
    }
    terms.halfOpen = toSigned(cut.census.halfOpen);
    terms.unknown = toSigned(cut.census.unknown);

    terms.activeOpens = counterValue(cut.movement, "ActiveOpens");
    terms.passiveOpens = counterValue(cut.movement, "PassiveOpens");
    terms.embryonicRsts = counterValue(cut.movement, "EmbryonicRsts");
    terms.listenDrops = counterValue(cut.movement, "ListenDrops");
    terms.listenOverflows = counterValue(cut.movement, "ListenOverflows");
    terms.requestQueueDrops = counterValue(cut.movement, "TCPReqQFullDrop");
    terms.syncookiesSent = counterValue(cut.movement, "SyncookiesSent");

    terms.clientRowsGone = plan.load.close == load::CloseMode::Rst;
    terms.onlyHandshakes = plan.load.close == load::CloseMode::Hold && clients.reset == 0;
    terms.requestsMayExpire = duration >= requestLifetime(lab.sysctls);
    return terms;
}

} // namespace ls::lab
