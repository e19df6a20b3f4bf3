// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/inspect/net_namespaces.h"
#include "engine/kernel/inet_row.h"
#include "engine/kernel/unix_row.h"

#include <functional>

namespace ls::inspect {

// The sockets of a namespace where sock_diag is missing, from its /proc/net: no limit, no drops, no cookies. Any
// thread.

/// Every TCP or UDP socket (IPPROTO_TCP, IPPROTO_UDP) of both families.
[[nodiscard]] Result<> forEachProcInet(const NamespaceHandles& handles, int protocol,
                                       const std::function<void(const kernel::InetRow&)>& visit);
[[nodiscard]] Result<> forEachProcUnix(const NamespaceHandles& handles,
                                       const std::function<void(const kernel::UnixRow&)>& visit);

} // namespace ls::inspect
