// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ip_address.h"

#include <array>
#include <cstdint>

#include <netinet/in.h>

/// Who is where when a wire is laid between the clients' and the server's namespace. The same in every laboratory: the
/// three namespaces are connected to each other and to nothing else.
namespace ls::netns {

using LinkAddress = std::array<std::uint8_t, 6>;

/// Of the two ends that hold a TCP stack. Each believes the other to be its neighbour, so a frame of one is passed to
/// the other as it is; at the wire it is for somebody else (PACKET_OTHERHOST), which the stack there ignores.
inline constexpr LinkAddress kClientsLinkAddress{0x02, 'c', 'l', 'i', 'n', 't'};
inline constexpr LinkAddress kServerLinkAddress{0x02, 's', 'e', 'r', 'v', 'r'};

/// An IPv4 prefix, host byte order.
struct Prefix4 {
    std::uint32_t address = 0;
    unsigned length = 32;

    [[nodiscard]] constexpr bool contains(std::uint32_t other) const {
        return length == 0 || ((address ^ other) >> (32 - length)) == 0;
    }
};

struct Prefix6 {
    in6_addr address;
    unsigned length = 128;
};

/// The server's own address (RFC 2544 keeps 198.18.0.0/15 for measurements like this).
inline constexpr Prefix4 kServerAddress4{0xc6120001, 32};
/// Every address of it is local to the clients' namespace (an AnyIP route on lo).
inline constexpr Prefix4 kClientsPrefix4{0x0a000000, 8};
/// The server finds them across the wire, but nobody is there: senders of half-open SYNs.
inline constexpr Prefix4 kStrangersPrefix4{0xc6130000, 16};
/// The next hop of each side's routes; no interface has it.
inline constexpr std::uint32_t kNextHop4 = 0xc61200fe; // 198.18.0.254

// The same in fd4c:53::/32, unique local addresses (RFC 4193).
inline constexpr Prefix6 kServerAddress6{{{{0xfd, 0x4c, 0, 0x53, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1}}}, 128};
inline constexpr Prefix6 kClientsPrefix6{{{{0xfd, 0x4c, 0, 0x53, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0}}}, 64};
inline constexpr Prefix6 kStrangersPrefix6{{{{0xfd, 0x4c, 0, 0x53, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0}}}, 64};
inline constexpr in6_addr kNextHop6{{{0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xfe}}};

// The same as values; not for the opener. --------------------------------------------------------------------------

[[nodiscard]] IpAddress serverAddress(IpFamily family);
/// The network's own address: its first, whose last 32 bits that differ count the others.
[[nodiscard]] IpAddress clientsNetwork(IpFamily family);
[[nodiscard]] IpAddress strangersNetwork(IpFamily family);

} // namespace ls::netns
