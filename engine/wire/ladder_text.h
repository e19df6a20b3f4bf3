// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/ladder.h"

#include <string>
#include <string_view>

namespace ls::wire {

/// The flags as tcpdump writes them: "S", "S.", "P.", "R".
[[nodiscard]] std::string tcpdumpFlags(std::uint8_t flags);

/// One line for each packet as `tcpdump -nn -ttttt` writes it, without the TCP options, which the tap does not keep:
/// times count from the first packet, at the side of its sender; numbers are relative but those of SYNs and of packets
/// without an ACK. Behind "#" stands what tcpdump cannot know: when it came to the other side, or why not, and what was
/// repeated.
[[nodiscard]] std::string tcpdumpText(const Ladder& ladder);

/// What became of a packet, in one English word: "delivered", "lost".
[[nodiscard]] std::string_view toString(Fate fate);
/// "syn-ignored", "usual".
[[nodiscard]] std::string_view toString(Effect effect);

} // namespace ls::wire
