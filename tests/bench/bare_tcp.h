// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace ls::bench {

// Both run in a child process that joins the network namespace behind `netFd`, and so opens its sockets itself.

/// Two threads with an epoll each and nothing but system calls between them. `concurrency` clients are in flight, each
/// connects, sends a byte, reads it back and closes first.
[[nodiscard]] Result<Nanoseconds> runBareEcho(int netFd, unsigned connections, unsigned concurrency);

/// One thread connects and accepts one after the other, then closes them all, by the cheaper reset.
[[nodiscard]] Result<Nanoseconds> runBareConnections(int netFd, unsigned connections);

} // namespace ls::bench
