// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/half_open_clients.h"

#include "engine/wire/captured_packet.h"

#include <span>
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

kernel::IpAddress strangers(bool isV6) {
    return isV6 ? kernel::IpAddress::v6(std::as_bytes(std::span(netns::kStrangersPrefix6.address.s6_addr)))
                : kernel::IpAddress::v4(netns::kStrangersPrefix4.address);
}

} // namespace

HalfOpenClients::HalfOpenClients(std::uint64_t seed, const kernel::IpEndpoint& server)
    : m_seed(seed)
    , m_server(server)
    , m_network(strangers(server.address.isV6)) {
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

void HalfOpenClients::sent(bool ok) {
    ++m_next;
    ++(ok ? m_view.sent : m_view.notSent);
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

kernel::IpEndpoint HalfOpenClients::endpointOf(std::uint32_t index) const {
    kernel::IpEndpoint endpoint{m_network, static_cast<std::uint16_t>(kFirstPort + index / kAddresses)};
    const std::uint32_t host = index % kAddresses + 1;
    const std::size_t last = m_network.isV6 ? 15 : 3;
    endpoint.address.bytes[last] = static_cast<std::uint8_t>(host);
    endpoint.address.bytes[last - 1] = static_cast<std::uint8_t>(host >> 8); // below an address that ends in zeros
    return endpoint;
}

std::optional<std::uint32_t> HalfOpenClients::indexOf(const kernel::IpEndpoint& endpoint) const {
    const std::size_t last = m_network.isV6 ? 15 : 3;
    const std::uint32_t host = endpoint.address.bytes[last] | std::uint32_t{endpoint.address.bytes[last - 1]} << 8;
    if (host == 0 || host > kAddresses || endpoint.port < kFirstPort) {
        return std::nullopt;
    }
    const std::uint32_t index = (endpoint.port - kFirstPort) * kAddresses + host - 1;
    // Read back and compared: whatever address it was, it belongs to client `index` or to none of them.
    return index < m_next && endpointOf(index) == endpoint ? std::optional(index) : std::nullopt;
}

} // namespace ls::wire
