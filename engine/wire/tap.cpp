// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/tap.h"

#include <algorithm>

namespace ls::wire {

namespace {

constexpr std::uint64_t kPiece = 256; ///< packets copied with the lock held: some microseconds

} // namespace

Tap::Tap(std::size_t capacity)
    : m_capacity(capacity) {
    static_assert(sizeof(CapturedFrame) <= 260, "the memory stated in tap.h");
    m_ring.with([&](Ring& ring) { ring.places.resize(capacity); });
}

void Tap::note(const CapturedPacket& packet, std::span<const std::byte> frame) {
    m_ring.with([&](Ring& ring) {
        ring.last = packet.number;
        CapturedFrame& slot = ring.places[packet.number % m_capacity];
        slot.packet = packet;
        slot.size = static_cast<std::uint32_t>(frame.size());
        const auto kept = frame.first(slot.kept().size());
        std::copy(kept.begin(), kept.end(), slot.bytes.begin());
    });
}

void Tap::settle(const CapturedPacket& packet) {
    m_ring.with([&](Ring& ring) {
        CapturedPacket& slot = ring.places[packet.number % m_capacity].packet;
        if (slot.number == packet.number) {
            slot = packet;
        }
    });
}

template <typename Take>
auto Tap::copy(Take take) const {
    std::vector<decltype(take(CapturedFrame{}))> copied;
    std::uint64_t next = 1;
    for (bool more = true; more;) {
        if (copied.capacity() < copied.size() + kPiece) { // grows now, not with the lock held
            copied.reserve(2 * copied.size() + kPiece);
        }
        m_ring.with([&](const Ring& ring) {
            const std::uint64_t oldest = ring.last >= m_capacity ? ring.last - m_capacity + 1 : 1;
            next = std::max(next, oldest); // some may have been pushed out since the last piece
            const std::uint64_t end = std::min(ring.last + 1, next + kPiece);
            for (; next < end; ++next) {
                copied.push_back(take(ring.places[next % m_capacity]));
            }
            more = next <= ring.last && copied.size() < 2 * m_capacity;
        });
    }
    return copied;
}

std::vector<CapturedPacket> Tap::packets() const {
    return copy([](const CapturedFrame& frame) { return frame.packet; });
}

CapturedFrames Tap::frames() const {
    return copy([](const CapturedFrame& frame) { return frame; });
}

} // namespace ls::wire
