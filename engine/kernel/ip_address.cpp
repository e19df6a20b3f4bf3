// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/ip_address.h"

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>

namespace ls::kernel {

IpAddress IpAddress::v4(std::uint32_t hostOrder) {
    IpAddress address;
    const std::uint32_t networkOrder = htonl(hostOrder);
    std::memcpy(address.bytes.data(), &networkOrder, sizeof networkOrder);
    return address;
}

IpAddress IpAddress::v6(std::span<const std::byte, 16> bytes) {
    IpAddress address;
    address.isV6 = true;
    std::memcpy(address.bytes.data(), bytes.data(), bytes.size());
    return address;
}

bool IpAddress::isAny() const {
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

bool IpAddress::isV4Mapped() const {
    const auto isZero = [](std::uint8_t byte) { return byte == 0; };
    return isV6 && std::all_of(bytes.begin(), bytes.begin() + 10, isZero) && bytes[10] == 0xff && bytes[11] == 0xff;
}

bool IpAddress::isLinkLocal() const {
    return isV6 && bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80;
}

IpAddress IpAddress::unmapped() const {
    if (!isV4Mapped()) {
        return *this;
    }
    IpAddress address;
    std::copy_n(bytes.begin() + 12, 4, address.bytes.begin());
    return address;
}

std::string IpAddress::text() const {
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(isV6 ? AF_INET6 : AF_INET, bytes.data(), text.data(), text.size());
    return text.data();
}

} // namespace ls::kernel
