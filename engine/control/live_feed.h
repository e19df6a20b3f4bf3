// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/control/commands.h"
#include "engine/lab/live_snapshot.h"
#include "engine/metrics/sample.h"
#include "engine/wire/packet_log.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace ls::control {

/// What a live laboratory has shown since the reader came last.
struct LiveUpdate {
    RunId id = 0;                                      ///< 0: nothing yet
    std::shared_ptr<const lab::LiveSnapshot> snapshot; ///< the newest; null when it is the one given before
    std::vector<Sample> samples;                       ///< in order of time
    std::uint64_t samplesSkipped = 0;                  ///< older ones that the reader was too slow for
    std::shared_ptr<const wire::PacketLog> packets;    ///< the newest; null when it is the one given before
};

/// Snapshots and samples on their way to one reader who comes when it likes, say every 33 ms. Bounded: of snapshots
/// and packet logs only the newest is kept; of samples the newest kMaxSamples, those pushed out are counted. Who needs
/// every sample gives StartLive a sink. Any thread.
class LiveFeed final {
public:
    static constexpr std::size_t kMaxSamples = 65536; ///< 65 s at 1 kHz

    /// Another laboratory: what is left of the one before goes.
    void begin(RunId id);
    void put(std::shared_ptr<const lab::LiveSnapshot> snapshot, const std::vector<Sample>& samples);
    void put(std::shared_ptr<const wire::PacketLog> packets);
    [[nodiscard]] LiveUpdate take();

private:
    Guarded<LiveUpdate> m_next;
};

} // namespace ls::control
