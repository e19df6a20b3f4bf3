// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <utility>

namespace ls {

/// A value that can be reached only with its lock held: `guarded.with([](T& value) { ... })`.
/// Any thread. The function must not call back into code that takes the same lock.
template <typename T>
class Guarded final {
public:
    Guarded() = default;
    explicit Guarded(T value)
        : m_value(std::move(value)) {}
    Guarded(const Guarded&) = delete;
    Guarded& operator=(const Guarded&) = delete;

    template <typename F>
    decltype(auto) with(F&& use) {
        const std::lock_guard lock(m_mutex);
        return std::forward<F>(use)(m_value);
    }

    template <typename F>
    decltype(auto) with(F&& use) const {
        const std::lock_guard lock(m_mutex);
        return std::forward<F>(use)(m_value);
    }

private:
    mutable std::mutex m_mutex;
    T m_value{};
};

} // namespace ls
