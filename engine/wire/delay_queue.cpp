// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/delay_queue.h"

#include <algorithm>
#include <tuple>

namespace ls::wire {

bool DelayQueue::isLater(const Entry& a, const Entry& b) {
    return std::tie(a.due, a.order) > std::tie(b.due, b.order);
}

std::size_t DelayQueue::cost(const Parcel& parcel) {
    return sizeof(Entry) + sizeof(Parcel) + parcel.frame.capacity();
}

bool DelayQueue::push(Parcel parcel) {
    const std::size_t more = cost(parcel);
    if (m_bytes + more > m_budget) {
        return false;
    }
    m_bytes += more;
    const TimePoint due = parcel.due;
    m_heap.push_back({due, m_pushed++, std::make_unique<Parcel>(std::move(parcel))});
    std::push_heap(m_heap.begin(), m_heap.end(), isLater);
    return true;
}

std::unique_ptr<Parcel> DelayQueue::popDue(TimePoint now) {
    if (m_heap.empty() || m_heap.front().due > now) {
        return nullptr;
    }
    std::pop_heap(m_heap.begin(), m_heap.end(), isLater);
    auto parcel = std::move(m_heap.back().parcel);
    m_heap.pop_back();
    m_bytes -= cost(*parcel);
    return parcel;
}

std::optional<TimePoint> DelayQueue::nextDue() const {
    return m_heap.empty() ? std::nullopt : std::optional(m_heap.front().due);
}

} // namespace ls::wire
