// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/metrics/sample.h"

#include <cstdint>
#include <vector>

namespace ls::lab {

/// One look at all listeners of a run, and the deepest each has been seen. One thread at a time.
class QueueProbe final {
public:
    /// The descriptors are borrowed and must stay open.
    explicit QueueProbe(std::vector<int> listenerFds);

    /// Fills in depth, limit and drops, summed over the listeners.
    [[nodiscard]] Result<> look(Sample& sample);

    /// Of the sum over the listeners, and of each.
    [[nodiscard]] std::uint32_t deepest() const { return m_deepest; }
    [[nodiscard]] const std::vector<std::uint32_t>& deepestOfEach() const { return m_deepestOfEach; }

private:
    std::vector<int> m_listenerFds;
    std::uint32_t m_deepest = 0;
    std::vector<std::uint32_t> m_deepestOfEach;
};

} // namespace ls::lab
