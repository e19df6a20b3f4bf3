// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/metrics/block_queue.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace ls {

/// The same stream at several resolutions, finest first; each keeps its own span and older times are answered by the
/// next coarser one. Only bins that hold something are stored, so a slow series costs what it has. Adding is amortised
/// O(1); times must not go back. `Payload` needs add(sample) for whatever is added. One thread.
template <typename Payload>
class Pyramid final {
public:
    struct Resolution {
        Nanoseconds width;
        Nanoseconds keep; ///< max() keeps everything
    };

    /// The coarsest keeps everything.
    explicit Pyramid(const std::vector<Resolution>& resolutions) {
        for (const Resolution& resolution : resolutions) {
            m_levels.push_back({resolution.width, resolution.keep, {}, Nanoseconds::min()});
        }
    }

    template <typename Sample>
    void add(Nanoseconds time, const Sample& sample) {
        for (std::size_t i = 0; i < m_levels.size(); ++i) {
            Level& level = m_levels[i];
            const std::int32_t index = indexOf(time, level.width);
            if (level.bins.empty() || level.bins.back().index != index) {
                level.bins.push({index, Payload()});
                trim(i, time);
            }
            level.bins.back().payload.add(sample);
        }
    }

    void clear() {
        for (Level& level : m_levels) {
            level.bins.clear();
            level.start = Nanoseconds::min();
        }
    }

    /// visit(start, width, payload) for every bin that starts in [from, to), in order, none finer than `finest`, until
    /// it returns false. Each moment is covered once, at the finest resolution still kept for it.
    template <typename Visit>
    bool scan(Nanoseconds from, Nanoseconds to, Nanoseconds finest, Visit&& visit) const {
        std::size_t level = 0;
        while (level + 1 < m_levels.size() && m_levels[level + 1].width <= finest) {
            ++level;
        }
        return scanLevel(level, from, to, visit);
    }

    /// visit(start, payload) of the newest bin that starts before `time`; not called if there is none.
    template <typename Visit>
    void visitLastBefore(Nanoseconds time, Visit&& visit) const {
        for (const Level& level : m_levels) {
            const std::size_t i =
                level.bins.partitionPoint([&](const Bin& bin) { return startOf(bin, level.width) < time; });
            if (i > 0) {
                visit(startOf(level.bins[i - 1], level.width), level.bins[i - 1].payload);
                return;
            }
        }
    }

    [[nodiscard]] std::size_t bytes() const {
        std::size_t sum = 0;
        for (const Level& level : m_levels) {
            sum += level.bins.bytes();
        }
        return sum;
    }

private:
    struct Bin {
        std::int32_t index;
        Payload payload;
    };
    struct Level {
        Nanoseconds width;
        Nanoseconds keep;
        BlockQueue<Bin> bins;
        Nanoseconds start; // earlier times are the next level's
    };

    static std::int32_t indexOf(Nanoseconds time, Nanoseconds width) {
        const auto quotient = time.count() / width.count();
        return static_cast<std::int32_t>(time.count() % width.count() < 0 ? quotient - 1 : quotient);
    }
    static Nanoseconds startOf(const Bin& bin, Nanoseconds width) { return bin.index * width; }

    /// Cuts at a border of the next coarser level, so that no bin of that level is half covered by this one.
    void trim(std::size_t i, Nanoseconds now) {
        Level& level = m_levels[i];
        if (level.keep == Nanoseconds::max()) {
            return;
        }
        const Nanoseconds border = m_levels[i + 1].width;
        const Nanoseconds cut = indexOf(now - level.keep, border) * border;
        if (startOf(level.bins[0], level.width) < cut) {
            level.bins.dropFront(
                level.bins.partitionPoint([&](const Bin& bin) { return startOf(bin, level.width) < cut; }));
            level.start = cut;
        }
    }

    template <typename Visit>
    bool scanLevel(std::size_t i, Nanoseconds from, Nanoseconds to, Visit&& visit) const {
        const Level& level = m_levels[i];
        if (from < level.start && !scanLevel(i + 1, from, std::min(to, level.start), visit)) {
            return false;
        }
        const Nanoseconds begin = std::max(from, level.start);
        const std::size_t first =
            level.bins.partitionPoint([&](const Bin& bin) { return startOf(bin, level.width) < begin; });
        bool wanted = true;
        level.bins.visitFrom(first, [&](const Bin& bin) {
            const Nanoseconds start = startOf(bin, level.width);
            wanted = start >= to || visit(start, level.width, bin.payload);
            return wanted && start < to;
        });
        return wanted;
    }

    std::vector<Level> m_levels;
};

} // namespace ls
