// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/unique_fd.h"
#include "engine/netns/wire_addresses.h"

namespace ls::netns::opener {

/// A network device whose other end is a file: the kernel's TUN driver in the mode that carries whole Ethernet frames
/// (IFF_TAP, Documentation/networking/tuntap.rst). It lives as long as somebody has the file open.
struct TunDevice {
    UniqueFd frames;   ///< each read() takes a frame that the stack sent, each write() gives it one; does not wait
    UniqueFd counters; ///< /proc/net/dev of its namespace: the device counts there what found its queue full
};

/// In the namespace this process is in, still down, its offloads off and with room for protocol::kTunQueue frames. 0 or
/// an errno: ENOENT, ENODEV and EACCES are /dev/net/tun's.
[[nodiscard]] int makeTunDevice(const char* name, const LinkAddress& address, TunDevice& made);

} // namespace ls::netns::opener
