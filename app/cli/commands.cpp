// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include "app/cli/run_json.h"
#include "app/cli/run_text.h"
#include "app/cli/session.h"
#include "engine/base/version.h"
#include "engine/kernel/kernel_version.h"
#include "engine/lab/plan_options.h"
#include "engine/lab/series_recorder.h"
#include "engine/netns/opener_location.h"
#include "engine/record/csv_writer.h"
#include "engine/wire/pcap_recorder.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <unistd.h>

namespace ls::cli {

using record::CsvPreamble;
using record::CsvWriter;
using record::OutputFile;

namespace {

Result<std::shared_ptr<lab::SeriesRecorder>> openSeries(const std::string& path, const std::string& command) {
    if (path.empty()) {
        return nullptr;
    }
    LS_TRY_ASSIGN(OutputFile file, openOutput(path, OutputFile::Staging::Hidden));
    LS_TRY_ASSIGN(std::unique_ptr<lab::SeriesRecorder> recorder,
                  lab::SeriesRecorder::create(
                      std::move(file), csvPreamble(command, "t_s seconds since the clock started; late_us "
                                                            "microseconds; all others counts, summed over listeners")));
    return std::shared_ptr<lab::SeriesRecorder>(std::move(recorder));
}

Result<std::shared_ptr<wire::PcapRecorder>> openCapture(const std::string& path) {
    if (path.empty()) {
        return nullptr;
    }
    std::optional<SignalWatch::Ordinary> waiting(std::in_place);
    LS_TRY_ASSIGN(wire::PcapFile file, wire::PcapFile::create(path));
    waiting.reset(); // before the recorder's thread begins
    return std::make_shared<wire::PcapRecorder>(std::move(file));
}

/// Opens the capture, and by `openTable` what --csv names. A signal ends the program at once while a FIFO waits for its
/// reader: nothing may be staged by then.
template <typename OpenTable>
Result<std::shared_ptr<wire::PcapRecorder>> openOutputs(const OutputChoice& output, OpenTable openTable) {
    const bool tableMayWait = record::isWrittenDirectly(output.csv);
    if (tableMayWait) {
        LS_TRY(openTable());
    }
    LS_TRY_ASSIGN(std::shared_ptr<wire::PcapRecorder> capture, openCapture(output.pcap));
    if (!tableMayWait) {
        LS_TRY(openTable());
    }
    return capture;
}

Result<> finishSeries(lab::SeriesRecorder& series) {
    LS_TRY(series.finish());
    return series.commit();
}

/// The capture file that could not be written, if so.
const Error* outputProblem(const std::vector<Error>& problems) {
    const auto found = std::find_if(problems.begin(), problems.end(),
                                    [](const Error& problem) { return problem.code == ErrorCode::Output; });
    return found == problems.end() ? nullptr : &*found;
}

sweep::Columns columnsOf(const SweepCommand& command) {
    using sweep::Columns;
    return !command.output.pcap.empty()   ? Columns::Recorded
           : sweep::isWired(command.plan) ? Columns::Wired
                                          : Columns::Plain;
}

/// The rows of a sweep as they come, in FILE.part until the end.
class RowWriter final {
public:
    static Result<RowWriter> create(const SweepCommand& command, const std::string& text) {
        RowWriter writer;
        if (!command.output.csv.empty()) {
            LS_TRY_ASSIGN(OutputFile file, openOutput(command.output.csv, OutputFile::Staging::Part));
            CsvPreamble lines = csvPreamble(text, "_us microseconds; _s seconds; all others counts");
            lines.insert(lines.begin() + 3, {"seed", std::to_string(command.plan.seed)});
            LS_TRY_ASSIGN(CsvWriter csv, CsvWriter::create(std::move(file), lines,
                                                           sweep::csvHeader(command.plan.knobs, columnsOf(command))));
            LS_TRY(csv.flush());
            writer.m_csv.emplace(std::move(csv));
        }
        return writer;
    }

    Result<> row(const sweep::SweepRow& row) {
        if (!m_csv) {
            return {};
        }
        LS_TRY(m_csv->row(sweep::csvFields(row)));
        LS_TRY(m_csv->flush());
        m_csv->keepPart();
        return {};
    }

    Result<> commit() { return m_csv ? m_csv->commit() : Result<>(); }

