// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/inspect/owner_book.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace ls::inspect {

/// Answers "who owns this socket" without ever making the asker wait: from the newest table, or Pending while a thread
/// of its own looks. That thread works at most a tenth of its time. Any thread; the destructor joins.
class OwnerDesk final {
public:
    static constexpr std::chrono::seconds kRefreshEvery{10};

    OwnerDesk();
    ~OwnerDesk();
    OwnerDesk(const OwnerDesk&) = delete;
    OwnerDesk& operator=(const OwnerDesk&) = delete;

    [[nodiscard]] std::shared_ptr<const OwnerTable> table() const;
    /// Sockets that the table lacks; those asked already are left alone.
    void ask(std::vector<OwnerQuestion> questions);
    /// CPU time its thread has used.
    [[nodiscard]] Nanoseconds cpuTime() const;

private:
    void run();
    [[nodiscard]] std::vector<OwnerQuestion> takeQuestions();
    void publish(OwnerTable table);

    mutable std::mutex m_mutex;
    std::condition_variable m_wakeUp;
    bool m_stop = false;
    std::unordered_map<std::uint64_t, OwnerQuestion> m_questions;
    std::shared_ptr<const OwnerTable> m_table = std::make_shared<const OwnerTable>();
    Nanoseconds m_cpuTime{};
    std::thread m_thread;
};

/// One asker's view of the desk during one look: answers from one table, and asks for all it lacks at the end.
class OwnerLookUp final {
public:
    explicit OwnerLookUp(OwnerDesk& desk)
        : m_desk(desk)
        , m_table(desk.table()) {}
    ~OwnerLookUp() { m_desk.ask(std::move(m_unknown)); }
    OwnerLookUp(const OwnerLookUp&) = delete;
    OwnerLookUp& operator=(const OwnerLookUp&) = delete;

    [[nodiscard]] OwnerRef owner(const OwnerQuestion& question);

private:
    OwnerDesk& m_desk;
    std::shared_ptr<const OwnerTable> m_table;
    std::vector<OwnerQuestion> m_unknown;
    std::map<std::uint32_t, OwnerRef> m_pending; ///< by uid
};

} // namespace ls::inspect
