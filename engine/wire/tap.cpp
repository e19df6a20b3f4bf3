// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/tap.h"

#include <algorithm>

namespace ls::wire {

namespace {

constexpr std::uint64_t kPiece = 256; ///< packets copied with the lock held: some microseconds

} // namespace

Tap::Tap(std::size_t capacity)
    : m_capacity(capacity) {
    static_assert(sizeof(CapturedPacket) <= 120, "the memory stated in tap.h");
    m_ring.with([&](Ring& ring) { ring.slots.resize(capacity); });
}

void Tap::note(const CapturedPacket& packet) {
    m_ring.with([&](Ring& ring) {
        ring.last = packet.number;
        ring.slots[packet.number % m_capacity] = packet;
    });
}

void Tap::settle(const CapturedPacket& packet) {
    m_ring.with([&](Ring& ring) {
        CapturedPacket& slot = ring.slots[packet.number % m_capacity];
        if (slot.number == packet.number) {
            slot = packet;
        }
    });
}

std::vector<CapturedPacket> Tap::packets() const {
    std::vector<CapturedPacket> copy;
    copy.reserve(m_capacity);
    std::uint64_t next = 1;
    for (bool more = true; more;) {
        m_ring.with([&](const Ring& ring) {
            const std::uint64_t oldest = ring.last >= m_capacity ? ring.last - m_capacity + 1 : 1;
            next = std::max(next, oldest); // some may have been pushed out since the last piece
            const std::uint64_t end = std::min(ring.last + 1, next + kPiece);
            for (; next < end; ++next) {
                copy.push_back(ring.slots[next % m_capacity]);
            }
            more = next <= ring.last && copy.size() < 2 * m_capacity;
        });
    }
    return copy;
}

} // namespace ls::wire
