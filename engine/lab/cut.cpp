// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/cut.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace ls::lab {

using namespace std::chrono_literals;
using kernel::counterValue;

namespace {

constexpr int kTries = 20;

/// Counters that move whenever a handshake, a drop or a retransmit happens.
constexpr std::array<std::string_view, 14> kHandshakeCounters{
    "ActiveOpens",    "PassiveOpens",    "AttemptFails",    "EstabResets",          "RetransSegs",
    "ListenDrops",    "ListenOverflows", "TCPReqQFullDrop", "TCPReqQFullDoCookies", "SyncookiesSent",
    "SyncookiesRecv", "EmbryonicRsts",   "TCPTimeouts",     "TCPSynRetrans"};

Result<Cut> readOnce(Apparatus& lab, load::LoadClients& load) {
    Cut cut;
    LS_TRY_ASSIGN(const kernel::CounterValues before, lab.stacks->readCounters());
    for (const int fd : lab.server->listenerFds()) {
        LS_TRY_ASSIGN(const server::ListenerReading reading, server::readListener(fd));
        cut.listeners.push_back(reading);
    }
    LS_TRY_ASSIGN(const std::vector<kernel::TcpRow> rows, lab.stacks->rows());
    cut.census = takeCensus(rows, lab.server->address());
    LS_TRY_ASSIGN(cut.load, load.snapshot(kLoopDeadline));
    cut.accepted = lab.server->accepted();
    cut.discarded = lab.server->discarded();
    cut.givenUp = lab.server->givenUp();
    LS_TRY_ASSIGN(const kernel::CounterValues after, lab.stacks->readCounters());
    cut.movement = kernel::counterMovement(lab.countersBefore, after);
    cut.quiet = isQuiet(before, after);
    return cut;
}

std::int64_t toSigned(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

} // namespace

bool isQuiet(const kernel::CounterValues& before, const kernel::CounterValues& after) {
    return std::all_of(kHandshakeCounters.begin(), kHandshakeCounters.end(),
                       [&](std::string_view name) { return counterValue(before, name) == counterValue(after, name); });
}

Result<Cut> readCut(Apparatus& lab, load::LoadClients& load) {
    Cut cut;
    for (int i = 0; i < kTries && !cut.quiet; ++i) {
        LS_TRY_ASSIGN(cut, readOnce(lab, load));
    }
    if (lab.wire) {
        cut.wire = summariseWire(lab.wire->stats(), lab.wire->packets(), cut.movement);
    }
    return cut;
}

WireRules WireRules::of(const wire::WirePlan& plan, const kernel::QueueModel& model) {
    const bool slow = plan.delayUp + plan.delayDown + 2 * plan.jitter >= model.synRetransmits.front();
    return {model.lateAck == kernel::LateAckFate::Reset, slow || plan.duplicate > 0};
}

/// Only a server that aborts on overflow resets handshakes. A client that gave up, or sent its SYN twice, can be sent a
/// SYN/ACK for a handshake that is over, and answers by a reset that the server counts.
void addWireTerms(const WireRules& rules, const WireSummary& wire, BookTerms& terms) {
    const bool gaveUp = terms.timedOut + terms.refused + terms.failed > 0;
    terms.resetsUndelivered = rules.aborts ? toSigned(wire.resetsUndelivered) : 0;
    terms.closesUndelivered = toSigned(wire.closesUndelivered);
    terms.answeredTwice = toSigned(wire.answeredTwice);
    terms.packetsUnseen = !wire.sawAll;
    terms.handshakesMayRepeat =
        gaveUp || rules.synsMayRepeat || wire.answeredTwice > 0 || (rules.aborts && !wire.sawAll);
    // A packet of a handshake that was once half-open is counted twice in the listener's own drops.
    terms.onlyHandshakes = false;
}

BookTerms bookTerms(const Cut& cut) {
    const load::OutcomeCounts& clients = cut.load.counts;
    BookTerms terms;
    terms.attempted = toSigned(cut.load.attempted);
    terms.notStarted = toSigned(clients.notReached + load::total(clients.notStarted));
    terms.established = toSigned(clients.established);
    terms.refused = toSigned(clients.refused);
    terms.reset = toSigned(clients.reset);
    terms.timedOut = toSigned(clients.timedOut);
    terms.failed = toSigned(load::total(clients.failed));
    terms.pending = toSigned(clients.pending);

    terms.accepted = toSigned(cut.accepted);
    terms.discarded = toSigned(cut.discarded);
    terms.givenUp = toSigned(cut.givenUp);
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
    terms.syncookiesFailed = counterValue(cut.movement, "SyncookiesFailed");
    return terms;
}

} // namespace ls::lab
