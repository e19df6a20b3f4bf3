// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/lab/run_result.h"
#include "engine/lab/run_series.h"
#include "engine/wire/captured_packet.h"
#include "engine/wire/packet_log.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ls::experiment {

/// What became of one run of an experiment. A value.
struct RunOutcome {
    std::shared_ptr<const lab::RunResult> result;       ///< null: not made
    std::shared_ptr<const lab::RunSeries> series;       ///< how it went
    std::shared_ptr<const wire::PacketLog> packets;     ///< what passed its wire; null on plain loopback
    std::shared_ptr<const wire::CapturedFrames> frames; ///< the same, for a capture file
    std::string why;                                    ///< why it was not made
};

/// What became of one check. A value.
struct CheckOutcome {
    enum class Verdict { Holds, Fails, Skipped };

    Verdict verdict = Verdict::Skipped;
    std::string measured;
    std::string expected; ///< "== 6"; of a prediction its figures, "established 6"
    std::string why;      ///< why it was skipped, or could not be judged; for books, the equation
};

/// An experiment that ended: whole, or stopped. What was finished is always here.
struct ExperimentResult {
    std::vector<RunOutcome> runs;     ///< as many as the preset has
    std::vector<CheckOutcome> checks; ///< likewise
    bool interrupted = false;
    std::optional<Error> error; ///< what ended it early, other than a request to stop

    [[nodiscard]] std::size_t count(CheckOutcome::Verdict verdict) const;
    /// Ended, no check failed and at least one holds.
    [[nodiscard]] bool passed() const;
    /// Ended, but this kernel could not make a run that any check speaks of.
    [[nodiscard]] bool nothingJudged() const;
    /// Why the first check that was left out was; empty where every one was judged.
    [[nodiscard]] std::string obstacle() const;
};

} // namespace ls::experiment
