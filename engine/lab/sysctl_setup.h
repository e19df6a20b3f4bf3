// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/queue_model.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "engine/lab/lab_setup.h"
#include "engine/netns/sysctl_store.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace ls::lab {

using SysctlValues = std::map<std::string, std::string>;

/// The first number of a key's value; nullopt where there is no such key or number.
[[nodiscard]] std::optional<std::int64_t> numberOf(const SysctlValues& values, const std::string& key);

/// Where the namespace does not show net.core.somaxconn (an ordinary user's before Linux 6.3) nobody can have changed
/// it: what it was born with, SOMAXCONN (net_defaults_init_net(), net/core/net_namespace.c; 4096 since 5.4).
[[nodiscard]] std::int64_t somaxconnOf(const SysctlValues& values);

/// Writes what the setup asks for into `lab`, this machine's values first where it wants those, and reads each key
/// back. An error names the key. `host` is only read.
[[nodiscard]] Result<> applySysctls(const LabSetup& setup, const kernel::SysctlCatalogue& catalogue,
                                    const netns::SysctlStore& host, netns::SysctlStore& lab);

/// The values in force: every key of the catalogue that a namespace has on this kernel, and those of the setup.
[[nodiscard]] Result<SysctlValues> readEffective(const LabSetup& setup, const kernel::SysctlCatalogue& catalogue,
                                                 const netns::SysctlStore& lab);

/// The part of `values` that decides how the queues behave, for a listener with this backlog.
[[nodiscard]] kernel::QueueInputs queueInputs(const SysctlValues& values, std::optional<bool> synQueueHoldsOneMore,
                                              std::int64_t backlog);

} // namespace ls::lab
