// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/owner_desk.h"

#include "engine/inspect/thread_time.h"

#include <algorithm>
#include <utility>

#include <pthread.h>

namespace ls::inspect {

namespace {

constexpr int kShare = 10; // one part in so many of the time
constexpr std::chrono::milliseconds kShortestPause{20};

} // namespace

OwnerDesk::OwnerDesk()
    : m_thread([this] {
        ::pthread_setname_np(::pthread_self(), "ls-owners");
        run();
    }) {
}

OwnerDesk::~OwnerDesk() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wakeUp.notify_one();
    m_thread.join();
}

std::shared_ptr<const OwnerTable> OwnerDesk::table() const {
    const std::lock_guard lock(m_mutex);
    return m_table;
}

Nanoseconds OwnerDesk::cpuTime() const {
    const std::lock_guard lock(m_mutex);
    return m_cpuTime;
}

void OwnerDesk::ask(std::vector<OwnerQuestion> questions) {
    if (questions.empty()) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        for (const OwnerQuestion& question : questions) {
            m_questions.emplace(question.inode, question);
        }
    }
    m_wakeUp.notify_one();
}

std::vector<OwnerQuestion> OwnerDesk::takeQuestions() {
    std::vector<OwnerQuestion> questions;
    const std::lock_guard lock(m_mutex);
    questions.reserve(m_questions.size());
    for (const auto& [inode, question] : std::exchange(m_questions, {})) {
        if (!m_table->contains(inode)) {
            questions.push_back(question);
        }
    }
    return questions;
}

void OwnerDesk::publish(OwnerTable table) {
    auto shared = std::make_shared<const OwnerTable>(std::move(table));
    const std::lock_guard lock(m_mutex);
    m_table = std::move(shared);
    m_cpuTime = threadCpuTime();
}

void OwnerDesk::run() {
    OwnerBook book;
    TimePoint refreshAt = Clock::now() + kRefreshEvery;
    TimePoint restUntil = Clock::now();
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_wakeUp.wait_until(lock, restUntil, [this] { return m_stop; });
            m_wakeUp.wait_until(lock, refreshAt, [this] { return m_stop || !m_questions.empty(); });
            if (m_stop) {
                return;
            }
        }
        const TimePoint begin = Clock::now();
        OwnerTable next = begin >= refreshAt ? book.refreshed(*table()) : *table();
        if (begin >= refreshAt) {
            refreshAt = begin + kRefreshEvery;
        }
        book.answer(takeQuestions(), next);
        publish(std::move(next));
        restUntil = Clock::now() + std::max<Nanoseconds>(kShortestPause, (Clock::now() - begin) * (kShare - 1));
    }
}

OwnerRef OwnerLookUp::owner(const OwnerQuestion& question) {
    if (question.inode == 0) {
        return ownerOfNobody();
    }
    if (const auto found = m_table->find(question.inode); found != m_table->end()) {
        return found->second;
    }
    m_unknown.push_back(question);
    OwnerRef& pending = m_pending[question.uid];
    if (!pending) {
        Owner owner;
        owner.uid = question.uid;
        owner.user = std::to_string(question.uid);
        owner.why = "being looked for";
        pending = std::make_shared<const Owner>(std::move(owner));
    }
    return pending;
}

} // namespace ls::inspect
