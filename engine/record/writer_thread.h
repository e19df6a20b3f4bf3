// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/task.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace ls::record {

/// Runs tasks in order on a thread of its own, so that a slow disk or reader never holds up who measures. The queue is
/// not bounded: a recorder drops nothing. post() from any thread.
class WriterThread final {
public:
    WriterThread();
    ~WriterThread();
    WriterThread(const WriterThread&) = delete;
    WriterThread& operator=(const WriterThread&) = delete;

    void post(Task task);
    /// Runs what is queued, then ends the thread. Later posts are not run.
    void finish();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Task> m_tasks;
    bool m_finishing = false;
    std::thread m_thread;
};

} // namespace ls::record
