// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace ls::inspect {

/// A thread that works at absolute deadlines (timerfd): a late turn does not shift the next one. The destructor joins.
class PacedThread final {
public:
    /// Does one turn, due at the time given, and answers when the next one is due.
    using Turn = std::function<TimePoint(TimePoint due)>;

    /// Starts at once with the first turn. `name`: at most 15 characters.
    [[nodiscard]] static Result<std::unique_ptr<PacedThread>> start(std::string name, Turn turn);
    ~PacedThread();
    PacedThread(const PacedThread&) = delete;
    PacedThread& operator=(const PacedThread&) = delete;

    /// The next turn begins now. Any thread.
    void hurry();

private:
    PacedThread(UniqueFd timer, Turn turn)
        : m_timer(std::move(timer))
        , m_turn(std::move(turn)) {}

    void run();
    void armAt(TimePoint when) const;

    UniqueFd m_timer;
    Turn m_turn;
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_hurried{false};
    std::thread m_thread;
};

/// The next deadline after `due`: on its grid, and not before the turn that began then has rested so long that its cost
/// is at most `share` of the time. Deadlines that have passed are left out.
[[nodiscard]] TimePoint nextDeadline(TimePoint due, Nanoseconds period, Nanoseconds cost, double share);

} // namespace ls::inspect
