// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record/writer_thread.h"
#include "engine/wire/pcap_file.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace ls::wire {

/// Writes frames into a PcapFile in the order of their times, on a thread of its own, so that no disk holds up the
/// wire. At most 64 MB wait for it; what comes beyond that is left out and counted. note(), flush() and finish() from
/// one thread.
class PcapRecorder final {
public:
    explicit PcapRecorder(PcapFile file)
        : m_file(std::move(file)) {}

    /// `time` on CLOCK_REALTIME. Frames may come in any order; see flush().
    void note(Nanoseconds time, std::span<const std::byte> frame);
    /// Hands over what was noted. Frames up to `settled` are written: none from before it will be noted any more.
    void flush(Nanoseconds settled);
    /// Writes everything, waits for the writer and puts the file in its place. Once.
    [[nodiscard]] Result<> finish();

    /// Frames that are missing in the file. Any thread.
    [[nodiscard]] std::uint64_t missing() const { return m_missing.load(std::memory_order_relaxed); }

private:
    struct Frame {
        Nanoseconds time{};
        std::size_t size = 0;
    };
    struct Batch {
        std::vector<Frame> frames;
        std::vector<std::byte> bytes; ///< of all frames, one after the other
    };

    void write(const Batch& batch, Nanoseconds settled);

    // The writer's.
    PcapFile m_file;
    std::multimap<Nanoseconds, std::vector<std::byte>> m_unsettled; ///< those of one time in the order they came

    Batch m_batch;
    std::atomic<std::size_t> m_waiting{0}; ///< bytes that were noted and are not yet written
    std::atomic<std::uint64_t> m_missing{0};
    record::WriterThread m_writer; ///< ends first
};

} // namespace ls::wire
