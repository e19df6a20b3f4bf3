// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/unique_fd.h"

#include <set>
#include <string>

/// What rtnetlink(7) says about a namespace; `routes` is a NETLINK_ROUTE socket of it.
namespace ls::test {

/// Names of all interfaces.
[[nodiscard]] std::set<std::string> linksOf(UniqueFd routes);

/// Every route that is not to the namespace itself (nor the kernel's own of the local and multicast kind):
/// "10.0.0.0/8 via 198.18.0.254", "default via …", "192.0.2.0/24".
[[nodiscard]] std::set<std::string> waysOutOf(UniqueFd routes);

/// Deletes the interface of that name.
void deleteLink(UniqueFd routes, const char* name);

} // namespace ls::test
