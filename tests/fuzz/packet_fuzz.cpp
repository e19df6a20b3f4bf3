// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever bytes a frame has, nothing is read beyond them, and what is taken for a TCP packet lies inside.
#include "engine/wire/connection_tracker.h"
#include "engine/wire/packet_rules.h"
#include "tests/fuzz/fuzz.h"

#include <cstring>
#include <memory>

namespace {

using namespace ls::wire;

constexpr std::size_t kConnections = 64;

/// Both directions, and again: what has been seen before is a repetition wherever it moves the sequence number.
void follow(const TcpPacket& packet) {
    static ConnectionTracker tracker(kConnections);
    static PacketRules rules({.loss = 0.5, .lateAck = {.delay = std::chrono::seconds(1)}, .dropSynAck = {.every = 2}});
    for (const Direction direction : {Direction::Up, Direction::Down}) {
        const std::uint64_t first = tracker.arrived(packet, direction, {}).connection->number;
        const PacketPlace again = tracker.arrived(packet, direction, {});
        ls::fuzz::require(again.connection->number == first, "the same packet belongs to the same connection");
        ls::fuzz::require(again.retransmit == (packet.span() > 0), "the same packet is a repetition");
        ls::fuzz::require(rules.judge(direction, &again).delay >= ls::Nanoseconds(0), "nothing leaves before it came");
    }
    ls::fuzz::require(tracker.size() <= kConnections, "the tracker is bounded");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // In memory of exactly its size, so that the address sanitizer sees the first byte too many.
    const auto frame = std::make_unique_for_overwrite<std::byte[]>(size);
    if (size > 0) {
        std::memcpy(frame.get(), data, size);
    }
    if (const auto packet = parseTcp({frame.get(), size})) {
        ls::fuzz::require(std::size_t{packet->headers} + packet->length <= size, "a packet lies inside its frame");
        ls::fuzz::require(packet->source.address.isV6 == packet->destination.address.isV6, "both of one family");
        follow(*packet);
    }
    return 0;
}
