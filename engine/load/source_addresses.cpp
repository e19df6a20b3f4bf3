// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/load/source_addresses.h"

#include <arpa/inet.h>

namespace ls::load {

namespace {

constexpr std::uint32_t kFirst = 0x7f000002; // 127.0.0.2: the server has 127.0.0.1
constexpr std::uint32_t kLast = 0x7ffffffe;  // 127.255.255.255 is a broadcast address

} // namespace

SourceAddresses::SourceAddresses(std::uint16_t firstPort, std::uint16_t lastPort)
    : m_firstPort(firstPort)
    , m_ports(lastPort >= firstPort ? std::uint32_t{lastPort} - firstPort + 1 : 0) {
}

std::uint64_t SourceAddresses::capacity() const {
    return std::uint64_t{m_ports} * (kLast - kFirst + 1);
}

std::optional<sockaddr_in> SourceAddresses::addressOf(std::uint64_t client) const {
    if (client >= capacity()) {
        return std::nullopt;
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(kFirst + static_cast<std::uint32_t>(client / m_ports));
    address.sin_port = htons(static_cast<std::uint16_t>(m_firstPort + client % m_ports));
    return address;
}

std::optional<std::uint64_t> SourceAddresses::clientAt(const sockaddr_in& address) const {
    const std::uint32_t ip = ntohl(address.sin_addr.s_addr);
    const std::uint32_t port = ntohs(address.sin_port);
    if (ip < kFirst || ip > kLast || port < m_firstPort || port - m_firstPort >= m_ports) {
        return std::nullopt;
    }
    return std::uint64_t{ip - kFirst} * m_ports + (port - m_firstPort);
}

} // namespace ls::load
