// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/control/commands.h"
#include "engine/lab/run_series.h"
#include "engine/wire/packet_log.h"

#include <cstddef>
#include <memory>

namespace ls::control {

/// How a run of an experiment goes so far.
struct ExperimentUpdate {
    RunId id = 0;                                   ///< of the experiment; 0: nothing yet
    std::size_t run = 0;                            ///< its place in the preset
    std::shared_ptr<const lab::RunSeries> series;   ///< the newest; null when it is the one given before
    std::shared_ptr<const wire::PacketLog> packets; ///< the same
};

/// The progress of an experiment's run on its way to one reader who comes when it likes. The newest wins: each holds
/// everything since the run began. Any thread.
class ExperimentFeed final {
public:
    /// Another experiment: what is left of the one before goes.
    void begin(RunId id);
    void put(std::size_t run, std::shared_ptr<const lab::RunSeries> series);
    void put(std::size_t run, std::shared_ptr<const wire::PacketLog> packets);
    [[nodiscard]] ExperimentUpdate take();

private:
    Guarded<ExperimentUpdate> m_next;
};

} // namespace ls::control
