// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ip_address.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/netns/socket_source.h"

#include <cstddef>
#include <vector>

namespace ls::load {

/// One client thread's sockets, fetched in batches with the next batch always in the making. One thread.
class SocketStock final {
public:
    /// `expected`: how many will be wanted in all; no more are fetched ahead than that.
    SocketStock(netns::SocketSource& source, IpFamily family, std::size_t expected);

    /// A socket; an error with sysErrno EMFILE, ENFILE … where there is none, ErrorCode::OpenerGone where there never
    /// will be one again.
    [[nodiscard]] Result<UniqueFd> take();

private:
    [[nodiscard]] Result<> refill();

    netns::SocketSource& m_source;
    IpFamily m_family;
    std::size_t m_left;
    std::vector<UniqueFd> m_sockets;
    int m_err = 0; ///< what ended the last batch early
};

} // namespace ls::load
