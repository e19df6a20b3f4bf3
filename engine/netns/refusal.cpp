// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/refusal.h"

#include "engine/base/text_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <sstream>

namespace ls::netns {

using protocol::Stage;

namespace {

std::optional<long> readNumber(const std::string& path) {
    const auto text = readTextFile(path);
    long value = 0;
    if (!text || std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc()) {
        return std::nullopt;
    }
    return value;
}

bool hasSeccompFilter() {
    const auto status = readTextFile("/proc/self/status");
    return status && status->find("\nSeccomp:\t2\n") != std::string::npos;
}

bool isChrooted() {
    const auto mounts = readTextFile("/proc/self/mountinfo");
    if (!mounts) {
        return false;
    }
    std::istringstream lines(*mounts);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        std::string id, parent, device, root, mountPoint;
        fields >> id >> parent >> device >> root >> mountPoint;
        if (mountPoint == "/") {
            return false;
        }
    }
    return true;
}

std::string_view stageText(Stage stage) {
    switch (stage) {
    case Stage::UserNamespace:
        return "creating a user namespace";
    case Stage::UserMap:
        return "mapping the user into the new user namespace";
    case Stage::NetNamespace:
        return "creating a network namespace";
    case Stage::LoopbackUp:
        return "bringing up lo in the new network namespace";
    case Stage::Quiet:
        return "laying the wire: keeping the namespaces' own packets off it";
    case Stage::Links:
        return "laying the wire: joining the namespaces with veth pairs";
    case Stage::Addresses:
        return "laying the wire: setting addresses and routes";
    case Stage::Carrier:
        return "laying the wire: waiting for the links to carry";
    case Stage::None:
        break;
    }
    return "entering a private namespace";
}

/// What to do, most specific first; empty when nothing we know of explains it.
std::string adviceFor(Stage stage, int err, const RefusalFacts& facts) {
    if (err == EOPNOTSUPP && stage == Stage::Links) {
        return "this kernel has no virtual Ethernet: CONFIG_VETH, and the module veth, are needed for a run with a "
               "wire";
    }
    if (err == ENOSPC && stage == Stage::UserNamespace) {
        return fmt::format(
            "user.max_user_namespaces is {}: raise it, as root, with 'sysctl user.max_user_namespaces=10000'",
            facts.maxUserNamespaces.value_or(0));
    }
    if (err == ENOSPC) {
        return fmt::format(
            "user.max_net_namespaces is {}: raise it, as root, with 'sysctl user.max_net_namespaces=10000'",
            facts.maxNetNamespaces.value_or(0));
    }
    if (err == EINVAL || err == ENOSYS) {
        return "this kernel was built without namespaces: CONFIG_USER_NS and CONFIG_NET_NS are needed";
    }
    if (err != EPERM && err != EACCES) {
        return {};
    }
    if (facts.unprivilegedUsernsClone == 0) {
        return "kernel.unprivileged_userns_clone is 0: allow it, as root, with 'sysctl "
               "kernel.unprivileged_userns_clone=1'";
    }
    if (facts.apparmorRestrictsUserns.value_or(0) != 0) {
        return "AppArmor restricts user namespaces: load an AppArmor profile for listenscope-opener that allows "
               "'userns,', "
               "or, as root, 'sysctl kernel.apparmor_restrict_unprivileged_userns=0'";
    }
    if (facts.chrooted && stage == Stage::UserNamespace) {
        return "user namespaces cannot be created in a chroot: run outside it, or as a user with CAP_SYS_ADMIN";
    }
    if (facts.seccompFilter) {
        return "a seccomp filter (of a container?) forbids it: start the container with a profile that allows "
               "unshare(CLONE_NEWUSER), e.g. 'docker run --security-opt seccomp=unconfined'";
    }
    return "a security module of this machine forbids it: see the kernel log";
}

} // namespace

RefusalFacts readRefusalFacts() {
    RefusalFacts facts;
    facts.unprivilegedUsernsClone = readNumber("/proc/sys/kernel/unprivileged_userns_clone");
    facts.apparmorRestrictsUserns = readNumber("/proc/sys/kernel/apparmor_restrict_unprivileged_userns");
    facts.maxUserNamespaces = readNumber("/proc/sys/user/max_user_namespaces");
    facts.maxNetNamespaces = readNumber("/proc/sys/user/max_net_namespaces");
    facts.seccompFilter = hasSeccompFilter();
    facts.chrooted = isChrooted();
    return facts;
}

Error explainRefusal(Stage stage, int err, const RefusalFacts& facts) {
    return Error{
        ErrorCode::Refused, err,
        fmt::format("the laboratory needs a private network namespace: {}: {}", stageText(stage), describeErrno(err)),
        adviceFor(stage, err, facts)};
}

} // namespace ls::netns
