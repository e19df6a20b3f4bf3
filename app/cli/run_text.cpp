// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_text.h"

#include "engine/base/parse.h"
#include "engine/lab/words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <vector>

namespace ls::cli {

namespace {

using Cells = std::vector<std::string>;

std::string percentileText(const std::optional<Nanoseconds>& value) {
    if (!value) {
        return "not reached";
    }
    const auto us = std::chrono::duration<double, std::micro>(*value).count();
    return us < 10'000 ? fmt::format("{:.0f} us", us)
           : us < 1e6  ? fmt::format("{:.1f} ms", us / 1e3)
                       : fmt::format("{:.3f} s", us / 1e6);
}

std::string listenerLine(const lab::RunResult& r) {
    const lab::ListenerSummary& first = r.listeners.front();
    const std::string each = r.listeners.size() > 1 ? fmt::format(" x {} listeners", r.listeners.size()) : "";
    const std::string capped =
        r.somaxconn < r.backlogRequested ? fmt::format(", capped by somaxconn {}", r.somaxconn) : "";
    return fmt::format("{}  asked {}{}, limit {}{}, holds {}, deepest seen {}", r.address, r.backlogRequested, capped,
                       first.limit, each, r.capacity(), r.deepest);
}

std::string clientsLine(const load::OutcomeCounts& c) {
    return fmt::format(
        "planned {}  attempted {}  established {}  pending {}  reset {}  refused {}  timed out {}  failed {}",
        c.planned, c.attempted(), c.established, c.pending, c.reset, c.refused, c.timedOut, load::total(c.failed));
}

/// All half-open connections; the JSON's server.half_open are those of them whose client is connected.
std::uint64_t halfOpenOf(const lab::RunResult& r) {
    return r.serverStates[static_cast<std::size_t>(kernel::TcpState::SynRecv)];
}

std::string serverLine(const lab::RunResult& r) {
    const lab::ServerSummary& s = r.server;
    return fmt::format("accepted {}  waiting {}  half-open {} ({} of connected clients)  unknown {}  discarded {}  per "
                       "reactor {}",
                       s.accepted, s.queued, halfOpenOf(r), s.halfOpen, s.unknown, s.discarded,
                       fmt::join(s.perReactor, "/"));
}

std::string latencyLine(const lab::RunResult& r) {
    const std::uint64_t n = r.clients.attempted();
    const auto at = [&](double fraction) { return percentileText(r.connectLatency.percentile(fraction, n)); };
    return fmt::format("p50 {}  p90 {}  p99 {}  longest {}  (of all attempted)", at(0.5), at(0.9), at(0.99), at(1.0));
}

std::string waitLine(const HistogramSnapshot& h) {
    const auto at = [&](double fraction) { return percentileText(h.percentile(fraction)); };
    return h.count() == 0 ? "nothing was accepted"
                          : fmt::format("p50 {}  p99 {}  longest {}", at(0.5), at(0.99), percentileText(h.max()));
}

std::string causesLine(const kernel::DropCauses& c) {
    return fmt::format("accept queue full {}  SYN queue full {}  three-quarter rule {}  unattributed {}",
                       c.acceptQueueFull, c.synQueueFull, c.synQueueThreeQuarters, c.unattributed);
}

std::string wireLine(const wire::WireStats& s) {
    const auto late = s.timingError.percentile(0.99);
    return fmt::format(
        "packets {}  lost {}  held {}  duplicated {}  dropped by rule {}  under way at the end {}  dropped "
        "by itself {}{}",
        s.packets(), s.lost, s.held, s.duplicated, s.droppedByRule, s.inFlight, s.droppedByItself(),
        late ? fmt::format("  p99 {} late", percentileText(late)) : "");
}

std::string predictionLine(const lab::RunResult& r) {
    const lab::Prediction& p = r.prediction;
    const std::string verdict = !r.predictionMatches ? "" : *r.predictionMatches ? ": matches" : ": DIFFERS";
    if (p.synRecv) {
        return fmt::format("half-open {}, measured {}{}  ({})", *p.synRecv, halfOpenOf(r), verdict, p.why);
    }
    return p.established ? fmt::format("established {}, measured {}{}  ({})", *p.established, r.clients.established,
                                       verdict, p.why)
                         : fmt::format("none{}: {}", verdict, p.why);
}

std::string samplingLine(const lab::RunResult& r) {
    return fmt::format("{} samples, {:.1f} a second, {} gaps, p99 {} late; states counted {:.1f} times a second",
                       r.sampling.samples, r.sampling.realRateHz, r.sampling.gaps,
                       percentileText(r.sampling.latenessP99), r.statesRateHz);
}

std::string countersText(const kernel::CounterValues& counters) {
    std::string text;
    for (const auto& [name, moved] : counters) {
        text += fmt::format("  {:<24}{:>+10}\n", name, moved);
    }
    return text;
}

/// Sorts "2" before "10", and texts after numbers.
std::pair<double, std::string> sortKey(const std::string& text) {
    double number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    return {parsed.ec == std::errc() ? number : 1e300, text};
}

/// The columns of the table a person wants; the CSV has all.
constexpr std::array<std::string_view, 12> kColumns{"limit",     "established",  "pending",        "reset",
                                                    "timed_out", "accepted",     "queued_max",     "half_open",
                                                    "unknown",   "listen_drops", "connect_p99_us", "holds"};

/// And these of runs with a wire.
constexpr std::array<std::string_view, 3> kWireColumns{"syn_recv", "wire_dropped", "limits"};

std::vector<std::string_view> columnsOf(const sweep::SweepRow& row) {
    std::vector<std::string_view> columns(kColumns.begin(), kColumns.end());
    const auto has = [&](std::string_view name) {
        return std::any_of(row.fields.begin(), row.fields.end(), [&](const auto& f) { return f.first == name; });
    };
    std::copy_if(kWireColumns.begin(), kWireColumns.end(), std::back_inserter(columns), has);
    return columns;
}

std::string fieldOf(const sweep::SweepRow& row, std::string_view name) {
    const auto found =
        std::find_if(row.fields.begin(), row.fields.end(), [&](const auto& f) { return f.first == name; });
    if (found == row.fields.end() || found->second.text.empty()) {
        return "-";
    }
    return found->second.text;
}

/// "6", or "6..7" where the repeats differ.
std::string spread(const std::vector<const sweep::SweepRow*>& rows, std::string_view column) {
    std::vector<std::string> texts;
    for (const sweep::SweepRow* row : rows) {
        texts.push_back(fieldOf(*row, column));
    }
    const auto [low, high] = std::minmax_element(texts.begin(), texts.end(),
                                                 [](const auto& a, const auto& b) { return sortKey(a) < sortKey(b); });
    return *low == *high ? *low : fmt::format("{}..{}", *low, *high);
}

std::string alignRight(const std::vector<Cells>& lines) {
    std::vector<std::size_t> widths(lines.front().size(), 0);
    for (const Cells& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            widths[i] = std::max(widths[i], line[i].size());
        }
    }
    std::string text;
    for (const Cells& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            text += fmt::format("{}{:>{}}", i == 0 ? "" : "  ", line[i], widths[i]);
        }
        text += '\n';
    }
    return text;
}

