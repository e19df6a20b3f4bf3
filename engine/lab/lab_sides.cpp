// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/lab_sides.h"

#include "engine/netns/wire_addresses.h"

namespace ls::lab {

using netns::protocol::Side;

Result<> LabSides::prepare() {
    if (m_wired) {
        return m_net.layWire();
    }
    return m_family == IpFamily::V6 ? server().takeInClients6() : Result<>();
}

netns::NetSide& LabSides::clients() {
    return m_net.side(m_wired ? Side::Clients : Side::Server);
}

std::vector<netns::NetSide*> LabSides::stacks() {
    std::vector<netns::NetSide*> sides{&server()};
    if (m_wired) {
        sides.push_back(&clients());
    }
    return sides;
}

Result<TcpStacks> LabSides::openStacks() {
    return TcpStacks::open(stacks(), m_family);
}

IpEndpoint LabSides::serverAddress() const {
    return {m_wired ? netns::serverAddress(m_family) : IpAddress::loopback(m_family), 0};
}

/// The first address of the network is left out: from there come clients that are not bound to one.
load::AddressRange LabSides::clientAddresses() const {
    if (!m_wired && m_family == IpFamily::V4) {
        return load::loopbackSources();
    }
    constexpr std::uint32_t kFirst = 2;
    constexpr std::uint32_t kBroadcast = ~std::uint32_t{0} >> netns::kClientsPrefix4.length; // IPv6 could have more
    const IpAddress network = netns::clientsNetwork(m_family);
    return {network.withNumber(network.number() + kFirst), kBroadcast - kFirst};
}

Result<std::string> LabSides::readSysctl(std::string_view key) const {
    return m_net.readSysctl(key);
}

Result<> LabSides::writeSysctl(std::string_view key, std::string_view value) {
    for (netns::NetSide* side : stacks()) {
        LS_TRY(side->writeSysctl(key, value));
    }
    return {};
}

} // namespace ls::lab
