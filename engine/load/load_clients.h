// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/load/client_pool.h"
#include "engine/load/generator.h"
#include "engine/load/load_plan.h"
#include "engine/load/outcome.h"
#include "engine/reactor/loop_thread.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ls::load {

/// What the clients' side knows at one moment.
struct LoadSnapshot {
    std::uint64_t attempted = 0; ///< counted as SYNs go out, apart from the outcomes
    OutcomeCounts counts;
    HistogramSnapshot connectLatency;
    std::optional<HistogramSnapshot> lateness; ///< open loop only
    std::optional<Error> problem;              ///< the first trouble of the generator itself
};

/// All load clients of a run, on their own loop threads. Owned by the engine; public methods may be called from any
/// thread but the clients' own. The socket source and the handler outlive it. stop() works in any state, more than
/// once; the connections close with the object.
class LoadClients final {
public:
    /// `onAllDone` is called once, on a client thread, when no client needs anything more.
    [[nodiscard]] static Result<std::unique_ptr<LoadClients>>
    create(const LoadPlan& plan, const LoadRoute& route, netns::SocketSource& sockets, std::function<void()> onAllDone);
    ~LoadClients();
    LoadClients(const LoadClients&) = delete;
    LoadClients& operator=(const LoadClients&) = delete;

    /// Opens and binds a burst's sockets. Before start().
    void prepare();
    void start(TimePoint clockStart);
    /// Begins no more clients; those begun go on. False past the deadline.
    [[nodiscard]] bool halt(std::chrono::milliseconds deadline);
    /// Lets every loop handle what the kernel holds ready for it, then counts. ErrorCode::Timeout past the deadline.
    [[nodiscard]] Result<LoadSnapshot> snapshot(std::chrono::milliseconds deadline);
    void stop();

    /// Live figures, any time. The counts may catch a client between two outcomes.
    [[nodiscard]] std::uint64_t attempted() const;
    [[nodiscard]] std::uint64_t established() const;
    [[nodiscard]] OutcomeCounts outcomes() const;
    [[nodiscard]] HistogramSnapshot connectLatency() const;
    /// nullopt where no client has an intended time.
    [[nodiscard]] std::optional<HistogramSnapshot> lateness() const;

private:
    struct Lane {
        std::unique_ptr<reactor::LoopThread> thread;
        std::unique_ptr<ClientPool> pool;
        std::unique_ptr<Generator> generator;
    };

    explicit LoadClients(std::function<void()> onAllDone)
        : m_onAllDone(std::move(onAllDone)) {}

    void addLane(std::unique_ptr<reactor::LoopThread> thread, const LoadPlan& plan, const LoadRoute& route,
                 netns::SocketSource& sockets, PoolShare share);
    void pinLanes();

    bool m_pinned = false;
    std::function<void()> m_onAllDone;
    std::vector<Lane> m_lanes;
    std::atomic<std::size_t> m_lanesBusy{0};
};

} // namespace ls::load
