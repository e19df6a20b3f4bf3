// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/experiment/preset.h"
#include "engine/inspect/inspector.h"
#include "engine/lab/lab_setup.h"
#include "engine/lab/run_plan.h"
#include "engine/lab/sample_sink.h"
#include "engine/load/load_plan.h"
#include "engine/server/accept_policy.h"
#include "engine/sweep/sweep_plan.h"
#include "engine/wire/pcap_recorder.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace ls::control {

/// Names one run, sweep, experiment or live laboratory; answers carry it, so that late ones can be told from current
/// ones.
using RunId = std::uint64_t;

struct StartLab {
    lab::RunPlan plan;
    std::shared_ptr<lab::SampleSink> sink = nullptr;    ///< every sample, none dropped; may be null
    std::shared_ptr<wire::PcapRecorder> pcap = nullptr; ///< gets a wired run's packets, and is finished; may be null
};

struct StartSweep {
    sweep::SweepPlan plan;
    /// Gets the packets of all its wired runs, and is finished unless the sweep failed before its first run had ended;
    /// may be null.
    std::shared_ptr<wire::PcapRecorder> pcap = nullptr;
};

struct StartExperiment {
    std::shared_ptr<const experiment::Preset> preset;
};

/// Opens a live laboratory in a fresh namespace; it lives until Engine::stop(). A live laboratory that is open already
/// is ended first: that is how changes are made that need a new server (reactors, listeners, trigger, sample rate).
/// The setup's accept policy is its step at time 0; steps for later make no sense here and are refused.
struct StartLive {
    lab::LabSetup setup;
    std::shared_ptr<lab::SampleSink> sink = nullptr; ///< every sample, none dropped; may be null
};

// To an open live laboratory. What cannot be done is answered with LiveRefused and changes nothing. -------------------

/// Calls listen() again on the open sockets.
struct SetBacklog {
    int backlog = 0;
};

struct SetAcceptPolicy {
    server::AcceptPolicy policy;
};

/// Another plan for packets that come from now on; in a laboratory that was opened with a wire (LabSetup::wired).
struct SetWire {
    wire::WirePlan plan;
};

/// Checked by the catalogue. Where the key takes effect only at the next listen(), listen() is called again, and the
/// event says so.
struct SetSysctl {
    lab::SysctlSetting setting;
};

/// Back to the kernel's default, as the fresh namespace had it.
struct RevertSysctl {
    std::string key;
};

struct RevertSysctls {};

/// Copies this machine's values of the catalogue's keys.
struct UseHostSysctls {};

/// A load at work is stopped first. With `repeatEvery` it is started again and again, that long after each start.
struct StartLoad {
    load::LoadPlan plan;
    std::optional<Nanoseconds> repeatEvery = std::nullopt; ///< at least 100 ms
};

/// Closes its connections and ends the repetition.
struct StopLoad {};

/// Shows the packets of the wire in LiveFeed, or no longer.
struct WatchPackets {
    bool watch = true;
};

/// Writes the packets that the wire's tap keeps into a capture file; answered with PacketsSaved.
struct SavePackets {
    std::filesystem::path file;
};

/// Puts a mark into the event lane.
struct Mark {
    std::string text;
};

using LiveCommand = std::variant<SetBacklog, SetAcceptPolicy, SetWire, SetSysctl, RevertSysctl, RevertSysctls,
                                 UseHostSysctls, StartLoad, StopLoad, WatchPackets, SavePackets, Mark>;

// The inspector of this machine's sockets: beside the laboratory, whatever runs there.
// ---------------------------------

/// Begins to look at the sockets of a network namespace, until Engine::stopInspecting(). An inspector at work is ended
/// first: that is how another namespace is chosen.
struct StartInspecting {
    inspect::InspectSettings settings;
};

} // namespace ls::control
