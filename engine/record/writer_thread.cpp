// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/writer_thread.h"

#include <utility>

#include <pthread.h>

namespace ls::record {

WriterThread::WriterThread()
    : m_thread([this] {
        ::pthread_setname_np(::pthread_self(), "ls-writer");
        run();
    }) {
}

WriterThread::~WriterThread() {
    finish();
}

void WriterThread::post(Task task) {
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_changed.notify_one();
}

void WriterThread::finish() {
    {
        const std::lock_guard lock(m_mutex);
        m_finishing = true;
    }
    m_changed.notify_one();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void WriterThread::run() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_finishing || !m_tasks.empty(); });
        std::vector<Task> tasks = std::exchange(m_tasks, {});
        if (tasks.empty()) {
            return;
        }
        lock.unlock();
        for (Task& task : tasks) {
            task();
        }
        tasks.clear();
        lock.lock();
    }
}

} // namespace ls::record
