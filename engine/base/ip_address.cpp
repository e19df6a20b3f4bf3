// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/ip_address.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>

namespace ls {

namespace {

/// Where the last 32 bits of an address stand.
std::size_t numberPlace(const IpAddress& address) {
    return address.isV6 ? 12 : 0;
}

} // namespace

IpAddress IpAddress::v4(std::uint32_t hostOrder) {
    return IpAddress().withNumber(hostOrder);
}

IpAddress IpAddress::v6(std::span<const std::byte, 16> bytes) {
    IpAddress address;
    address.isV6 = true;
    std::memcpy(address.bytes.data(), bytes.data(), bytes.size());
    return address;
}

IpAddress IpAddress::loopback(IpFamily family) {
    if (family == IpFamily::V4) {
        return v4(INADDR_LOOPBACK);
    }
    return v6(std::as_bytes(std::span(in6addr_loopback.s6_addr)));
}

std::uint32_t IpAddress::number() const {
    std::uint32_t networkOrder = 0;
    std::memcpy(&networkOrder, bytes.data() + numberPlace(*this), sizeof networkOrder);
    return ntohl(networkOrder);
}

IpAddress IpAddress::withNumber(std::uint32_t number) const {
    IpAddress address = *this;
    const std::uint32_t networkOrder = htonl(number);
    std::memcpy(address.bytes.data() + numberPlace(*this), &networkOrder, sizeof networkOrder);
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

std::string IpEndpoint::text() const {
    return address.isV6 ? fmt::format("[{}]:{}", address.text(), port) : fmt::format("{}:{}", address.text(), port);
}

} // namespace ls
