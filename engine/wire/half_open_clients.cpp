// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/half_open_clients.h"

#include "engine/netns/wire_addresses.h"
#include "engine/wire/captured_packet.h"

#include <utility>

namespace ls::wire {

namespace {

constexpr std::uint32_t kAddresses = 50'000; ///< then the next port
constexpr std::uint16_t kFirstPort = 40'000;

/// A number nobody can tell from chance (splitmix64): initial sequence numbers and timestamps differ by client.
std::uint64_t scramble(std::uint64_t value) {
    value += 0x9e37'79b9'7f4a'7c15;
    value = (value ^ (value >> 30)) * 0xbf58'476d'1ce4'e5b9;
    value = (value ^ (value >> 27)) * 0x94d0'49bb'1331'11eb;
    return value ^ (value >> 31);
}

} // namespace

HalfOpenClients::HalfOpenClients(std::uint64_t seed, const IpEndpoint& server)
    : m_seed(seed)
    , m_server(server)
    , m_network(netns::strangersNetwork(server.address.family())) {
}

void HalfOpenClients::begin(const HalfOpen& plan, TimePoint start) {
    m_start = start;
    m_perSecond = plan.perSecond;
    m_first = m_next;
    m_end = m_next + plan.count;
    m_answers.resize(m_end);
}

std::optional<TimePoint> HalfOpenClients::nextDue() const {
    if (m_next == m_end) {
        return std::nullopt;
    }
    return m_start + Nanoseconds(static_cast<std::int64_t>(1e9 * (m_next - m_first) / m_perSecond));
}

std::vector<std::byte> HalfOpenClients::makeNext(TimePoint now) const {
    const std::uint64_t chance = scramble(m_seed ^ scramble(m_next));
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count();
    return makeSyn(
        {.client = endpointOf(m_next),
         .server = m_server,
         .isn = static_cast<std::uint32_t>(chance),
         .timestamp = static_cast<std::uint32_t>((chance >> 32) + static_cast<std::uint64_t>(milliseconds))});
}

void HalfOpenClients::sent() {
    ++m_next;
    ++m_view.sent;
}

bool HalfOpenClients::swallow(const TcpPacket& packet) {
    ++m_view.swallowed;
    const auto index = indexOf(packet.destination);
    if (!index) {
        return false;
    }
    Answers& answers = m_answers[*index];
    if (packet.has(tcp_flag::kRst)) {
        m_view.reset += answers.rst ? 0 : 1;
        return std::exchange(answers.rst, true);
    }
    if (!packet.has(tcp_flag::kSyn | tcp_flag::kAck)) {
        return false;
    }
    m_view.answered += answers.synAck ? 0 : 1;
    return std::exchange(answers.synAck, true);
}

IpEndpoint HalfOpenClients::endpointOf(std::uint32_t index) const {
    return {m_network.withNumber(m_network.number() + index % kAddresses + 1),
            static_cast<std::uint16_t>(kFirstPort + index / kAddresses)};
}

std::optional<std::uint32_t> HalfOpenClients::indexOf(const IpEndpoint& endpoint) const {
    const std::uint32_t host = endpoint.address.number() - m_network.number();
    if (host == 0 || host > kAddresses || endpoint.port < kFirstPort) {
        return std::nullopt;
    }
    const std::uint32_t index = (endpoint.port - kFirstPort) * kAddresses + host - 1;
    // Read back and compared: whatever address it was, it belongs to client `index` or to none of them.
    return index < m_next && endpointOf(index) == endpoint ? std::optional(index) : std::nullopt;
}

} // namespace ls::wire
