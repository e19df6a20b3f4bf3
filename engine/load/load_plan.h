// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace ls::load {

enum class Arrival {
    Burst,      ///< all at once, the sockets opened before the clock starts
    Rate,       ///< open loop: at fixed times, whatever became of the ones before
    ClosedLoop, ///< a fixed number in flight: the next starts when one is done
};

/// What a client does when it is done.
enum class CloseMode {
    Hold,   ///< keeps the connection
    Fin,    ///< close()
    Rst,    ///< close() with a reset
    Half,   ///< shutdown(SHUT_WR): says goodbye, and goes when the server has said so too
    Answer, ///< waits for the server's FIN, then close()
};

/// Where a client's source port comes from.
enum class PortChoice {
    Spread, ///< bound, from 127.0.0.0/8: ports are no limit
    Kernel, ///< connect() takes one of net.ipv4.ip_local_port_range at the one address of the interface
};

struct LoadPlan {
    std::uint32_t clients = 1000; ///< connections planned
    Arrival arrival = Arrival::Burst;
    double perSecond = 0;          ///< Rate
    std::uint32_t concurrency = 0; ///< ClosedLoop
    unsigned loops = 1;            ///< client threads
    std::uint32_t payload = 0;     ///< bytes sent and awaited back per connection
    CloseMode close = CloseMode::Hold;
    PortChoice ports = PortChoice::Spread;

    friend bool operator==(const LoadPlan&, const LoadPlan&) = default;
};

} // namespace ls::load
