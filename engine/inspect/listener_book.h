// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/listener.h"
#include "engine/inspect/listener_reader.h"

#include <deque>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace ls::inspect {

/// Remembers listeners from look to look, by identity: a port that was closed and opened again is a new row, and its
/// drops count from there. One thread.
class ListenerBook final {
public:
    /// Takes one look at all listeners, later than the one before. `overflowsMoved`: the namespace's ListenOverflows
    /// moved since then. Without that no accept queue was full: SK_MEMINFO_DROPS alone counts stray packets too.
    /// `owners` belong to `look`, in its order.
    void update(std::span<const ListenerReading> look, std::span<const OwnerRef> owners, bool overflowsMoved,
                TimePoint time);

    /// The rows, by family, address, port and inode; what has closed lingers. Begins a new "since the last snapshot".
    [[nodiscard]] std::vector<Listener> snapshot();

private:
    struct Tracked {
        Listener row;
        std::deque<std::pair<TimePoint, std::uint64_t>> dropsSeen; ///< of the last second and one older
        std::uint32_t lastDepth = 0;                               ///< of the look before
        TimePoint burstAt{};
    };

    static void refresh(Tracked& tracked, const ListenerReading& reading, bool overflowsMoved, TimePoint time);
    static void countDrops(Tracked& tracked, const Listener& now, bool overflowsMoved, TimePoint time);
    void closeMissing(TimePoint time);

    std::map<SocketIdentity, Tracked> m_tracked;
    TimePoint m_time{};
};

} // namespace ls::inspect
