// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspect_text.h"

#include "engine/inspect/alert_desk.h"
#include "engine/inspect/filter_rows.h"
#include "engine/inspect/listener_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <vector>

namespace ls::cli {

using inspect::Listener;
using inspect::OwnerKnowledge;
using inspect::SocketFamily;

namespace {

using Cells = std::array<std::string, 9>;
constexpr std::size_t kNumbers = 6; // the first columns, right-aligned

const Cells kHeader{"WAITING", "LIMIT", "FULL", "HALF-OPEN", "DROPS", "DROPS/S", "FAMILY", "ADDRESS", "OWNER"};

std::string ownerText(const inspect::Owner& owner) {
    std::string text;
    for (const inspect::ProcessName& process : owner.processes) {
        text += fmt::format("{}{}/{}", text.empty() ? "" : " ", process.pid, process.name);
    }
    if (owner.knowledge == OwnerKnowledge::OtherUser) {
        text = fmt::format("other user: {}", owner.user);
    } else if (owner.knowledge == OwnerKnowledge::NoProcess) {
        text = "no process";
    } else if (owner.knowledge == OwnerKnowledge::Pending) {
        text = "…";
    }
    for (const std::string& more : {owner.unit, owner.container}) {
        text += more.empty() ? "" : fmt::format(" ({})", more);
    }
    return text;
}

Cells cellsOf(const Listener& listener) {
    const bool isUnix = listener.family == SocketFamily::Unix;
    const auto fill = listener.fill();
    return {std::to_string(listener.depth),
            listener.limit ? std::to_string(*listener.limit) : "?",
            fill ? fmt::format("{:.0f}%", 100 * *fill) : "?",
            isUnix ? "-" : std::to_string(listener.halfOpen),
            listener.drops ? std::to_string(*listener.drops) : "-",
            listener.drops ? fmt::format("{:.1f}{}", listener.dropsPerSecond, listener.burstBetweenSamples ? "!" : "")
                           : "-",
            std::string(familyName(listener.family)),
            listenerAddress(listener),
            ownerText(*listener.owner)};
}

std::string table(const std::vector<Cells>& rows) {
    std::array<std::size_t, std::tuple_size_v<Cells>> widths{};
    for (const Cells& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    std::string text;
    for (const Cells& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += i < kNumbers         ? fmt::format("{:>{}}  ", row[i], widths[i])
                    : i + 1 < row.size() ? fmt::format("{:<{}}  ", row[i], widths[i])
                                         : row[i];
        }
        text += line + "\n";
    }
    return text;
}

std::string statesLine(const inspect::StateCounts& states) {
    std::string line = "TCP sockets:";
    for (std::size_t state = 1; state < kernel::kTcpStates; ++state) {
        if (states.tcp[state] > 0) {
            line += fmt::format("  {} {}", tcpStateName(static_cast<kernel::TcpState>(state)), states.tcp[state]);
        }
    }
    return line + "\n";
}

} // namespace

std::string inspectText(const inspect::Snapshot& snapshot, const SnapshotView& view) {
    std::vector<Cells> rows{kHeader};
    std::string waits;
    std::set<std::string> hidden; // why owners do not show: said once
    std::set<inspect::SocketIdentity> shown;
    bool isBurst = false;
    for (const Listener& listener : snapshot.listeners) {
        if (!listener.closed && view.filter.matches(inspect::ListenerFields(listener))) {
            rows.push_back(cellsOf(listener));
            shown.insert(listener.id);
            if (listener.owner->knowledge == OwnerKnowledge::OtherUser) {
                hidden.insert(listener.owner->why);
            }
            if (listener.fill() >= inspect::AlertSettings{}.fillOver) {
                waits += fmt::format("{}: {}\n", listenerName(listener), waitText(listener, view.watched));
            }
            isBurst = isBurst || listener.burstBetweenSamples;
        }
    }
    std::string text;
    for (const inspect::Unseen& unseen : snapshot.unseen) {
        text += fmt::format("not seen: {}: {}{}{}\n", unseen.what, unseen.why, unseen.advice.empty() ? "" : "; ",
                            unseen.advice);
    }
    for (const std::string& why : hidden) {
        text += fmt::format("not seen: owners: {}\n", why);
    }
    for (const inspect::Alert& alert : snapshot.alerts) {
        text += shown.count(alert.listener) > 0 ? alert.text + "\n" : "";
    }
    text += table(rows);
    text += isBurst ? "! burst between samples: drops although no sample reached the limit\n" : "";
    text += waits;
    text += statesLine(*snapshot.states);
    if (view.allSockets && snapshot.sockets) {
        text += fmt::format("all sockets: {} (their rows are in --json)\n", snapshot.sockets->rows.size());
    }
    return text;
}

std::string waitText(const Listener& listener, const WatchedQueue& watched) {
    const auto rate = watched.rateOf(listener);
    if (!rate) {
        return fmt::format("predicted wait unknown: {} wait; how fast they are accepted shows after two seconds of "
                           "inspect --watch or check, for the fullest listener that the filter lets through",
                           listener.depth);
    }
    const auto wait = inspect::predictedWait(listener.depth, *rate);
    return wait ? fmt::format("predicted wait {:.1f} s: {} wait, and {:.1f} a second leave the queue", *wait,
                              listener.depth, *rate)
                : fmt::format("predicted wait without end: {} wait, and none leaves the queue", listener.depth);
}

std::string adviceText(const std::vector<inspect::Finding>& findings) {
    std::string text;
    for (const inspect::Finding& finding : findings) {
        text += fmt::format("  {}\n", inspect::sentence(finding));
        for (const inspect::Change& change : finding.changes) {
            text += fmt::format("    {}\n", change.where.empty() ? "to change it:" : change.where + ":");
            std::istringstream lines(change.text);
            for (std::string line; std::getline(lines, line);) {
                text += line.empty() ? "" : fmt::format("      {}\n", line);
            }
            text += fmt::format("      then: {}\n", change.apply);
        }
    }
    return text;
}

} // namespace ls::cli
