// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ip_address.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

#include <cstddef>
#include <vector>

namespace ls::netns {

/// Fewer sockets than asked for when `err` is set (EMFILE here or at the opener, ENFILE, ENOBUFS).
struct SocketBatch {
    std::vector<UniqueFd> sockets;
    int err = 0;
};

/// Where TCP sockets come from: the laboratory's namespace, or a fake in tests. Any thread.
class SocketSource {
public:
    SocketSource() = default;
    SocketSource(const SocketSource&) = delete;
    SocketSource& operator=(const SocketSource&) = delete;
    virtual ~SocketSource() = default;

    /// TCP sockets, non-blocking and close-on-exec, at most protocol::kMaxBatch. Asks for `ahead` more (0 = none)
    /// before it returns, so that the next call of this family finds them made; that call gets those, whatever its own
    /// `count`. ErrorCode::Refused where this kernel has no IPv6.
    [[nodiscard]] virtual Result<SocketBatch> takeTcpSockets(IpFamily family, std::size_t count, std::size_t ahead) = 0;
};

} // namespace ls::netns
