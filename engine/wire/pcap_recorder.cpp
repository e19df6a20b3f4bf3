// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/pcap_recorder.h"

#include <utility>

namespace ls::wire {

namespace {

constexpr std::size_t kBudget = std::size_t{64} << 20;

/// What a frame takes while it waits, bookkeeping included.
std::size_t cost(std::size_t frameSize) {
    constexpr std::size_t kBookkeeping = 96; // a node of the map, and the frame's entry in a batch
    return kBookkeeping + frameSize;
}

} // namespace

void PcapRecorder::note(TimePoint time, std::span<const std::byte> frame) {
    if (m_waiting.load(std::memory_order_relaxed) + cost(frame.size()) > kBudget) {
        ++m_share.missing;
        return;
    }
    ++m_share.frames;
    m_waiting.fetch_add(cost(frame.size()), std::memory_order_relaxed);
    m_batch.frames.push_back({time, frame.size()});
    m_batch.bytes.insert(m_batch.bytes.end(), frame.begin(), frame.end());
}

void PcapRecorder::beginShare() {
    flush(TimePoint::max());
    m_share = {.before = m_share.before + m_share.frames};
}

void PcapRecorder::flush(TimePoint settled) {
    if (m_waiting.load(std::memory_order_relaxed) > 0) {
        m_writer.post([this, batch = std::exchange(m_batch, {}), settled] { write(batch, settled); });
    }
}

void PcapRecorder::write(const Batch& batch, TimePoint settled) {
    std::span<const std::byte> rest(batch.bytes);
    for (const Frame& frame : batch.frames) {
        const auto bytes = rest.first(frame.size);
        m_unsettled.emplace(frame.time, std::vector<std::byte>(bytes.begin(), bytes.end()));
        rest = rest.subspan(frame.size);
    }
    while (!m_unsettled.empty() && m_unsettled.begin()->first <= settled) {
        const auto& [time, bytes] = *m_unsettled.begin();
        m_file.write(time.time_since_epoch() + m_ahead, bytes, bytes.size());
        m_waiting.fetch_sub(cost(bytes.size()), std::memory_order_relaxed);
        m_unsettled.erase(m_unsettled.begin());
    }
}

Result<> PcapRecorder::finish() {
    flush(TimePoint::max());
    m_writer.finish();
    return m_file.commit();
}

} // namespace ls::wire
