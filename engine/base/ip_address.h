// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// clang-format off: <cstddef> comes first, or moc stumbles over the <concepts> of GCC 12
#include <cstddef>
// clang-format on
#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>

namespace ls {

enum class IpFamily : std::uint8_t { V4, V6 };

/// An IPv4 or IPv6 address as a value. Any thread.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{}; ///< network order; IPv4 has the first four
    bool isV6 = false;

    [[nodiscard]] static IpAddress v4(std::uint32_t hostOrder);
    /// `bytes`: 16 of them in network order.
    [[nodiscard]] static IpAddress v6(std::span<const std::byte, 16> bytes);
    /// 127.0.0.1 or ::1
    [[nodiscard]] static IpAddress loopback(IpFamily family);

    [[nodiscard]] IpFamily family() const { return isV6 ? IpFamily::V6 : IpFamily::V4; }

    /// The last 32 bits, host order: by them the addresses of a range are counted.
    [[nodiscard]] std::uint32_t number() const;
    /// The address of the same network with these as its last 32 bits (of IPv4 it has no others).
    [[nodiscard]] IpAddress withNumber(std::uint32_t number) const;

    /// 0.0.0.0 or ::
    [[nodiscard]] bool isAny() const;
    /// ::ffff:a.b.c.d, an IPv4 peer of an IPv6 socket (RFC 4291, 2.5.5.2)
    [[nodiscard]] bool isV4Mapped() const;
    /// fe80::/10, which means nothing without its interface (RFC 4291, 2.5.6)
    [[nodiscard]] bool isLinkLocal() const;
    /// The IPv4 address in a v4-mapped one; any other address unchanged.
    [[nodiscard]] IpAddress unmapped() const;

    /// "127.0.0.1", "::1"; no brackets (inet_ntop(3)).
    [[nodiscard]] std::string text() const;

    friend auto operator<=>(const IpAddress&, const IpAddress&) = default;
};

/// One end of a socket.
struct IpEndpoint {
    IpAddress address;
    std::uint16_t port = 0; ///< host order; 0: none (the remote end of a listener)

    /// "127.0.0.1:4711", "[::1]:4711"
    [[nodiscard]] std::string text() const;

    friend auto operator<=>(const IpEndpoint&, const IpEndpoint&) = default;
};

} // namespace ls
