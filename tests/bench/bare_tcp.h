// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace ls::bench {

/// The floor of the echo bench: two threads with an epoll each and nothing but system calls between them. `concurrency`
/// clients are in flight, each connects, sends a byte, reads it back and closes first. In a child process, inside the
/// network namespace behind `netFd`, so that it opens its sockets itself.
[[nodiscard]] Result<Nanoseconds> runBareEcho(int netFd, unsigned connections, unsigned concurrency);

} // namespace ls::bench
