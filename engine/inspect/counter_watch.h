// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/inspect/net_namespaces.h"
#include "engine/inspect/snapshot.h"
#include "engine/kernel/tcp_counters.h"

#include <deque>
#include <memory>
#include <utility>

namespace ls::inspect {

/// The counters of a namespace from look to look, with their rates and what they say about drops. One thread.
class CounterWatch final {
public:
    /// Takes over the descriptors of the counter files; those of the sysctls stay with `handles`, which outlives it.
    CounterWatch(NamespaceHandles& handles);

    /// Movement counts from the first look.
    [[nodiscard]] Result<std::shared_ptr<const HostCounters>> look(TimePoint time);

private:
    kernel::TcpCounters m_counters;
    const NamespaceHandles& m_handles;
    std::optional<kernel::CounterValues> m_first;
    std::deque<std::pair<TimePoint, kernel::CounterValues>> m_lastSecond;
};

} // namespace ls::inspect