    /// Where the finished rows of a sweep that failed are.
    [[nodiscard]] std::string part() const { return m_csv ? m_csv->stagedAt().string() : std::string(); }

private:
    std::optional<CsvWriter> m_csv;
};

/// A sweep that failed leaves its finished rows where they are, and says so.
Error withRowsKept(Error error, const sweep::SweepResult& result, const RowWriter& rows) {
    if (!result.rows.empty() && !rows.part().empty()) {
        error.advice += fmt::format("{}the {} finished rows are in {}", error.advice.empty() ? "" : "; ",
                                    result.rows.size(), rows.part());
    }
    return error;
}

/// "run 7 of 20" on one line of a terminal; nothing on a pipe or file.
class Progress final {
public:
    void show(std::size_t done, std::size_t total) {
        if (m_terminal) {
            fmt::print(stderr, "\r{} of {} runs done", done, total);
        }
    }
    ~Progress() {
        if (m_terminal) {
            fmt::print(stderr, "\r\033[K");
        }
    }
    Progress() = default;
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

private:
    bool m_terminal = ::isatty(STDERR_FILENO) != 0;
};

} // namespace

CsvPreamble csvPreamble(const std::string& command, std::string_view units) {
    return {{"version", kVersion},
            {"kernel", kernel::runningKernelRelease()},
            {"command", command},
            {"units", std::string(units)}};
}

Result<std::unique_ptr<control::Engine>> startEngine() {
    LS_TRY_ASSIGN(std::filesystem::path opener, netns::findOpener());
    return control::Engine::create(std::move(opener));
}

Result<OutputFile> openOutput(const std::string& path, OutputFile::Staging staging) {
    const SignalWatch::Ordinary waiting;
    return OutputFile::create(path, staging);
}

Result<> print(const std::string& text) {
    return record::writeAll(STDOUT_FILENO, text, "standard output");
}

Result<ExitCode> run(const LabCommand& command, const std::string& text, SignalWatch& signals) {
    LS_TRY_ASSIGN(const std::unique_ptr<control::Engine> engine, startEngine());
    LS_TRY(lab::checkPlan(command.plan, engine->catalogue()));
    std::shared_ptr<lab::SeriesRecorder> series;
    LS_TRY_ASSIGN(auto capture, openOutputs(command.output, [&]() -> Result<> {
                      LS_TRY_ASSIGN(series, openSeries(command.output.csv, text));
                      return {};
                  }));

    LS_TRY_ASSIGN(const lab::RunResult result,
                  Session(*engine, signals).runLab({command.plan, series, std::move(capture)}));
    const auto written = series ? finishSeries(*series) : Result<>();
    // Whatever became of the file, what was measured is shown.
    LS_TRY(print(command.output.json ? labJson(result) : labText(command.plan, result)));
    LS_TRY(written);
    if (const Error* problem = outputProblem(result.problems)) {
        return tl::unexpected(*problem);
    }
    if (result.end == lab::EndReason::OpenerGone) {
        return failure(ErrorCode::OpenerGone, "listenscope-opener was killed during the run", "start again");
    }
    return ExitCode::Done;
}

Result<ExitCode> run(const SweepCommand& command, const std::string& text, SignalWatch& signals) {
    LS_TRY_ASSIGN(const std::unique_ptr<control::Engine> engine, startEngine());
    LS_TRY(sweep::expand(command.plan, engine->catalogue()));
    std::optional<RowWriter> rows;
    LS_TRY_ASSIGN(auto capture, openOutputs(command.output, [&]() -> Result<> {
                      LS_TRY_ASSIGN(RowWriter made, RowWriter::create(command, text));
                      rows.emplace(std::move(made));
                      return {};
                  }));

    std::optional<Progress> progress(std::in_place);
    LS_TRY_ASSIGN(
        const sweep::SweepResult result,
        Session(*engine, signals).runSweep({command.plan, std::move(capture)}, [&](const control::SweepRowDone& done) {
            progress->show(done.row.run + 1, done.total);
            return rows->row(done.row);
        }));
    progress.reset();
    if (!result.error) {
        LS_TRY(rows->commit());
    }
    LS_TRY(print(command.output.json ? sweepJson(command.plan, result, text) : sweepText(command.plan, result)));
    if (result.error) {
        return Failure(withRowsKept(*result.error, result, *rows));
    }
    if (const Error* problem = outputProblem(result.problems)) {
        return tl::unexpected(*problem);
    }
    return ExitCode::Done;
}

} // namespace ls::cli
