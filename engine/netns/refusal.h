// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/netns/opener_protocol.h"

#include <optional>
#include <string>

namespace ls::netns {

/// What this machine says about private namespaces, read when one was refused. Absent values were not readable or do
/// not exist on this kernel.
struct RefusalFacts {
    std::optional<long> unprivilegedUsernsClone; ///< kernel.unprivileged_userns_clone (Debian's and Arch's patch)
    std::optional<long> apparmorRestrictsUserns; ///< kernel.apparmor_restrict_unprivileged_userns (Ubuntu 23.10 on)
    std::optional<long> maxUserNamespaces;       ///< user.max_user_namespaces
    std::optional<long> maxNetNamespaces;        ///< user.max_net_namespaces
    bool seccompFilter = false;                  ///< /proc/self/status, Seccomp: 2
    bool chrooted = false;                       ///< no mount at "/" in our mountinfo
};

[[nodiscard]] RefusalFacts readRefusalFacts();

/// Names the switch that refuses, as text and advice, from what the opener said.
/// user_namespaces(7), unshare(2); the chroot rule is create_user_ns() in kernel/user_namespace.c.
[[nodiscard]] Error explainRefusal(const protocol::Reply& refusal, const RefusalFacts& facts);

} // namespace ls::netns
