// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/lab_sides.h"

#include "engine/netns/wire_addresses.h"

#include <arpa/inet.h>

namespace ls::lab {

using netns::protocol::Side;

Result<> LabSides::prepare() {
    return m_wired ? m_net.layWire() : Result<>();
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
    return TcpStacks::open(stacks());
}

sockaddr_in LabSides::serverAddress() const {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(m_wired ? netns::kServerAddress4.address : INADDR_LOOPBACK);
    return address;
}

load::AddressRange LabSides::clientAddresses() const {
    constexpr netns::Prefix4 kPrefix = netns::kClientsPrefix4;
    constexpr std::uint32_t kLast = kPrefix.address | (~std::uint32_t{0} >> kPrefix.length);
    return m_wired ? load::AddressRange{kPrefix.address + 1, kLast - 1} : load::kLoopbackSources;
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
