// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/base/result.h"
#include "engine/inspect/listener.h"
#include "engine/inspect/paced_thread.h"
#include "engine/inspect/snapshot.h"
#include "engine/kernel/sock_diag.h"
#include "engine/metrics/sample.h"

#include <memory>
#include <optional>
#include <vector>

namespace ls::inspect {

/// Looks at one listener up to 10,000 times a second, on a thread of its own. Sample::time counts from `began`; of a
/// Sample only depth, limit, drops and latenessUs are filled in. Any thread; the destructor joins.
class ListenerWatch final {
public:
    static constexpr std::size_t kMostSamples = 65'536; ///< not yet taken; older ones are pushed out

    [[nodiscard]] static Result<std::unique_ptr<ListenerWatch>> start(kernel::SockDiag diag, const Listener& listener,
                                                                      double rateHz, TimePoint began);

    [[nodiscard]] std::vector<Sample> take();
    /// How the looking goes; without the connections.
    [[nodiscard]] Selection figures() const;

private:
    struct Output {
        std::vector<Sample> samples;
        Selection figures;
        Nanoseconds first{}, last{};
    };

    ListenerWatch(kernel::SockDiag diag, const Listener& listener, Nanoseconds period, TimePoint began);

    [[nodiscard]] TimePoint turn(TimePoint due);
    [[nodiscard]] Result<bool> look(Sample& sample);
    void keep(const Sample& sample);

    kernel::SockDiag m_diag;
    const Listener m_listener;
    const Nanoseconds m_period;
    const TimePoint m_began;
    Guarded<Output> m_output;

    // Only the thread's.
    std::uint64_t m_lastDrops = 0;
    std::uint32_t m_lastDepth = 0;

    std::unique_ptr<PacedThread> m_thread; ///< last: it ends first
};

} // namespace ls::inspect
