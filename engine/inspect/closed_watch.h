// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/inspect/connection_ages.h"
#include "engine/inspect/socket_row.h"
#include "engine/kernel/destroy_events.h"

#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace ls::inspect {

/// Closed connections since the last take.
struct ClosedBatch {
    std::vector<ClosedConnection> connections; ///< in order; at most ClosedWatch::kMost, the newest
    std::uint64_t overruns = 0;                ///< so often the kernel could not tell all, in total
    std::uint64_t pushedOut = 0;               ///< older ones that nobody took in time, in total
};

/// Collects what the kernel tells about ended connections, on a thread of its own because the kernel does not wait for
/// slow readers. take() from any thread; the destructor joins.
class ClosedWatch final {
public:
    static constexpr std::size_t kMost = 20'000;

    [[nodiscard]] static Result<std::unique_ptr<ClosedWatch>> start(UniqueFd diagSocket, const ConnectionAges& ages);
    ~ClosedWatch();
    ClosedWatch(const ClosedWatch&) = delete;
    ClosedWatch& operator=(const ClosedWatch&) = delete;

    [[nodiscard]] ClosedBatch take();

private:
    ClosedWatch(kernel::DestroyEvents events, UniqueFd stop, const ConnectionAges& ages)
        : m_events(std::move(events))
        , m_stop(std::move(stop))
        , m_ages(ages) {}

    void run();
    void keep(const kernel::DestroyedSockets& ended);

    kernel::DestroyEvents m_events;
    UniqueFd m_stop;
    const ConnectionAges& m_ages;
    Guarded<ClosedBatch> m_batch;
    std::thread m_thread;
};

} // namespace ls::inspect
