// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/load/client_pool.h"
#include "engine/metrics/latency_histogram.h"
#include "engine/reactor/event_loop.h"

#include <memory>

namespace ls::load {

/// Decides when the clients of one pool begin. Loop thread, except prepare() and run(), which come before the loop
/// runs. The pool and the loop outlive it.
class Generator {
public:
    Generator() = default;
    Generator(const Generator&) = delete;
    Generator& operator=(const Generator&) = delete;
    virtual ~Generator() = default;

    /// Whatever can be done before the clock starts.
    virtual void prepare() {}
    virtual void run(TimePoint clockStart) = 0;
    /// Begins no more clients.
    virtual void halt() = 0;
    /// How long after its intended time each client began; only an open loop has intended times.
    [[nodiscard]] virtual const LatencyHistogram* lateness() const { return nullptr; }
};

/// `share` says where the pool's clients lie among those of all pools.
[[nodiscard]] std::unique_ptr<Generator> makeGenerator(reactor::EventLoop& loop, ClientPool& pool, const LoadPlan& plan,
                                                       PoolShare share);

} // namespace ls::load
