// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/metrics/stack_history.h"

#include <algorithm>
#include <numeric>

namespace ls {

using namespace std::chrono_literals;

std::uint64_t sumOf(const StackRow& row) {
    return std::accumulate(row.begin(), row.end(), std::uint64_t{0});
}

void StackHistory::Peak::add(const StackRow& other) {
    if (sumOf(other) >= sumOf(row)) {
        row = other;
    }
}

StackHistory::StackHistory()
    : m_bins({{10ms, 10min}, {100ms, Nanoseconds::max()}, {1s, Nanoseconds::max()}, {10s, Nanoseconds::max()}}) {
}

void StackHistory::append(Nanoseconds time, const StackRow& row) {
    m_last = std::max(time, m_last.value_or(time));
    m_bins.add(*m_last, row);
    ++m_revision;
}

void StackHistory::clear() {
    m_bins.clear();
    m_last.reset();
    ++m_revision;
}

void StackHistory::columns(Nanoseconds from, Nanoseconds to, std::span<StackColumn> out) const {
    std::fill(out.begin(), out.end(), StackColumn());
    if (out.empty() || to <= from) {
        return;
    }
    const double perNanosecond = static_cast<double>(out.size()) / static_cast<double>((to - from).count());
    const auto columnWidth = Nanoseconds(static_cast<std::int64_t>(1 / perNanosecond));
    m_bins.scan(from, to, columnWidth / 2, [&](Nanoseconds time, Nanoseconds, const Peak& peak) {
        const auto i = static_cast<std::size_t>(static_cast<double>((time - from).count()) * perNanosecond);
        StackColumn& column = out[std::min(i, out.size() - 1)];
        if (!column.valid || sumOf(peak.row) >= sumOf(column.row)) {
            column = {peak.row, true};
        }
        return true;
    });
}

std::optional<StackRow> StackHistory::before(Nanoseconds time) const {
    std::optional<StackRow> found;
    m_bins.visitLastBefore(time, [&](Nanoseconds, const Peak& peak) { found = peak.row; });
    return found;
}

void StackHistory::visitRows(Nanoseconds from, Nanoseconds to,
                             const std::function<void(Nanoseconds, Nanoseconds, const StackRow&)>& visit) const {
    m_bins.scan(from, to, {}, [&](Nanoseconds time, Nanoseconds width, const Peak& peak) {
        visit(time, width, peak.row);
        return true;
    });
}

std::vector<HistoryPart> StackHistory::parts(Nanoseconds from, Nanoseconds to) const {
    std::vector<HistoryPart> result;
    visitRows(from, to,
              [&](Nanoseconds time, Nanoseconds width, const StackRow&) { extendParts(result, time, width); });
    return result;
}

} // namespace ls
