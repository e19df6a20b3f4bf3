// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ip_address.h"
#include "engine/netns/wire_addresses.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ls::wire {

/// What is in a client's first packet.
struct SynFields {
    IpEndpoint client;
    IpEndpoint server; ///< of the client's family
    std::uint32_t isn = 0;
    std::uint32_t timestamp = 0; ///< TSval (RFC 7323)
};

/// An Ethernet frame from the clients to the server with a SYN as Linux sends it: MSS for an MTU of 1500, SACK
/// permitted, timestamps, window scale.
[[nodiscard]] std::vector<std::byte> makeSyn(const SynFields& fields);

} // namespace ls::wire
