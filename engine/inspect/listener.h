// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/ip_address.h"
#include "engine/inspect/owner.h"
#include "engine/inspect/socket_row.h"
#include "engine/kernel/tcp_state.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ls::inspect {

/// One listening socket as it stood at a snapshot. SO_REUSEPORT members have a row each.
struct Listener {
    SocketIdentity id;
    SocketFamily family = SocketFamily::Tcp; ///< Tcp, Tcp6 or Unix
    IpEndpoint local;                        ///< not for Unix
    std::uint32_t interface = 0;             ///< index it is bound to, or scope of a link-local address; 0: none
    /// The public text without the port: "0.0.0.0", "::1", "fe80::1%eth0", "/run/x.sock", "@abstract".
    std::string address;
    bool isV6Only = false; ///< an IPv6 listener that takes no IPv4 connections

    // The queue (ss: Recv-Q and Send-Q of a LISTEN row) ---------------------------------------------------------------
    std::uint32_t depth = 0;               ///< waiting for accept()
    std::optional<std::uint32_t> limit;    ///< min(backlog, somaxconn) at its last listen(); nullopt: /proc only
    std::optional<std::uint64_t> capacity; ///< limit + 1: the kernel tests depth > limit
    std::uint32_t deepest = 0;             ///< in any sample since first seen
    std::uint32_t deepestSinceLast = 0;    ///< in the samples since the snapshot before this one

    // Losses ----------------------------------------------------------------------------------------------------------
    std::optional<std::uint64_t> drops; ///< SK_MEMINFO_DROPS since it was created; nullopt: unix, or /proc only
    std::uint64_t dropsSeen = 0;        ///< movement since first seen
    double dropsPerSecond = 0;          ///< over the last second
    /// Its drops moved between two samples of which neither reached the limit: the burst was shorter than our looking.
    bool burstBetweenSamples = false;

    /// SYN_RECV sockets that belong to this address and port; shared by an SO_REUSEPORT group. Not for Unix.
    std::uint32_t halfOpen = 0;
    /// Sockets of this address and port by state, half-open included and listeners not; as old as Snapshot::states.
    kernel::TcpStateCounts connections{};

    /// Listeners with this address and port, this one included; more than 1: SO_REUSEPORT. The group has the same
    /// number in every member and 0 elsewhere.
    std::uint32_t groupSize = 1;
    std::uint32_t group = 0;

    OwnerRef owner; ///< never null

    TimePoint firstSeen{};
    TimePoint changed{};             ///< depth, limit, drops or owner differed from the sample before
    std::optional<TimePoint> closed; ///< set for kLinger after it has gone

    static constexpr std::chrono::seconds kLinger{5};

    /// depth ÷ limit, 1 and more when full; a limit of 0 is full with one waiting. nullopt: limit not known.
    [[nodiscard]] std::optional<double> fill() const {
        if (!limit) {
            return std::nullopt;
        }
        return *limit > 0 ? static_cast<double>(depth) / *limit : static_cast<double>(depth);
    }
};

} // namespace ls::inspect
