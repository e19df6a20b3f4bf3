// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace ls {

/// A number one thread changes and any thread may read. No lock and no locked instruction: the writer loads, adds
/// and stores. Two writers would lose counts, so every loop has counters of its own.
class Counter final {
public:
    void add(std::uint64_t n = 1) {
        m_value.store(m_value.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
    }
    void subtract(std::uint64_t n = 1) {
        m_value.store(m_value.load(std::memory_order_relaxed) - n, std::memory_order_relaxed);
    }
    [[nodiscard]] std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value{0};
};

/// Groups of counters are aligned to this, so that two loops never write the same cache line.
inline constexpr std::size_t kCacheLine = 64;

} // namespace ls