std::string sweepTable(const sweep::SweepPlan& plan, const sweep::SweepResult& result) {
    using Key = std::vector<std::pair<double, std::string>>;
    std::map<Key, std::vector<const sweep::SweepRow*>> byValue;
    for (const sweep::SweepRow& row : result.rows) {
        Key key;
        std::transform(row.values.begin(), row.values.end(), std::back_inserter(key), sortKey);
        byValue[key].push_back(&row);
    }
    Cells header;
    for (const sweep::Knob& knob : plan.knobs) {
        header.push_back(knob.name);
    }
    const std::vector<std::string_view> columns = columnsOf(result.rows.front());
    header.insert(header.end(), columns.begin(), columns.end());
    std::vector<Cells> lines{header};
    for (const auto& [key, rows] : byValue) {
        Cells line = rows.front()->values;
        std::transform(columns.begin(), columns.end(), std::back_inserter(line),
                       [&rows = rows](std::string_view column) { return spread(rows, column); });
        lines.push_back(std::move(line));
    }
    return alignRight(lines);
}

} // namespace

std::string labText(const lab::RunPlan& plan, const lab::RunResult& r) {
    std::string text;
    for (const std::string& sentence : lab::describeRun(plan, r)) {
        text += sentence + "\n";
    }
    const auto line = [&](std::string_view name, const std::string& value) {
        text += fmt::format("{:<12}{}\n", name, value);
    };
    text += '\n';
    line("Listener", listenerLine(r));
    line("Clients", clientsLine(r.clients));
    line("Server", serverLine(r));
    line("Connect", latencyLine(r));
    line("In queue", waitLine(r.queueWait));
    line("Drops", causesLine(r.causes));
    if (r.wire) {
        line("Wire", wireLine(r.wire->stats));
    }
    line("Prediction", predictionLine(r));
    line("Books", (r.conservation.holds ? "balance: " : "DO NOT BALANCE: ") + r.conservation.detail);
    line("Sampling", samplingLine(r));
    for (const Error& problem : r.problems) {
        line("Trouble", problem.text);
    }
    text += fmt::format("\nCounters that moved in {} (Linux {})\n{}", percentileText(r.duration), r.kernel,
                        countersText(r.counters));
    return text;
}

std::string sweepText(const sweep::SweepPlan& plan, const sweep::SweepResult& result) {
    if (result.rows.empty()) {
        return "No run was finished.\n";
    }
    const sweep::Recommendation& advice = result.recommendation;
    return sweepTable(plan, result) +
           (advice.value ? fmt::format("\nRecommended: {} {}: {}.\n", advice.name, *advice.value, advice.reason)
                         : fmt::format("\nNo recommendation for {}: {}.\n", advice.name, advice.reason));
}

} // namespace ls::cli
