// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspect_commands.h"

#include "app/cli/commands.h"
#include "app/cli/inspect_json.h"
#include "app/cli/inspect_session.h"
#include "app/cli/inspect_text.h"
#include "app/cli/listener_filter.h"
#include "engine/inspect/alert_desk.h"
#include "engine/inspect/filter_rows.h"
#include "engine/inspect/listener_facts.h"
#include "engine/inspect/program_catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <unistd.h>

namespace ls::cli {

using record::CsvWriter;
using record::OutputFile;

namespace {

constexpr std::string_view kUnits = "time UTC; _per_s per second; fill a share of the limit; all others counts";

Result<std::optional<CsvWriter>> openCsv(const std::string& path, const std::string& text) {
    if (path.empty()) {
        return std::optional<CsvWriter>();
    }
    LS_TRY_ASSIGN(OutputFile file, openOutput(path, OutputFile::Staging::Hidden));
    LS_TRY_ASSIGN(CsvWriter csv, CsvWriter::create(std::move(file), csvPreamble(text, kUnits), inspectCsvHeader()));
    LS_TRY(csv.flush());
    return std::optional<CsvWriter>(std::move(csv));
}

/// Puts one snapshot after the other where the command wants them.
class SnapshotPrinter final {
public:
    SnapshotPrinter(const InspectCommand& command, filter::Filter filter, std::optional<CsvWriter>& csv)
        : m_command(command)
        , m_csv(csv)
        , m_redraw(command.watch && !command.output.json && ::isatty(STDOUT_FILENO) != 0) {
        m_view.filter = std::move(filter);
        m_view.allSockets = command.allSockets;
    }

    Result<> print(const inspect::Snapshot& snapshot, const InspectSession& session) {
        m_view.interrupted = session.interrupted();
        m_view.watched = session.watched();
        const kernel::CounterValues& total = snapshot.counters->total;
        m_view.counters = m_command.watch ? kernel::counterMovement(m_before.empty() ? total : m_before, total)
                                          : kernel::counterMovement({}, total);
        m_before = total;
        if (m_csv) {
            LS_TRY(printCsv(snapshot));
            return m_command.output.json ? cli::print(inspectJson(snapshot, m_view, m_command.watch.has_value()))
                                         : Result<>();
        }
        if (m_command.output.json) {
            return cli::print(inspectJson(snapshot, m_view, m_command.watch.has_value()));
        }
        // Home, the table, and nothing left of the one before.
        return cli::print((m_redraw ? "\033[H\033[2J" : "") + inspectText(snapshot, m_view));
    }

private:
    Result<> printCsv(const inspect::Snapshot& snapshot) {
        for (const inspect::Listener& listener : snapshot.listeners) {
            if (!listener.closed && m_view.filter.matches(inspect::ListenerFields(listener))) {
                LS_TRY(m_csv->row(inspectCsvFields(snapshot, listener)));
            }
        }
        return m_csv->flush();
    }

