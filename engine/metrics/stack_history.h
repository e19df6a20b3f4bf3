// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/metrics/history_part.h"
#include "engine/metrics/pyramid.h"

#include <array>
#include <functional>
#include <optional>
#include <span>

namespace ls {

/// How many of what is counted together, e.g. connections by TCP state (place 0 is unused there).
using StackRow = std::array<std::uint32_t, 12>;

[[nodiscard]] std::uint64_t sumOf(const StackRow& row);

struct StackColumn {
    StackRow row{};
    bool valid = false;
};

/// Counts that are shown on top of each other. Where several rows share a pixel or a bin the one with the largest sum
/// stands for them (the newest of equals): every picture shows moments that were, and its sums are right, which min and
/// max per layer could not give. All rows to 10 ms of the last ten minutes, per 100 ms beyond. One thread.
class StackHistory final {
public:
    StackHistory();

    /// Times do not go back.
    void append(Nanoseconds time, const StackRow& row);
    void clear();

    [[nodiscard]] std::optional<Nanoseconds> lastTime() const { return m_last; }
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }

    /// As History::columns().
    void columns(Nanoseconds from, Nanoseconds to, std::span<StackColumn> out) const;
    [[nodiscard]] std::optional<StackRow> before(Nanoseconds time) const;
    /// visit(time, width, row) for everything that is stored.
    void visitRows(Nanoseconds from, Nanoseconds to,
                   const std::function<void(Nanoseconds, Nanoseconds, const StackRow&)>& visit) const;
    /// As History::parts().
    [[nodiscard]] std::vector<HistoryPart> parts(Nanoseconds from, Nanoseconds to) const;

    [[nodiscard]] std::size_t bytes() const { return m_bins.bytes(); }

private:
    struct Peak {
        StackRow row{};
        void add(const StackRow& other);
    };

    Pyramid<Peak> m_bins;
    std::optional<Nanoseconds> m_last;
    std::uint64_t m_revision = 0;
};

} // namespace ls
