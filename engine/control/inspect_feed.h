// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/control/commands.h"
#include "engine/inspect/inspector.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace ls::control {

/// What an inspector has shown since the reader came last.
struct InspectUpdate {
    RunId id = 0;                     ///< 0: nothing yet
    inspect::SnapshotRef snapshot;    ///< the newest; null when it is the one given before
    std::vector<Sample> samples;      ///< of the selected listener, in order of time
    std::uint64_t samplesSkipped = 0; ///< older ones that the reader was too slow for
    std::vector<inspect::ClosedConnection> closed;
    std::uint64_t closedSkipped = 0;
    std::vector<inspect::Alert> alerts; ///< that began or ended, none left out
};

/// Looks on their way to one reader who comes when it likes, or waits with poll(2) on fd(). Bounded: of snapshots only
/// the newest is kept, of samples and closed connections the newest kMost; those pushed out are counted. Any thread.
class InspectFeed final {
public:
    static constexpr std::size_t kMost = 65'536;

    [[nodiscard]] static Result<std::unique_ptr<InspectFeed>> create();

    /// Another inspector: what is left of the one before goes.
    void begin(RunId id);
    void put(inspect::Look look);
    [[nodiscard]] InspectUpdate take();

    /// Readable while something may be waiting. Borrowed.
    [[nodiscard]] int fd() const { return m_ready.get(); }

private:
    explicit InspectFeed(UniqueFd ready)
        : m_ready(std::move(ready)) {}

    UniqueFd m_ready;
    Guarded<InspectUpdate> m_next;
};

} // namespace ls::control
