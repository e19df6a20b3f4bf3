// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/sysctl_setup.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace ls::lab {

using kernel::SysctlEntry;
using kernel::SysctlScope;

namespace {

/// Keys the host does not have, or that already agree, are left alone.
Result<> copyFromHost(const std::string& key, const netns::SysctlStore& host, netns::SysctlStore& lab) {
    const auto theirs = host.readSysctl(key);
    const auto ours = lab.readSysctl(key);
    if (!theirs || !ours || *theirs == *ours) {
        return {};
    }
    return lab.writeSysctl(key, *theirs);
}

} // namespace

std::optional<std::int64_t> numberOf(const SysctlValues& values, const std::string& key) {
    const auto found = values.find(key);
    std::int64_t value = 0;
    if (found == values.end() ||
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), value).ec != std::errc()) {
        return std::nullopt;
    }
    return value;
}

Result<> applySysctls(const LabSetup& setup, const kernel::SysctlCatalogue& catalogue, const netns::SysctlStore& host,
                      netns::SysctlStore& lab) {
    if (setup.hostSysctls) {
        for (const SysctlEntry& entry : catalogue.entries()) {
            if (entry.scope == SysctlScope::Namespace) {
                LS_TRY(copyFromHost(entry.key, host, lab));
            }
        }
    }
    for (const SysctlSetting& setting : setup.sysctls) {
        LS_TRY(lab.writeSysctl(setting.key, setting.value));
    }
    return {};
}

Result<SysctlValues> readEffective(const LabSetup& setup, const kernel::SysctlCatalogue& catalogue,
                                   const netns::SysctlStore& lab) {
    SysctlValues values;
    for (const SysctlEntry& entry : catalogue.entries()) {
        if (entry.scope != SysctlScope::Namespace) {
            continue;
        }
        auto value = lab.readSysctl(entry.key);
        if (value) {
            values[entry.key] = std::move(*value);
        } else if (value.error().code != ErrorCode::BadInput) {
            return tl::unexpected(std::move(value).error()); // anything but "this kernel has no such key"
        }
    }
    for (const SysctlSetting& setting : setup.sysctls) {
        LS_TRY_ASSIGN(values[setting.key], lab.readSysctl(setting.key));
    }
    return values;
}

std::int64_t somaxconnOf(const SysctlValues& values) {
    return numberOf(values, "net.core.somaxconn").value_or(kernel::QueueInputs{}.somaxconn);
}

kernel::QueueInputs queueInputs(const SysctlValues& values, std::optional<bool> synQueueHoldsOneMore,
                                std::int64_t backlog) {
    kernel::QueueInputs inputs;
    inputs.synQueueHoldsOneMore = synQueueHoldsOneMore;
    inputs.backlog = backlog;
    inputs.somaxconn = somaxconnOf(values);
    inputs.maxSynBacklog = numberOf(values, "net.ipv4.tcp_max_syn_backlog").value_or(inputs.maxSynBacklog);
    inputs.syncookies = static_cast<int>(numberOf(values, "net.ipv4.tcp_syncookies").value_or(inputs.syncookies));
    inputs.synRetries = static_cast<int>(numberOf(values, "net.ipv4.tcp_syn_retries").value_or(inputs.synRetries));
    inputs.abortOnOverflow = numberOf(values, "net.ipv4.tcp_abort_on_overflow").value_or(0) != 0;
    inputs.synAckRetries =
        static_cast<int>(numberOf(values, "net.ipv4.tcp_synack_retries").value_or(inputs.synAckRetries));
    if (const auto linear = numberOf(values, "net.ipv4.tcp_syn_linear_timeouts")) {
        inputs.synLinearTimeouts = static_cast<int>(*linear);
    }
    return inputs;
}

} // namespace ls::lab
