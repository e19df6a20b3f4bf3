// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include <netinet/in.h>

namespace ls::load {

/// First and last IPv4 address, host byte order.
struct AddressRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// 127.0.0.0/8 without the server's 127.0.0.1 and the broadcast address.
inline constexpr AddressRange kLoopbackSources{0x7f000002, 0x7ffffffe};

/// Gives every client a source address and port of its own, by its number: the ports of the range at the first address
/// (127.0.0.2), then those at the second, and so on. So ports are no limit, no pair is used twice in a run (TIME_WAIT
/// does not matter) as long as several loads number their clients on, and the number can be read back from the address
/// that accept() reports.
class SourceAddresses final {
public:
    /// The ports are those of net.ipv4.ip_local_port_range in the laboratory.
    SourceAddresses(std::uint16_t firstPort, std::uint16_t lastPort, AddressRange addresses = kLoopbackSources);

    /// How many clients can have a pair of their own.
    [[nodiscard]] std::uint64_t capacity() const;
    [[nodiscard]] std::optional<sockaddr_in> addressOf(std::uint64_t client) const;
    /// nullopt for an address that is nobody's.
    [[nodiscard]] std::optional<std::uint64_t> clientAt(const sockaddr_in& address) const;

private:
    AddressRange m_addresses;
    std::uint32_t m_firstPort;
    std::uint32_t m_ports;
};

} // namespace ls::load
