// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace ls::test {

/// A frame of a capture file.
struct PcapFrame {
    Nanoseconds time{}; ///< on CLOCK_REALTIME
    std::vector<std::byte> bytes;
};

/// All frames of a capture file as libpcap reads them. Throws std::runtime_error when it does not to the end.
[[nodiscard]] std::vector<PcapFrame> readPcap(const std::filesystem::path& file);

} // namespace ls::test
