// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace ls::kernel {

/// An IPv4 or IPv6 address as a value. Any thread.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{}; ///< network order; IPv4 has the first four
    bool isV6 = false;

    [[nodiscard]] static IpAddress v4(std::uint32_t hostOrder);
    /// `bytes`: 16 of them in network order.
    [[nodiscard]] static IpAddress v6(std::span<const std::byte, 16> bytes);

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

    friend auto operator<=>(const IpEndpoint&, const IpEndpoint&) = default;
};

} // namespace ls::kernel
