// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/record/writer_thread.h"
#include "engine/wire/pcap_file.h"
#include "engine/wire/wire_stats.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace ls::wire {

/// Writes frames into a PcapFile in the order of their times, on a thread of its own, so that no disk holds up the
/// wire. At most 64 MB wait for it; what comes beyond that is left out and counted. Several wires may note what they
/// carry, one after the other: every method from one thread at a time, which has joined the one before or had word from
/// it.
class PcapRecorder final {
public:
    /// `ahead`: of CLOCK_REALTIME, which the file tells, from the frames' times. It stays, so that times in the file
    /// keep their order and distances whatever becomes of that clock.
    explicit PcapRecorder(PcapFile file, Nanoseconds ahead = realtimeAhead())
        : m_file(std::move(file))
        , m_ahead(ahead) {}

    /// Frames may come in any order; see flush().
    void note(TimePoint time, std::span<const std::byte> frame);
    /// Hands over what was noted. Frames up to `settled` are written: none from before it will be noted any more.
    void flush(TimePoint settled);
    /// Writes everything, waits for the writer and puts the file in its place: ErrorCode::Output when that failed, also
    /// for an earlier write. Once; without it the file is thrown away.
    [[nodiscard]] Result<> finish();

    /// Another wire begins: all that was noted before lies before what it will note, and is not in its share.
    void beginShare();
    /// What was noted since, and what was left out.
    [[nodiscard]] PcapShare share() const { return m_share; }

private:
    struct Frame {
        TimePoint time{};
        std::size_t size = 0;
    };
    struct Batch {
        std::vector<Frame> frames;
        std::vector<std::byte> bytes; ///< of all frames, one after the other
    };

    void write(const Batch& batch, TimePoint settled);

    // The writer's.
    PcapFile m_file;
    const Nanoseconds m_ahead;
    std::multimap<TimePoint, std::vector<std::byte>> m_unsettled; ///< those of one time in the order they came

    Batch m_batch;
    PcapShare m_share;
    std::atomic<std::size_t> m_waiting{0}; ///< bytes that were noted and are not yet written
    record::WriterThread m_writer;         ///< ends first
};

} // namespace ls::wire
