// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/pcap_recorder.h"

#include <utility>

namespace ls::wire {

namespace {

constexpr std::size_t kBudget = std::size_t{64} << 20;
constexpr std::size_t kBatch = std::size_t{64} << 10; ///< handed over without waiting for flush()

} // namespace

void PcapRecorder::note(Nanoseconds time, std::span<const std::byte> frame) {
    if (m_waiting.load(std::memory_order_relaxed) + m_batch.cost() + frame.size() > kBudget) {
        m_missing.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    m_batch.frames.push_back({time, frame.size()});
    m_batch.bytes.insert(m_batch.bytes.end(), frame.begin(), frame.end());
    if (m_batch.cost() >= kBatch) {
        flush();
    }
}

void PcapRecorder::flush() {
    if (m_batch.frames.empty()) {
        return;
    }
    m_waiting.fetch_add(m_batch.cost(), std::memory_order_relaxed);
    m_writer.post([this, batch = std::exchange(m_batch, {})] { write(batch); });
}

void PcapRecorder::write(const Batch& batch) {
    std::span<const std::byte> rest(batch.bytes);
    for (const Frame& frame : batch.frames) {
        m_file.write(frame.time, rest.first(frame.size), frame.size);
        rest = rest.subspan(frame.size);
    }
    m_waiting.fetch_sub(batch.cost(), std::memory_order_relaxed);
}

Result<> PcapRecorder::finish() {
    flush();
    m_writer.finish();
    return m_file.commit();
}

} // namespace ls::wire
