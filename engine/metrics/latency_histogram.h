// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

namespace ls {

/// Log-linear buckets over nanoseconds: 128 equal buckets in every power of two, exact below 256 ns.
/// A bucket is at most 1/128 of its value wide and is reported by its middle, so a reported value is wrong by at most
/// kHistogramError. The largest value is kept exactly. Values above 2^42 ns (73 minutes) share the last bucket.
namespace histogram {
inline constexpr unsigned kSubBucketBits = 7;
inline constexpr unsigned kMaxBits = 42;
inline constexpr std::size_t kBuckets = std::size_t{kMaxBits - kSubBucketBits + 1} << kSubBucketBits;
inline constexpr double kError = 1.0 / 256;

[[nodiscard]] std::size_t bucketOf(std::uint64_t value);
[[nodiscard]] std::uint64_t middleOf(std::size_t bucket);
} // namespace histogram

/// A histogram at one moment: a plain value that can be merged and asked for percentiles.
class HistogramSnapshot final {
public:
    HistogramSnapshot();

    void record(Nanoseconds value, std::uint64_t times = 1);
    void merge(const HistogramSnapshot& other);
    /// What was recorded after `earlier`, a snapshot of the same histogram. The largest value is known only to the
    /// width of its bucket, unless it is new.
    [[nodiscard]] HistogramSnapshot since(const HistogramSnapshot& earlier) const;

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] std::optional<Nanoseconds> max() const;

    /// The smallest recorded value that at least `fraction` (0…1] of `population` events did not exceed. The population
    /// may be larger than count(): the missing ones (still pending, timed out) count as longer than any. nullopt when
    /// the percentile falls among those, or when nothing was recorded.
    [[nodiscard]] std::optional<Nanoseconds> percentile(double fraction, std::uint64_t population) const;
    [[nodiscard]] std::optional<Nanoseconds> percentile(double fraction) const { return percentile(fraction, m_count); }

    [[nodiscard]] const std::vector<std::uint64_t>& buckets() const { return m_buckets; }

private:
    friend class LatencyHistogram;

    std::vector<std::uint64_t> m_buckets;
    std::uint64_t m_count = 0;
    std::uint64_t m_max = 0;
};

/// The recording side: one thread records (or see recordShared()), any thread takes snapshots while it does. A snapshot
/// taken meanwhile may miss the newest records, never invents one.
class LatencyHistogram final {
public:
    LatencyHistogram() = default;
    LatencyHistogram(const LatencyHistogram&) = delete;
    LatencyHistogram& operator=(const LatencyHistogram&) = delete;

    void record(Nanoseconds value);
    /// The same for histograms that several threads record into, at the price of locked instructions. Then all do.
    void recordShared(Nanoseconds value);
    [[nodiscard]] HistogramSnapshot snapshot() const;

private:
    std::array<std::atomic<std::uint64_t>, histogram::kBuckets> m_buckets{};
    std::atomic<std::uint64_t> m_max{0};
};

} // namespace ls
