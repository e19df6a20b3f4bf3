// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/wire_addresses.h"

#include <span>

namespace ls::netns {

namespace {

IpAddress of(IpFamily family, const Prefix4& v4, const Prefix6& v6) {
    return family == IpFamily::V6 ? IpAddress::v6(std::as_bytes(std::span(v6.address.s6_addr)))
                                  : IpAddress::v4(v4.address);
}

} // namespace

IpAddress serverAddress(IpFamily family) {
    return of(family, kServerAddress4, kServerAddress6);
}

IpAddress clientsNetwork(IpFamily family) {
    return of(family, kClientsPrefix4, kClientsPrefix6);
}

IpAddress strangersNetwork(IpFamily family) {
    return of(family, kStrangersPrefix4, kStrangersPrefix6);
}

} // namespace ls::netns
