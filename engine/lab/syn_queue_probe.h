// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/netns/net_namespace.h"

namespace ls::lab {

/// Whether this kernel's SYN queue holds limit + 1 half-open connections, as the accept queue does, or only limit.
///
/// inet_csk_reqsk_queue_is_full() (include/net/inet_connection_sock.h) tests `len > limit` since Linux 6.13 (commit
/// 3479c7549fb1, "tcp/dccp: allow a connection when sk_max_ack_backlog is zero") and `len >= limit` before. The stable
/// kernels of January 2025 have it too, and what a distribution took over no release number tells. So the kernel is
/// asked: a listener with a backlog of 0 lets one client in while cookies are off, or none.
///
/// Changes a sysctl of `net` and its counters: whoever uses it next makes it fresh. Waits for one handshake on
/// loopback, kProbeDeadline at most; ErrorCode::Timeout if there was no answer. Engine thread.
[[nodiscard]] Result<bool> synQueueHoldsOneMore(netns::NetNamespace& net);

} // namespace ls::lab
