// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ip_address.h"

#include <cstdint>
#include <optional>

namespace ls::load {

/// `count` addresses from the first one on: each one more in its last 32 bits than the one before.
struct AddressRange {
    IpAddress first;
    std::uint32_t count = 0;
};

/// 127.0.0.0/8 without the server's 127.0.0.1 and the broadcast address. Of IPv6 there is one loopback address only.
[[nodiscard]] AddressRange loopbackSources();

/// Gives every client a source address and port of its own, by its number: the ports of the range at the first address
/// (127.0.0.2 on loopback), then those at the second, and so on. So ports are no limit, no pair is used twice in a run
/// (TIME_WAIT does not matter) as long as several loads number their clients on, and the number can be read back from
/// the address that accept() reports.
class SourceAddresses final {
public:
    /// The ports are those of net.ipv4.ip_local_port_range in the laboratory.
    SourceAddresses(std::uint16_t firstPort, std::uint16_t lastPort, const AddressRange& addresses = loopbackSources());

    /// How many clients can have a pair of their own.
    [[nodiscard]] std::uint64_t capacity() const;
    [[nodiscard]] std::optional<IpEndpoint> addressOf(std::uint64_t client) const;
    /// nullopt for an address that is nobody's.
    [[nodiscard]] std::optional<std::uint64_t> clientAt(const IpEndpoint& address) const;

private:
    AddressRange m_addresses;
    std::uint32_t m_firstPort;
    std::uint32_t m_ports;
};

} // namespace ls::load
