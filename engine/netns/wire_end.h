// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/unique_fd.h"

namespace ls::netns {

/// What the wire reads and writes at one of its ends: whole Ethernet frames, without waiting.
struct WireEnd {
    UniqueFd link;     ///< a packet socket bound to a veth link (packet(7)), or the file of a TUN device
    UniqueFd counters; ///< of a TUN device: /proc/net/dev where it is (proc(5)); else not open
};

} // namespace ls::netns
