// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/inspect/snapshot.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ls::inspect {

/// What is opened inside a network namespace to look at it; a descriptor stays there wherever it is used
/// (network_namespaces(7)). Files that this kernel lacks are not open.
struct NamespaceHandles {
    std::uint64_t inode = 0;
    UniqueFd listeners, census, watch, destroyed; ///< NETLINK_SOCK_DIAG, one for each thread that asks
    UniqueFd netstat, snmp, tcp, tcp6, udp, udp6, unixSockets;
    UniqueFd somaxconn, maxSynBacklog, syncookies, abortOnOverflow;
    UniqueFd interfaces; ///< any socket, to ask for names of interfaces
};

/// `path` as NetNamespaceInfo::path; empty: where this program is. Another one needs CAP_SYS_ADMIN (setns(2)), and is
/// entered by a thread that ends at once.
[[nodiscard]] Result<NamespaceHandles> openNamespace(const std::string& path);

/// The namespaces of the processes that may be seen and of /run/netns, the own one first. Tries to enter each, so never
/// on a thread that must not wait.
[[nodiscard]] std::vector<NetNamespaceInfo> listNamespaces();

/// The name of an interface there; its index as text where it has gone.
[[nodiscard]] std::string interfaceName(const UniqueFd& interfaces, std::uint32_t index);

} // namespace ls::inspect
