// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/control/commands.h"
#include "engine/experiment/outcome.h"
#include "engine/inspect/snapshot.h"
#include "engine/lab/event_log.h"
#include "engine/lab/live_snapshot.h"
#include "engine/lab/run_result.h"
#include "engine/sweep/sweep_row.h"
#include "engine/sweep/sweep_run.h"
#include "engine/wire/captured_packet.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace ls::control {

struct LabFinished {
    RunId id = 0;
    Result<lab::RunResult> result;
};

struct SweepRowDone {
    RunId id = 0;
    sweep::SweepRow row;
    std::size_t total = 0; ///< runs planned
};

struct SweepFinished {
    RunId id = 0;
    Result<sweep::SweepResult> result; ///< an error when it could not begin
};

// Runs and checks are named by their place in the preset. ----------------------------------------------------------

struct ExperimentRunStarted {
    RunId id = 0;
    std::size_t run = 0;
};

struct ExperimentRunDone {
    RunId id = 0;
    std::size_t run = 0;
    experiment::RunOutcome outcome;
};

struct ExperimentCheckDone {
    RunId id = 0;
    std::size_t check = 0;
    experiment::CheckOutcome outcome;
};

struct ExperimentFinished {
    RunId id = 0;
    Result<experiment::ExperimentResult> result; ///< an error when it could not begin
};

/// The live laboratory is open; its clock runs.
struct LiveStarted {
    RunId id = 0;
};

/// One entry of the event lane, in order, none left out.
struct LiveHappened {
    RunId id = 0;
    lab::RunEvent event;
};

/// A command was not carried out: a value out of range, a key the kernel refuses …
struct LiveRefused {
    RunId id = 0;
    Error error;
};

/// A capture file is whole, or could not be written.
struct PacketsSaved {
    RunId id = 0;
    std::filesystem::path file;
    Result<> result;
};

/// The last word about a live laboratory. When it could not be opened (ErrorCode::Refused: this machine forbids private
/// namespaces, with the advice what to switch) there is no snapshot; when the opener died (ErrorCode::OpenerGone) what
/// was measured until then is in it. No error: it was stopped, or another one took its place.
struct LiveEnded {
    RunId id = 0;
    std::optional<Error> error;
    std::shared_ptr<const lab::LiveSnapshot> last;
    std::shared_ptr<const wire::CapturedFrames> frames; ///< what its wire's tap kept; null without a wire
};

/// The last word about an inspector that could not begin, or a change of its settings that was refused.
struct InspectRefused {
    RunId id = 0;
    Error error;
};

/// Answer to Engine::listNamespaces().
struct NamespacesListed {
    std::vector<inspect::NetNamespaceInfo> namespaces;
};

using Event = std::variant<LabFinished, SweepRowDone, SweepFinished, ExperimentRunStarted, ExperimentRunDone,
                           ExperimentCheckDone, ExperimentFinished, LiveStarted, LiveHappened, LiveRefused,
                           PacketsSaved, LiveEnded, InspectRefused, NamespacesListed>;

} // namespace ls::control
