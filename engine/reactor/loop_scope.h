// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/reactor/event_loop.h"

#include <memory>
#include <utility>

namespace ls::reactor {

/// Work for later that must find its owner alive: a member of the owner, created and destroyed on the loop thread. Work
/// that comes due after close() or destruction is dropped.
class LoopScope final {
public:
    explicit LoopScope(EventLoop& loop)
        : m_loop(loop) {}
    ~LoopScope() { close(); }
    LoopScope(const LoopScope&) = delete;
    LoopScope& operator=(const LoopScope&) = delete;

    /// Any thread, as long as the scope lives.
    template <typename F>
    void post(F work) {
        m_loop.post(guarded(std::move(work)));
    }
    /// Loop thread.
    template <typename F>
    TimerId runAt(TimePoint when, F work) {
        return m_loop.runAt(when, guarded(std::move(work)));
    }
    template <typename F>
    TimerId runAfter(Nanoseconds delay, F work) {
        return runAt(Clock::now() + delay, std::move(work));
    }
    void cancel(TimerId timer) { m_loop.cancelTimer(timer); }
    /// Loop thread.
    void close() { *m_open = false; }

    [[nodiscard]] EventLoop& loop() const { return m_loop; }

private:
    template <typename F>
    [[nodiscard]] auto guarded(F work) const {
        return [open = m_open, work = std::move(work)]() mutable {
            if (*open) {
                work();
            }
        };
    }

    EventLoop& m_loop;
    std::shared_ptr<bool> m_open = std::make_shared<bool>(true); ///< the flag is the loop thread's
};

} // namespace ls::reactor
