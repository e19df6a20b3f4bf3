// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/reactor/event_loop.h"

#include <chrono>
#include <memory>
#include <string>
#include <thread>

namespace ls::reactor {

/// A thread that runs one EventLoop. Created stopped; start() and stop() may come in any order, from any thread but the
/// loop's own, and more than once. The loop's descriptors are closed after the thread has been joined, never before.
class LoopThread final {
public:
    /// `name` shows in ps and top, at most 15 characters.
    [[nodiscard]] static Result<std::unique_ptr<LoopThread>> create(std::string name);
    ~LoopThread();
    LoopThread(const LoopThread&) = delete;
    LoopThread& operator=(const LoopThread&) = delete;

    void start();
    void stop();

    [[nodiscard]] EventLoop& loop() { return *m_loop; }

    /// Runs `task` on the loop and waits for it. False when the loop did not get to it in time (or has ended); then the
    /// task may still run later, so it must own what it touches.
    [[nodiscard]] bool call(Task task, std::chrono::milliseconds deadline);

private:
    LoopThread(std::string name, std::unique_ptr<EventLoop> loop);

    std::string m_name;
    std::unique_ptr<EventLoop> m_loop;
    Guarded<std::thread> m_thread;
    bool m_started = false;
};

} // namespace ls::reactor
