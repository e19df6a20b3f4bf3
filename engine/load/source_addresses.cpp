// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/load/source_addresses.h"

namespace ls::load {

AddressRange loopbackSources() {
    constexpr std::uint32_t kFirst = 0x7f000002;
    constexpr std::uint32_t kLast = 0x7ffffffe;
    return {IpAddress::v4(kFirst), kLast - kFirst + 1};
}

SourceAddresses::SourceAddresses(std::uint16_t firstPort, std::uint16_t lastPort, const AddressRange& addresses)
    : m_addresses(addresses)
    , m_firstPort(firstPort)
    , m_ports(lastPort >= firstPort ? std::uint32_t{lastPort} - firstPort + 1 : 0) {
}

std::uint64_t SourceAddresses::capacity() const {
    return std::uint64_t{m_ports} * m_addresses.count;
}

std::optional<IpEndpoint> SourceAddresses::addressOf(std::uint64_t client) const {
    if (client >= capacity()) {
        return std::nullopt;
    }
    const IpAddress& first = m_addresses.first;
    return IpEndpoint{first.withNumber(first.number() + static_cast<std::uint32_t>(client / m_ports)),
                      static_cast<std::uint16_t>(m_firstPort + client % m_ports)};
}

std::optional<std::uint64_t> SourceAddresses::clientAt(const IpEndpoint& address) const {
    const IpAddress& first = m_addresses.first;
    const std::uint32_t place = address.address.number() - first.number();
    const std::uint32_t port = address.port;
    if (place >= m_addresses.count || port < m_firstPort || port - m_firstPort >= m_ports ||
        address.address.withNumber(first.number()) != first) {
        return std::nullopt;
    }
    return std::uint64_t{place} * m_ports + (port - m_firstPort);
}

} // namespace ls::load
