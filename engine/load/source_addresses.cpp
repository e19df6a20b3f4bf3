// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/load/source_addresses.h"

#include <arpa/inet.h>

namespace ls::load {

SourceAddresses::SourceAddresses(std::uint16_t firstPort, std::uint16_t lastPort, AddressRange addresses)
    : m_addresses(addresses)
    , m_firstPort(firstPort)
    , m_ports(lastPort >= firstPort ? std::uint32_t{lastPort} - firstPort + 1 : 0) {
}

std::uint64_t SourceAddresses::capacity() const {
    return std::uint64_t{m_ports} * (m_addresses.last - m_addresses.first + 1);
}

std::optional<sockaddr_in> SourceAddresses::addressOf(std::uint64_t client) const {
    if (client >= capacity()) {
        return std::nullopt;
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(m_addresses.first + static_cast<std::uint32_t>(client / m_ports));
    address.sin_port = htons(static_cast<std::uint16_t>(m_firstPort + client % m_ports));
    return address;
}

std::optional<std::uint64_t> SourceAddresses::clientAt(const sockaddr_in& address) const {
    const std::uint32_t ip = ntohl(address.sin_addr.s_addr);
    const std::uint32_t port = ntohs(address.sin_port);
    if (ip < m_addresses.first || ip > m_addresses.last || port < m_firstPort || port - m_firstPort >= m_ports) {
        return std::nullopt;
    }
    return std::uint64_t{ip - m_addresses.first} * m_ports + (port - m_firstPort);
}

} // namespace ls::load
