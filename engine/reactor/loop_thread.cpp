// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/reactor/loop_thread.h"

#include <cassert>
#include <semaphore>
#include <utility>

#include <pthread.h>

namespace ls::reactor {

Result<std::unique_ptr<LoopThread>> LoopThread::create(std::string name) {
    LS_TRY_ASSIGN(std::unique_ptr<EventLoop> loop, EventLoop::create());
    return std::unique_ptr<LoopThread>(new LoopThread(std::move(name), std::move(loop)));
}

LoopThread::LoopThread(std::string name, std::unique_ptr<EventLoop> loop)
    : m_name(std::move(name))
    , m_loop(std::move(loop)) {
}

LoopThread::~LoopThread() {
    stop();
}

void LoopThread::start() {
    m_thread.with([this](std::thread& thread) {
        if (std::exchange(m_started, true)) {
            return;
        }
        thread = std::thread([loop = m_loop.get(), name = m_name] {
            ::pthread_setname_np(::pthread_self(), name.substr(0, 15).c_str());
            loop->run();
        });
    });
}

void LoopThread::stop() {
    assert(!m_loop->isLoopThread() && "a loop cannot join itself");
    m_loop->stop();
    m_thread.with([](std::thread& thread) {
        if (thread.joinable()) {
            thread.join();
        }
    });
}

bool LoopThread::call(Task task, std::chrono::milliseconds deadline) {
    auto done = std::make_shared<std::binary_semaphore>(0);
    m_loop->post([work = std::move(task), done]() mutable {
        work();
        done->release();
    });
    return done->try_acquire_for(deadline);
}

} // namespace ls::reactor
