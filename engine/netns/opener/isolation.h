// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/netns/opener_protocol.h"

/// Entering namespaces. Single-threaded by need: unshare(CLONE_NEWUSER) fails with EINVAL in a process with threads
/// (unshare(2)). No engine code is linked here; failures are a stage and an errno, and the engine finds the words.
namespace ls::netns::opener {

struct Entry {
    protocol::Stage failedAt = protocol::Stage::None;
    int err = 0;
    protocol::Isolation isolation = protocol::Isolation::UserAndNet;
    int tunErr = 0; ///< see protocol::Reply
};

/// A private user namespace that maps only the caller to itself, and a network namespace in it with `lo` up. Where user
/// namespaces are refused but CAP_SYS_ADMIN is held: the network namespace alone.
[[nodiscard]] Entry enterPrivateNamespaces();

/// A further network namespace in the same user namespace. Sockets opened before stay where they are.
[[nodiscard]] Entry enterFreshNetNamespace(protocol::Isolation isolation);

} // namespace ls::netns::opener
