// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/wire/captured_packet.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace ls::wire {

/// A capture file of Ethernet frames with times in nanoseconds, as tcpdump and Wireshark read it (pcap-savefile(5)). It
/// replaces its predecessor when it is whole (record::OutputFile). One thread.
class PcapFile final {
public:
    /// ErrorCode::Output when the target cannot be written.
    [[nodiscard]] static Result<PcapFile> create(const std::filesystem::path& target);
    ~PcapFile();
    PcapFile(PcapFile&&) noexcept;
    PcapFile& operator=(PcapFile&&) = delete;
    PcapFile(const PcapFile&) = delete;
    PcapFile& operator=(const PcapFile&) = delete;

    /// `time` on CLOCK_REALTIME. Errors are kept for commit().
    /// `size`: of the frame, of which `kept` is the beginning.
    void write(Nanoseconds time, std::span<const std::byte> kept, std::size_t size);
    /// Flushes, and puts the file in its place; without it nothing of the file is left.
    [[nodiscard]] Result<> commit();

private:
    struct Parts;

    explicit PcapFile(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

/// Writes what the tap keeps as a capture file, as tcpdump would have made it at the server's side: packets up when
/// they came out, packets down when they came. The frames may be any choice, in any order. Any thread.
[[nodiscard]] Result<> savePcap(const std::filesystem::path& target, std::span<const CapturedFrame> frames);

/// What CLOCK_REALTIME, which capture files tell, is ahead of the engine's clock now.
[[nodiscard]] Nanoseconds realtimeAhead();

} // namespace ls::wire
