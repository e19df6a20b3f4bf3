// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/captured_packet.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ls::test {

/// What a tap would have kept, from a pair of captures at the two ends of a wire (see record_wire_captures.cpp). Who
/// is in the one file and not in the other is Lost; handshake parts, connections and retransmits are those that the
/// wire's tracker finds.
[[nodiscard]] std::vector<wire::CapturedPacket> readCapture(const std::string& name);
/// The later end of the two files.
[[nodiscard]] TimePoint endOf(const std::vector<wire::CapturedPacket>& packets);
/// Of the server's end.
[[nodiscard]] std::filesystem::path serverCapture(const std::string& name);

} // namespace ls::test
