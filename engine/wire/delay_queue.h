// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/captured_packet.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace ls::wire {

/// A frame on its way through the wire.
struct Parcel {
    CapturedPacket packet; ///< of a frame that is not TCP only the direction and the times
    TimePoint due{};
    std::vector<std::byte> frame;

    [[nodiscard]] bool isTcp() const { return packet.number != 0; }
};

/// Frames by the time they are due; those due at the same time leave in the order they came. One thread.
class DelayQueue final {
public:
    /// `budget`: bytes it may hold, bookkeeping included.
    explicit DelayQueue(std::size_t budget)
        : m_budget(budget) {}

    /// False, and the parcel is gone, when it does not fit the budget.
    [[nodiscard]] bool push(Parcel parcel);
    /// The first one if it is due at `now`.
    [[nodiscard]] std::unique_ptr<Parcel> popDue(TimePoint now);

    [[nodiscard]] std::optional<TimePoint> nextDue() const;
    [[nodiscard]] std::size_t size() const { return m_heap.size(); }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    struct Entry {
        TimePoint due;
        std::uint64_t order = 0;
        std::unique_ptr<Parcel> parcel;
    };

    [[nodiscard]] static bool isLater(const Entry& a, const Entry& b);
    [[nodiscard]] static std::size_t cost(const Parcel& parcel);

    std::size_t m_budget;
    std::vector<Entry> m_heap; ///< std::push_heap, the one due first in front
    std::size_t m_bytes = 0;
    std::uint64_t m_pushed = 0;
};

} // namespace ls::wire
