// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/captured_packet.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace ls::wire {

[[nodiscard]] bool has(const CapturedPacket& packet, std::uint8_t flags);
[[nodiscard]] bool isSynAck(const CapturedPacket& packet);
[[nodiscard]] bool isUp(const CapturedPacket& packet);
/// Payload, and one for a FIN: what the other end has to acknowledge once connected.
[[nodiscard]] std::uint32_t spanOf(const CapturedPacket& packet);

/// What followed on the packets of one connection: who answered, and who had to repeat what had come out.
class PacketEvidence final {
public:
    /// `packets`: in order of sending; they outlive it.
    explicit PacketEvidence(std::span<const CapturedPacket> packets);

    /// The first packet that the server sent after `time`; null: none so far.
    [[nodiscard]] const CapturedPacket* nextFromServer(TimePoint time) const;
    /// When the server sent its last SYN/ACK; the clock's beginning: never.
    [[nodiscard]] TimePoint lastSynAck() const { return m_lastSynAck; }
    /// The first SYN that the client sent after packet `index`; null: none so far.
    [[nodiscard]] const CapturedPacket* nextSyn(std::size_t index) const;
    /// Data or a FIN came out at the server as packet `index`, and the client repeated it before the server had sent
    /// anything.
    [[nodiscard]] bool isUnheard(std::size_t index) const;
    /// The same of any packet from `index` on that came out before `until`; nullopt: whenever.
    [[nodiscard]] bool isUnheardFrom(std::size_t index, std::optional<TimePoint> until) const;

private:
    [[nodiscard]] bool findUnheard(const CapturedPacket& packet) const;

    struct Repetition {
        std::uint32_t seq = 0;
        TimePoint when{};
    };

    std::span<const CapturedPacket> m_packets;
    std::vector<std::size_t> m_fromServer; ///< no duplicates
    std::vector<std::size_t> m_syns;
    std::vector<Repetition> m_repetitions; ///< of the client, by seq and time
    std::vector<std::size_t> m_unheard;
    TimePoint m_lastSynAck{};
};

} // namespace ls::wire
