// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include <sys/eventfd.h>

namespace ls {

/// Values on their way from any thread to one reader, in order and none dropped. The reader waits with poll(2) on fd().
template <typename T>
class Mailbox final {
public:
    [[nodiscard]] static Result<std::unique_ptr<Mailbox>> create() {
        UniqueFd ready(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
        const int err = errno;
        if (!ready.isOpen()) {
            return sysFailure("eventfd()", err);
        }
        return std::unique_ptr<Mailbox>(new Mailbox(std::move(ready)));
    }

    /// Any thread.
    void put(T value) {
        m_values.with([&](std::vector<T>& values) { values.push_back(std::move(value)); });
        const std::uint64_t one = 1;
        // Fails only when the counter is full, and then the reader is awake anyway.
        [[maybe_unused]] const ssize_t written = ::write(m_ready.get(), &one, sizeof one);
    }

    /// Everything that has arrived; never waits.
    [[nodiscard]] std::vector<T> takeAll() {
        std::uint64_t count = 0;
        [[maybe_unused]] const ssize_t got = ::read(m_ready.get(), &count, sizeof count);
        return m_values.with([](std::vector<T>& values) { return std::exchange(values, {}); });
    }

    /// Readable while something may be waiting. Borrowed.
    [[nodiscard]] int fd() const { return m_ready.get(); }

private:
    explicit Mailbox(UniqueFd ready)
        : m_ready(std::move(ready)) {}

    UniqueFd m_ready;
    Guarded<std::vector<T>> m_values;
};

} // namespace ls
