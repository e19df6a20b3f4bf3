// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/run_result.h"
#include "engine/lab/run_series.h"
#include "engine/record/csv_writer.h"
#include "engine/sweep/sweep_plan.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ls::sweep {

/// A field of a row.
struct Field {
    enum class Kind { Nothing, Number, Truth, Names };

    Kind kind = Kind::Nothing;
    std::string text; ///< as it stands in CSV and JSON; empty for Nothing; Names with spaces between, a list in JSON
};

/// What a sweep keeps of one run.
struct SweepRow {
    std::size_t run = 0; ///< in order of execution, from 0
    unsigned repeat = 0;
    std::vector<std::string> values;                   ///< one per knob
    std::vector<std::pair<std::string, Field>> fields; ///< the public columns after the knobs, in order
    /// No client was lost, late or in the dark; see isClean().
    bool clean = false;
    std::shared_ptr<const lab::RunSeries> series = nullptr; ///< how the run went; null for a row read from a file
};

[[nodiscard]] SweepRow makeRow(std::size_t run, const SweepPoint& point, const lab::RunResult& result);

/// Whether a run lost nothing: every planned client is established, none is half-open or unknown, ListenDrops and
/// TCPReqQFullDoCookies did not move, and no SYN was sent twice. Client outcomes alone would not do: with cookies on,
/// every client ends ESTABLISHED even at backlog 1.
[[nodiscard]] bool isClean(const lab::RunResult& result);

/// What rows tell; each more than the one before.
enum class Columns {
    Plain,
    Wired,    ///< see isWired(): also what the wire saw, as overflows at a SYN and those at an ACK
    Recorded, ///< also which frames of the capture file are the run's, numbered from 1 as tcpdump and Wireshark do
};

[[nodiscard]] std::vector<std::string> csvHeader(const std::vector<Knob>& knobs, Columns columns = Columns::Plain);
[[nodiscard]] std::vector<std::string> csvFields(const SweepRow& row);

} // namespace ls::sweep