    const InspectCommand& m_command;
    std::optional<CsvWriter>& m_csv;
    bool m_redraw;
    SnapshotView m_view;
    kernel::CounterValues m_before;
};

/// Why its drops moved; nullptr: they did not.
const inspect::Alert* dropsOf(const inspect::Listener& listener, const inspect::Snapshot& snapshot) {
    const auto found = std::find_if(snapshot.alerts.begin(), snapshot.alerts.end(), [&](const inspect::Alert& alert) {
        return alert.listener == listener.id && alert.kind == inspect::AlertKind::Drops;
    });
    return found != snapshot.alerts.end() ? &*found : nullptr;
}

/// A check of figures that cannot be seen would always hold.
Result<> checkIsPossible(const CheckCommand& command, const inspect::Listener& listener,
                         const inspect::Snapshot& snapshot) {
    const bool isTcp = listener.family != inspect::SocketFamily::Unix; // nothing counts the drops of AF_UNIX
    const bool fillUnknown = command.fillOver && !listener.limit;
    const bool dropsUnknown = command.dropsOver && isTcp && !listener.drops;
    if (!fillUnknown && !dropsUnknown) {
        return {};
    }
    const auto why = std::find_if(snapshot.unseen.begin(), snapshot.unseen.end(), [&](const inspect::Unseen& unseen) {
        return unseen.what.find(isTcp ? "TCP" : "UNIX") != std::string::npos;
    });
    return failure(ErrorCode::Refused,
                   fmt::format("cannot check {}: {} cannot be seen{}", inspect::listenerName(listener),
                               fillUnknown ? "its limit" : "its drops",
                               why != snapshot.unseen.end() ? ": " + why->why : ""),
                   why != snapshot.unseen.end() ? why->advice : "");
}

/// "nginx 0.0.0.0:80: 94 % full (limit 128), 12 drops: accept queue full"; empty when the listener keeps within bounds.
std::string excess(const CheckCommand& command, const inspect::Listener& listener, const inspect::Snapshot& snapshot) {
    std::string text;
    const double limit = listener.limit.value_or(0);
    const double fill = limit > 0 ? listener.deepest / limit : static_cast<double>(listener.deepest);
    if (command.fillOver && listener.limit && fill > *command.fillOver) {
        text = fmt::format("{:.0f} % full at its deepest ({} waiting, limit {})", 100 * fill, listener.deepest,
                           *listener.limit);
    }
    if (command.dropsOver && listener.dropsSeen > *command.dropsOver) {
        const inspect::Alert* alert = dropsOf(listener, snapshot);
        text += fmt::format("{}{} drops{}{}", text.empty() ? "" : ", ", listener.dropsSeen, alert ? ": " : "",
                            alert ? inspect::causeWords(alert->cause) : "");
    }
    return text.empty() ? text : fmt::format("{}: {}\n", inspect::listenerName(listener), text);
}

std::string advice(const inspect::Listener& listener, const inspect::Snapshot& snapshot, const WatchedQueue& watched,
                   const inspect::ProgramCatalogue& programs) {
    const std::string wait = listener.depth > 0 ? fmt::format("  {}\n", waitText(listener, watched)) : "";
    return wait + adviceText(inspect::advise(inspect::factsOf(listener, snapshot, watched.rateOf(listener)), programs));
}

} // namespace

Result<ExitCode> run(const InspectCommand& command, const std::string& text, SignalWatch& signals) {
    LS_TRY_ASSIGN(filter::Filter filter, makeListenerFilter(command.filter));
    LS_TRY_ASSIGN(std::optional<CsvWriter> csv, openCsv(command.output.csv, text));
    LS_TRY_ASSIGN(const std::unique_ptr<control::Engine> engine, startEngine());
    inspect::InspectSettings settings;
    settings.allSockets = command.allSockets;
    InspectSession session(*engine, signals, settings);
    SnapshotPrinter printer(command, filter, csv);
    LS_TRY_ASSIGN(inspect::SnapshotRef snapshot, session.complete());
    LS_TRY(printer.print(*snapshot, session));
    if (command.watch) {
        session.watchFullest(std::move(filter));
    }
    for (TimePoint due = Clock::now(); command.watch && !session.interrupted();) {
        due += *command.watch;
        LS_TRY_ASSIGN(snapshot, session.newestAt(due));
        LS_TRY(printer.print(*snapshot, session));
    }
    LS_TRY(csv ? csv->commit() : Result<>());
    return ExitCode::Done;
}

Result<ExitCode> run(const CheckCommand& command, const std::string&, SignalWatch& signals) {
    LS_TRY_ASSIGN(const filter::Filter filter, makeListenerFilter(command.filter));
    LS_TRY_ASSIGN(const inspect::ProgramCatalogue programs, inspect::ProgramCatalogue::builtIn());
    LS_TRY_ASSIGN(const std::unique_ptr<control::Engine> engine, startEngine());
    inspect::InspectSettings settings;
    settings.alerts.window = std::max<Nanoseconds>(settings.alerts.window, 2 * command.duration); // as long as we look
    InspectSession session(*engine, signals, std::move(settings));
    LS_TRY_ASSIGN(inspect::SnapshotRef snapshot, session.complete());
    session.watchFullest(filter);
    LS_TRY_ASSIGN(snapshot, session.newestAt(snapshot->began + command.duration));
    std::string lines;
    std::size_t looked = 0;
    for (const inspect::Listener& listener : snapshot->listeners) {
        if (filter.matches(inspect::ListenerFields(listener))) {
            ++looked;
            LS_TRY(checkIsPossible(command, listener, *snapshot));
            const std::string text = excess(command, listener, *snapshot);
            lines += text.empty() ? text : text + advice(listener, *snapshot, session.watched(), programs);
        }
    }
    if (lines.empty()) {
        LS_TRY(print(fmt::format("{} listeners keep within bounds\n", looked)));
        return ExitCode::Done;
    }
    LS_TRY(print(lines));
    return ExitCode::CheckFailed;
}

} // namespace ls::cli
