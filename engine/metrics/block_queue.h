// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <memory>

namespace ls {

/// A queue of plain values in blocks: grows without ever copying what it holds, gives memory back at the front, and is
/// indexed from the oldest. One thread.
template <typename T>
class BlockQueue final {
public:
    BlockQueue() = default;
    BlockQueue(BlockQueue&&) noexcept = default;
    BlockQueue& operator=(BlockQueue&&) noexcept = default;
    BlockQueue(const BlockQueue& other) {
        other.visitFrom(0, [this](const T& value) {
            push(value);
            return true;
        });
    }
    BlockQueue& operator=(const BlockQueue&) = delete;
    ~BlockQueue() = default;

    void push(const T& value) {
        if (m_head + m_size == m_blocks.size() * kBlock) {
            m_blocks.push_back(std::make_unique_for_overwrite<T[]>(kBlock));
        }
        ++m_size;
        back() = value;
    }

    void dropFront(std::size_t count) {
        m_head += count;
        m_size -= count;
        for (; m_head >= kBlock; m_head -= kBlock) {
            m_blocks.pop_front();
        }
    }

    void clear() { *this = BlockQueue(); }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] T& operator[](std::size_t i) { return m_blocks[(m_head + i) / kBlock][(m_head + i) % kBlock]; }
    [[nodiscard]] const T& operator[](std::size_t i) const {
        return m_blocks[(m_head + i) / kBlock][(m_head + i) % kBlock];
    }
    [[nodiscard]] T& back() { return (*this)[m_size - 1]; }
    [[nodiscard]] const T& back() const { return (*this)[m_size - 1]; }
    [[nodiscard]] std::size_t bytes() const { return m_blocks.size() * kBlock * sizeof(T); }

    /// The first index for which `before` no longer holds; the queue must be ordered by it.
    template <typename Before>
    [[nodiscard]] std::size_t partitionPoint(Before&& before) const {
        std::size_t low = 0;
        std::size_t high = m_size;
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (before((*this)[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Calls `visit` from index `first` on, block by block, until it returns false. False if it was stopped.
    template <typename Visit>
    bool visitFrom(std::size_t first, Visit&& visit) const {
        while (first < m_size) {
            const std::size_t at = m_head + first;
            const std::size_t inBlock = at % kBlock;
            const std::size_t count = std::min(kBlock - inBlock, m_size - first);
            const T* items = m_blocks[at / kBlock].get() + inBlock;
            for (std::size_t i = 0; i < count; ++i) {
                if (!visit(items[i])) {
                    return false;
                }
            }
            first += count;
        }
        return true;
    }

private:
    static constexpr std::size_t kBlock = 1024;

    std::deque<std::unique_ptr<T[]>> m_blocks;
    std::size_t m_head = 0; // of the oldest value in the first block
    std::size_t m_size = 0;
};

} // namespace ls
