// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/guarded.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace ls::lab {

/// What an event is about, so that a reader can give each kind its own mark.
enum class EventKind {
    BacklogChanged, ///< listen() was called again
    SysctlChanged,
    AcceptChanged, ///< accept stopped, resumed or paced; the text says which
    LoadStarted,
    LoadEnded,
    WireChanged,
    FirstDrop,
    Marker,     ///< set by the user
    OpenerGone, ///< the process that holds the namespace ended
    Trouble,    ///< of the instruments or the server itself
};

/// Something that happened during a run, for the lane under the plots and the last column of the CSV.
struct RunEvent {
    Nanoseconds time{}; ///< since the clock of the run started
    std::string text;
    EventKind kind = EventKind::Marker;
};

/// The events of one run in the order they were logged. Any thread. Samples carry the count, so that every event can be
/// put beside the first sample taken after it.
class EventLog final {
public:
    /// Before the first add().
    void startClock(TimePoint clockStart) { m_clockStart = clockStart; }

    void add(EventKind kind, std::string text) {
        const Nanoseconds now = Clock::now() - m_clockStart;
        m_events.with([&](std::vector<RunEvent>& events) {
            events.push_back({now, std::move(text), kind});
            m_count.store(static_cast<std::uint32_t>(events.size()), std::memory_order_release);
        });
    }

    [[nodiscard]] std::uint32_t count() const { return m_count.load(std::memory_order_acquire); }

    /// The events with numbers from `first` up to, not including, `last`.
    [[nodiscard]] std::vector<RunEvent> range(std::uint32_t first, std::uint32_t last) const {
        return m_events.with([&](const std::vector<RunEvent>& events) {
            return std::vector<RunEvent>(events.begin() + first, events.begin() + last);
        });
    }

private:
    TimePoint m_clockStart{};
    Guarded<std::vector<RunEvent>> m_events;
    std::atomic<std::uint32_t> m_count{0};
};

} // namespace ls::lab
