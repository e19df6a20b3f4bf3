// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/metrics/history.h"

#include <algorithm>

namespace ls {

namespace {

using namespace std::chrono_literals;

constexpr Nanoseconds kFine = 10ms;
constexpr Nanoseconds kCoarse = 100ms;

void absorb(HistoryColumn& column, double value) {
    if (std::isnan(value)) {
        column.gap = true;
        return;
    }
    if (!column.valid()) {
        column.first = value;
    }
    column.min = std::min(column.min, value);
    column.max = std::max(column.max, value);
    column.last = value;
    column.gap = false;
}

// Extent is private to History, hence the template.
template <typename Extent>
void absorb(HistoryColumn& column, const Extent& extent) {
    if (extent.min <= extent.max) {
        if (!column.valid()) {
            column.first = static_cast<double>(extent.first);
        }
        column.min = std::min(column.min, static_cast<double>(extent.min));
        column.max = std::max(column.max, static_cast<double>(extent.max));
    }
    column.gap = std::isnan(extent.last);
    if (!column.gap) {
        column.last = static_cast<double>(extent.last);
    }
}

HistoryRow rowOf(Nanoseconds time, Nanoseconds width, const HistoryColumn& column) {
    return {time, width, column.min, column.max, column.last};
}

} // namespace

void History::Extent::add(double value) {
    const auto rounded = static_cast<float>(value);
    if (!std::isnan(rounded)) {
        if (min > max) {
            first = rounded;
        }
        min = std::min(min, rounded);
        max = std::max(max, rounded);
    }
    last = rounded;
}

History::History()
    : History(Limits()) {
}

// The two coarsest levels are only there to make wide views cheap; they cost a tenth of the one before.
History::History(Limits limits)
    : m_limits(limits)
    , m_bins(
          {{kFine, limits.fine}, {kCoarse, Nanoseconds::max()}, {1s, Nanoseconds::max()}, {10s, Nanoseconds::max()}}) {
}

void History::append(Nanoseconds time, double value) {
    if (!m_raw.empty()) {
        time = std::max(time, m_raw.back().time);
    } else {
        m_first = time;
    }
    m_raw.push({time, value});
    m_bins.add(time, value);
    trimRaw(time);
    ++m_revision;
}

void History::clear() {
    m_raw.clear();
    m_bins.clear();
    m_rawStart = Nanoseconds::min();
    m_first.reset();
    ++m_revision;
}

std::optional<Nanoseconds> History::lastTime() const {
    return empty() ? std::nullopt : std::optional(m_raw.back().time);
}

void History::trimRaw(Nanoseconds now) {
    // Whole bins only, and not one by one: the cut moves once per second.
    const Nanoseconds cut = std::chrono::floor<std::chrono::seconds>(now - m_limits.raw);
    if (m_raw[0].time < cut && cut != m_rawStart) {
        m_raw.dropFront(m_raw.partitionPoint([&](const Point& point) { return point.time < cut; }));
        m_rawStart = cut;
    }
}

template <typename Visit>
bool History::scan(Nanoseconds from, Nanoseconds to, Nanoseconds finest, Visit&& visit) const {
    if (finest >= kFine) {
        return m_bins.scan(from, to, finest, visit);
    }
    if (from < m_rawStart && !m_bins.scan(from, std::min(to, m_rawStart), finest, visit)) {
        return false;
    }
    const std::size_t first = m_raw.partitionPoint([&](const Point& point) { return point.time < from; });
    bool wanted = true;
    m_raw.visitFrom(first, [&](const Point& point) {
        wanted = point.time >= to || visit(point.time, Nanoseconds{0}, point.value);
        return wanted && point.time < to;
    });
    return wanted;
}

void History::columns(Nanoseconds from, Nanoseconds to, std::span<HistoryColumn> out) const {
    std::fill(out.begin(), out.end(), HistoryColumn());
    if (out.empty() || to <= from) {
        return;
    }
    const auto count = static_cast<double>(out.size());
    const double perNanosecond = count / static_cast<double>((to - from).count());
    const auto columnWidth = Nanoseconds(static_cast<std::int64_t>(1 / perNanosecond));
    scan(from, to, columnWidth / 3, [&](Nanoseconds time, Nanoseconds, const auto& item) {
        const auto i = static_cast<std::size_t>(static_cast<double>((time - from).count()) * perNanosecond);
        absorb(out[std::min(i, out.size() - 1)], item);
        return true;
    });
}

std::optional<History::Point> History::before(Nanoseconds time) const {
    std::optional<Point> found;
    const std::size_t i = m_raw.partitionPoint([&](const Point& point) { return point.time < time; });
    if (i > 0) {
        found = m_raw[i - 1];
    } else {
        m_bins.visitLastBefore(time, [&](Nanoseconds start, const Extent& extent) {
            found = Point{start, static_cast<double>(extent.last)};
        });
    }
    return found && std::isnan(found->value) ? std::nullopt : found;
}

std::optional<History::Point> History::atOrAfter(Nanoseconds time) const {
    std::optional<Point> found;
    scan(time, Nanoseconds::max(), {}, [&](Nanoseconds at, Nanoseconds, const auto& item) {
        HistoryColumn column;
        absorb(column, item);
        if (column.valid()) {
            found = Point{at, column.first};
        }
        return !found;
    });
    return found;
}

void History::visitRows(Nanoseconds from, Nanoseconds to, const std::function<void(const HistoryRow&)>& visit) const {
    scan(from, to, {}, [&](Nanoseconds time, Nanoseconds width, const auto& item) {
        HistoryColumn column;
        absorb(column, item);
        if (column.valid()) {
            visit(rowOf(time, width, column));
        }
        return true;
    });
}

std::vector<HistoryPart> History::parts(Nanoseconds from, Nanoseconds to) const {
    std::vector<HistoryPart> result;
    visitRows(from, to, [&](const HistoryRow& row) { extendParts(result, row.time, row.width); });
    return result;
}

} // namespace ls
