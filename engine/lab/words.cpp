// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/words.h"

#include "engine/base/parse.h"

#include <fmt/format.h>

namespace ls::lab {

namespace {

/// "1 client", "43 clients"
std::string counted(std::uint64_t n, std::string_view one) {
    return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s");
}

void addUnknown(const RunResult& result, std::vector<std::string>& out) {
    if (const std::uint64_t n = result.server.unknown; n > 0) {
        out.push_back(fmt::format(
            "{} they are connected; the server does not know them: a SYN cookie was answered while "
            "the accept queue was full{}.",
            n == 1 ? "1 client thinks" : fmt::format("{} clients think", n),
            result.wire && result.wire->resetsUndelivered > 0 ? ", or the server's reset did not arrive" : ""));
    }
    if (const std::uint64_t n = result.server.halfOpen; n > 0) {
        out.push_back(
            fmt::format("{} connected to a server that has not finished the handshake (SYN_RECV): the last ACK "
                        "met a full accept queue{}.",
                        n == 1 ? "1 client is" : fmt::format("{} clients are", n),
                        result.wire ? ", or is lost or still on the wire" : ""));
    }
}

void addClients(const RunResult& result, std::vector<std::string>& out) {
    const load::OutcomeCounts& clients = result.clients;
    if (clients.planned == 0) {
        return; // half-open ones alone
    }
    std::string line = fmt::format("{} of {} connected", clients.established, counted(clients.planned, "client"));
    if (clients.pending > 0) {
        line += fmt::format("; {} still sending SYNs that nobody answers", clients.pending);
    }
    if (clients.reset > 0) {
        line += fmt::format("; {} connected and then reset", clients.reset);
    }
    if (clients.refused > 0) {
        line += fmt::format("; {} refused", clients.refused);
    }
    if (clients.timedOut > 0) {
        line += fmt::format("; {} gave up after {} (ETIMEDOUT)", clients.timedOut,
                            formatDuration(result.model.connectGivesUp));
    }
    if (const std::uint64_t n = load::total(clients.failed); n > 0) {
        line += fmt::format("; {} failed", n);
    }
    out.push_back(line + ".");
    out.push_back(fmt::format("The server accepted {}; {} waiting for accept().", result.server.accepted,
                              result.server.queued == 1 ? "1 is" : fmt::format("{} are", result.server.queued)));
}

void addDrops(const RunResult& result, std::vector<std::string>& out) {
    const kernel::DropCauses& causes = result.causes;
    if (causes.acceptQueueFull > 0) {
        out.push_back(fmt::format("Linux dropped {} silently because the accept queue was full (it holds {}).",
                                  counted(static_cast<std::uint64_t>(causes.acceptQueueFull), "packet"),
                                  result.capacity()));
    }
    if (causes.synQueueFull > 0) {
        out.push_back(fmt::format("{} dropped because the SYN queue was full.",
                                  counted(static_cast<std::uint64_t>(causes.synQueueFull), "SYN")));
    }
    if (causes.synQueueThreeQuarters > 0) {
        out.push_back(fmt::format("{} dropped because the SYN queue was over three quarters of tcp_max_syn_backlog.",
                                  counted(static_cast<std::uint64_t>(causes.synQueueThreeQuarters), "SYN")));
    }
}

void addHalfOpen(const RunResult& result, std::vector<std::string>& out) {
    const wire::HalfOpenView& seen = result.wire->stats.halfOpen;
    if (seen.sent == 0) {
        return;
    }
    out.push_back(fmt::format("{} came from addresses where nobody answers: {} answered, and the server remembers {} "
                              "half-open connections (SYN_RECV).",
                              counted(seen.sent, "SYN"),
                              seen.answered == 1 ? "1 was" : fmt::format("{} were", seen.answered),
                              result.serverStates[static_cast<std::size_t>(kernel::TcpState::SynRecv)]));
}

void addWire(const RunResult& result, std::vector<std::string>& out) {
    if (!result.wire) {
        return;
    }
    addHalfOpen(result, out);
    if (const auto& at = result.wire->overflowAt; at && at->syn + at->ack > 0) {
        out.push_back(fmt::format("Of the packets that met a full accept queue {} {} and {} came to finish a handshake "
                                  "(an ACK, data, a FIN).",
                                  at->syn, at->syn == 1 ? "was a SYN" : "were SYNs", at->ack));
    }
    const wire::WireStats& wire = result.wire->stats;
    if (wire.lost + wire.cutOff + wire.droppedByRule > 0) {
        out.push_back(fmt::format("The wire took {} as it was asked to: {} lost, {} by a rule, {} after the cut.",
                                  counted(wire.lost + wire.cutOff + wire.droppedByRule, "packet"), wire.lost,
                                  wire.droppedByRule, wire.cutOff));
    }
}

void addLimits(const RunResult& result, std::vector<std::string>& out) {
    for (const std::string& limit : result.limits) {
        if (limit == "descriptors") {
            out.emplace_back(
                "The generator itself ran out of descriptors (RLIMIT_NOFILE; both ends of a connection live "
                "in this process): raise 'ulimit -Hn' or plan fewer clients.");
        } else if (limit == "ports") {
            out.emplace_back("The generator itself ran out of source ports: widen net.ipv4.ip_local_port_range.");
        } else if (limit == "late") {
            out.emplace_back(
                "The generator itself was late: this machine does not keep the asked rate, so the load was "
                "less even than planned.");
        } else if (limit == "wire") {
            out.push_back(fmt::format("The wire itself lost {}, which nobody asked of it: this machine is too slow for "
                                      "this run.",
                                      counted(result.wire->stats.droppedByItself(), "packet")));
        } else if (limit == "wire_late") {
            const Nanoseconds late = result.wire->stats.timingError.percentile(0.99).value_or(Nanoseconds(0));
            out.push_back(fmt::format("The wire itself was late: one packet in a hundred came out {:.1f} ms or more "
                                      "after its time, so delays were longer and less even than planned.",
                                      1e3 * toSeconds(late)));
        } else if (limit == "wire_tun") {
            out.emplace_back(
                "The wire ran over TUN devices, for veth pairs or packet sockets are not to be had here: "
                "packets have the time when the wire read them, and what they waited before is in no figure.");
        } else if (limit == "capture") {
            const std::uint64_t missing = result.wire->stats.missingInPcap();
            out.push_back(fmt::format("{} missing in the capture file, whose disk or reader was too slow.",
                                      missing == 1 ? "1 packet is" : fmt::format("{} packets are", missing)));
        } else if (limit == "syn_queue_assumed") {
            out.push_back(fmt::format("This kernel gave no answer when it was asked how many its SYN queue holds; {} "
                                      "is assumed, as since Linux 6.13.",
                                      result.model.synCapacity));
        }
    }
    if (!result.clients.notStarted.empty() || result.clients.notReached > 0) {
        out.push_back(
            fmt::format("{} never sent a SYN.",
                        counted(result.clients.notReached + load::total(result.clients.notStarted), "client")));
    }
}

void addEnd(const RunResult& result, std::vector<std::string>& out) {
    if (result.end == EndReason::Interrupted) {
        out.push_back(fmt::format("Interrupted after {}.",
                                  formatDuration(std::chrono::round<std::chrono::milliseconds>(result.duration))));
    } else if (result.end == EndReason::OpenerGone) {
        out.emplace_back("listenscope-opener was killed; this is what was measured until then.");
    }
}

} // namespace

std::vector<std::string> describeRun(const RunPlan& plan, const RunResult& result) {
    std::vector<std::string> sentences;
    addEnd(result, sentences);
    addUnknown(result, sentences);
    addClients(result, sentences);
    addDrops(result, sentences);
    addWire(result, sentences);
    addLimits(result, sentences);
    if (result.somaxconn < result.backlogRequested) {
        sentences.push_back(fmt::format("The backlog of {} was capped to {} by net.core.somaxconn.",
                                        result.backlogRequested, result.somaxconn));
    }
    if (result.sampling.samples > 0 && result.deepest < result.capacity() && result.causes.acceptQueueFull > 0 &&
        plan.server.backlogs.empty()) {
        sentences.emplace_back("No sample saw the queue full although packets were dropped: a burst between samples.");
    }
    return sentences;
}

} // namespace ls::lab
