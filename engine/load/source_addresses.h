// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include <netinet/in.h>

namespace ls::load {

/// Gives every client a source address and port of its own in 127.0.0.0/8, by its number: the ports of the range at
/// 127.0.0.2, then those at 127.0.0.3, and so on. So ports are no limit, no pair is used twice in a run (TIME_WAIT does
/// not matter) as long as several loads number their clients on, and the number can be read back from the address that
/// accept() reports.
class SourceAddresses final {
public:
    /// The range is that of net.ipv4.ip_local_port_range in the laboratory.
    SourceAddresses(std::uint16_t firstPort, std::uint16_t lastPort);

    /// How many clients can have a pair of their own.
    [[nodiscard]] std::uint64_t capacity() const;
    [[nodiscard]] std::optional<sockaddr_in> addressOf(std::uint64_t client) const;
    /// nullopt for an address that is nobody's.
    [[nodiscard]] std::optional<std::uint64_t> clientAt(const sockaddr_in& address) const;

private:
    std::uint32_t m_firstPort;
    std::uint32_t m_ports;
};

} // namespace ls::load
