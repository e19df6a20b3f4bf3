// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/metrics/latency_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace ls {

namespace histogram {

std::size_t bucketOf(std::uint64_t value) {
    constexpr std::uint64_t kLargest = (std::uint64_t{1} << kMaxBits) - 1;
    const std::uint64_t clamped = std::min(value, kLargest);
    const auto width = static_cast<unsigned>(std::bit_width(clamped));
    const unsigned shift = width > kSubBucketBits + 1 ? width - (kSubBucketBits + 1) : 0;
    return (std::size_t{shift} << kSubBucketBits) + static_cast<std::size_t>(clamped >> shift);
}

std::uint64_t middleOf(std::size_t bucket) {
    constexpr std::size_t kLinear = std::size_t{2} << kSubBucketBits;
    if (bucket < kLinear) {
        return bucket;
    }
    const std::size_t shift = (bucket >> kSubBucketBits) - 1;
    const std::uint64_t low = (bucket - (shift << kSubBucketBits)) << shift;
    return low + (std::uint64_t{1} << shift) / 2;
}

} // namespace histogram

namespace {

std::uint64_t nonNegative(Nanoseconds value) {
    return value.count() > 0 ? static_cast<std::uint64_t>(value.count()) : 0;
}

Nanoseconds toNanoseconds(std::uint64_t value) {
    return Nanoseconds(static_cast<std::int64_t>(value));
}

} // namespace

HistogramSnapshot::HistogramSnapshot()
    : m_buckets(histogram::kBuckets, 0) {
}

void HistogramSnapshot::record(Nanoseconds value, std::uint64_t times) {
    const std::uint64_t v = nonNegative(value);
    m_buckets[histogram::bucketOf(v)] += times;
    m_count += times;
    m_max = std::max(m_max, v);
}

void HistogramSnapshot::merge(const HistogramSnapshot& other) {
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        m_buckets[i] += other.m_buckets[i];
    }
    m_count += other.m_count;
    m_max = std::max(m_max, other.m_max);
}

HistogramSnapshot HistogramSnapshot::since(const HistogramSnapshot& earlier) const {
    HistogramSnapshot later;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        later.m_buckets[i] = m_buckets[i] - std::min(earlier.m_buckets[i], m_buckets[i]);
        later.m_count += later.m_buckets[i];
        if (later.m_buckets[i] > 0) {
            later.m_max = std::min(histogram::middleOf(i), m_max);
        }
    }
    if (m_max > earlier.m_max && later.m_count > 0) {
        later.m_max = m_max;
    }
    return later;
}

std::optional<Nanoseconds> HistogramSnapshot::max() const {
    return m_count > 0 ? std::optional(toNanoseconds(m_max)) : std::nullopt;
}

std::optional<Nanoseconds> HistogramSnapshot::percentile(double fraction, std::uint64_t population) const {
    const auto rank =
        std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(fraction * static_cast<double>(population))));
    if (rank > m_count) {
        return std::nullopt;
    }
    if (rank == m_count) {
        return max();
    }
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        seen += m_buckets[i];
        if (seen >= rank) {
            return toNanoseconds(std::min(histogram::middleOf(i), m_max));
        }
    }
    return max();
}

void LatencyHistogram::record(Nanoseconds value) {
    const std::uint64_t v = nonNegative(value);
    auto& bucket = m_buckets[histogram::bucketOf(v)];
    bucket.store(bucket.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    if (v > m_max.load(std::memory_order_relaxed)) {
        m_max.store(v, std::memory_order_relaxed);
    }
}

void LatencyHistogram::recordShared(Nanoseconds value) {
    const std::uint64_t v = nonNegative(value);
    m_buckets[histogram::bucketOf(v)].fetch_add(1, std::memory_order_relaxed);
    std::uint64_t largest = m_max.load(std::memory_order_relaxed);
    while (v > largest && !m_max.compare_exchange_weak(largest, v, std::memory_order_relaxed)) {
    }
}

HistogramSnapshot LatencyHistogram::snapshot() const {
    HistogramSnapshot result;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        const std::uint64_t n = m_buckets[i].load(std::memory_order_relaxed);
        result.m_buckets[i] = n;
        result.m_count += n;
    }
    result.m_max = m_max.load(std::memory_order_relaxed);
    return result;
}

} // namespace ls
