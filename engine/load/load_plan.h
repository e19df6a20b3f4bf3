// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace ls::load {

enum class Arrival {
    Burst,      ///< all at once, the sockets opened before the clock starts
    Rate,       ///< open loop: at fixed times, whatever became of the ones before
    ClosedLoop, ///< a fixed number in flight: the next starts when one is done
};

/// What a client does when it is done: keep the connection, or close it.
enum class CloseMode { Hold, Fin, Rst };

struct LoadPlan {
    std::uint32_t clients = 1000; ///< connections planned
    Arrival arrival = Arrival::Burst;
    double perSecond = 0;          ///< Rate
    std::uint32_t concurrency = 0; ///< ClosedLoop
    unsigned loops = 1;            ///< client threads
    std::uint32_t payload = 0;     ///< bytes sent and awaited back per connection
    CloseMode close = CloseMode::Hold;

    friend bool operator==(const LoadPlan&, const LoadPlan&) = default;
};

} // namespace ls::load
