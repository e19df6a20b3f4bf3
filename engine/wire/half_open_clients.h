// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/syn_frame.h"
#include "engine/wire/tcp_packet.h"
#include "engine/wire/wire_plan.h"
#include "engine/wire/wire_stats.h"

#include <optional>
#include <vector>

namespace ls::wire {

/// Clients that send a SYN and are never heard of again, from the strangers' prefixes of netns/wire_addresses.h. Each
/// has an address or port of its own and is due at a time of its own: client i of a plan at its start + i / rate,
/// whatever became of the ones before. One thread.
class HalfOpenClients final {
public:
    HalfOpenClients(std::uint64_t seed, const IpEndpoint& server);

    /// The first SYN of the plan is due at `start`; what is left of an earlier plan is not sent.
    void begin(const HalfOpen& plan, TimePoint start);
    /// No further one will be due.
    void end() { m_end = m_next; }
    /// nullopt: all have been sent.
    [[nodiscard]] std::optional<TimePoint> nextDue() const;
    /// The frame that is due next.
    [[nodiscard]] std::vector<std::byte> makeNext(TimePoint now) const;
    /// It came to the wire; the next one is due.
    void sent();
    /// One of them came out at the server's side.
    void delivered() { ++m_view.delivered; }

    [[nodiscard]] bool owns(const IpEndpoint& endpoint) const { return indexOf(endpoint).has_value(); }
    /// The server sent this to one of them. True when it had sent the same kind of answer before.
    bool swallow(const TcpPacket& packet);

    [[nodiscard]] const HalfOpenView& view() const { return m_view; }

private:
    struct Answers {
        bool synAck = false;
        bool rst = false;
    };

    [[nodiscard]] IpEndpoint endpointOf(std::uint32_t index) const;
    [[nodiscard]] std::optional<std::uint32_t> indexOf(const IpEndpoint& endpoint) const;

    std::uint64_t m_seed;
    IpEndpoint m_server;
    IpAddress m_network;
    TimePoint m_start{};
    double m_perSecond = 1;
    std::uint32_t m_first = 0; ///< of the plan; numbers go on from plan to plan
    std::uint32_t m_next = 0;
    std::uint32_t m_end = 0;
    std::vector<Answers> m_answers; ///< by client
    HalfOpenView m_view;
};

} // namespace ls::wire
