// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/queue_probe.h"

#include "engine/server/listener_reading.h"

#include <algorithm>
#include <utility>

namespace ls::lab {

QueueProbe::QueueProbe(std::vector<int> listenerFds)
    : m_listenerFds(std::move(listenerFds))
    , m_deepestOfEach(m_listenerFds.size(), 0) {
}

Result<> QueueProbe::look(Sample& sample) {
    for (std::size_t i = 0; i < m_listenerFds.size(); ++i) {
        LS_TRY_ASSIGN(const server::ListenerReading reading, server::readListener(m_listenerFds[i]));
        sample.depth += reading.depth;
        sample.limit += reading.limit;
        sample.drops += reading.drops;
        m_deepestOfEach[i] = std::max(m_deepestOfEach[i], reading.depth);
    }
    m_deepest = std::max(m_deepest, sample.depth);
    return {};
}

} // namespace ls::lab
