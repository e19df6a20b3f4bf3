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
    case Stage::Sockets:
        return "laying the wire: opening a packet socket";
    case Stage::Links:
        return "laying the wire: joining the namespaces with veth pairs";
    case Stage::Tun:
        return "laying the wire: joining the namespaces with TUN devices";
    case Stage::Addresses:
        return "laying the wire: setting addresses and routes";
    case Stage::Carrier:
        return "laying the wire: waiting for the links to carry";
    case Stage::None:
        break;
    }
    return "entering a private namespace";
}

bool isAboutLinks(Stage stage) {
    return stage == Stage::Sockets || stage == Stage::Links || stage == Stage::Tun;
}

/// What to do, most specific first; empty when nothing we know of explains it.
std::string adviceFor(Stage stage, int err, const RefusalFacts& facts) {
    if (isAboutLinks(stage)) {
        return "a run with a wire needs virtual Ethernet and packet sockets (CONFIG_VETH and CONFIG_PACKET, the "
               "modules "
               "veth and af_packet), or else the module tun (CONFIG_TUN) and a /dev/net/tun that this user may read "
               "and "
               "write";
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

Error explainRefusal(const protocol::Reply& refusal, const RefusalFacts& facts) {
    std::string text = fmt::format("the laboratory needs a private network namespace: {}: {}", stageText(refusal.stage),
                                   describeErrno(refusal.err));
    if (refusal.tunErr != 0) {
        text += fmt::format("; and with TUN devices instead: {}", describeErrno(refusal.tunErr));
    }
    return Error{ErrorCode::Refused, refusal.err, std::move(text), adviceFor(refusal.stage, refusal.err, facts)};
}

} // namespace ls::netns
