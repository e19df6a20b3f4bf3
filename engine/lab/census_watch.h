// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/base/result.h"
#include "engine/lab/live_snapshot.h"
#include "engine/lab/socket_census.h"
#include "engine/lab/tcp_stacks.h"
#include "engine/reactor/loop_thread.h"

#include <memory>
#include <optional>
#include <vector>

namespace ls::lab {

/// A count as it was made, for whoever needs the moment exactly.
struct CensusReading {
    LiveCensus figures;
    Census raw; ///< of this one count
    TimePoint begin{};
    TimePoint end{};
    std::optional<Error> problem; ///< why counting ended
};

/// Counts the sockets again and again on a thread of its own, so that nobody waits for a long dump: as often as every
/// kShortestPeriod while that costs at most a tenth of a core, else as often as a tenth allows. Created, started and
/// destroyed by one thread; newest() from any.
class CensusWatch final {
public:
    static constexpr std::chrono::milliseconds kShortestPeriod{33};

    [[nodiscard]] static Result<std::unique_ptr<CensusWatch>> create(TcpStacks& stacks, const IpEndpoint& server);
    ~CensusWatch();
    CensusWatch(const CensusWatch&) = delete;
    CensusWatch& operator=(const CensusWatch&) = delete;

    void start(TimePoint clockStart);
    void stop() { m_thread->stop(); }

    [[nodiscard]] CensusReading newest() const {
        return m_newest.with([](const auto& reading) { return reading; });
    }

private:
    CensusWatch(TcpStacks& stacks, const IpEndpoint& server, std::unique_ptr<reactor::LoopThread> thread)
        : m_stacks(stacks)
        , m_server(server)
        , m_thread(std::move(thread)) {}

    void countAndGoOn();
    [[nodiscard]] Result<CensusReading> count();

    TcpStacks& m_stacks;
    IpEndpoint m_server;
    std::unique_ptr<reactor::LoopThread> m_thread;
    TimePoint m_clockStart{};
    std::vector<IpEndpoint> m_suspects; ///< unknown or half-open in the count before, sorted; the thread's
    TimePoint m_lastBegin{};            ///< the thread's
    Guarded<CensusReading> m_newest;
};

} // namespace ls::lab
